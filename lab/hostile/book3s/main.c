// SPDX-License-Identifier: GPL-2.0
/*
 * A guest of KVM PR without an operating system that does to its page, and to KVM,
 * whatever it can: any value into any byte of the page, instructions that trap, entries
 * of the SLB that there are not, any hypercall. It runs in real mode, big endian.
 *
 * Hazard: a guest that ends at its first mistake tries little, and so does one that
 * hangs. So each interrupt begins the loop anew (start.S), the numbers it goes by lie in
 * memory, its timer runs, and what would turn its text round, or away, is left out.
 */
#include "../../abi.h"
#include "../../meter.h"
#include "hostile.h"

#define STEPS		20000ul
#define METER		0xe0006000ul
#define TURN		0x20000		/* of the decrementer, until it interrupts */

#define MSR_SF		0x8000000000000000ul
#define MSR_EE		0x8000ul
#define MSR_LE		1ul
#define PAGE_MSR	88		/* offset in the page */
#define PAGE_ADDRESS	0xfffffffffffff000ul
#define REAL		0x0ffffffffffff000ul	/* of an address, what KVM looks at */

/* With r3, and r4 as RB or nothing there */
#define OP31(xo)	(0x7c000000u | 3 << 21 | 4 << 11 | (xo) << 1)
#define OP31_ONE(xo)	(0x7c000000u | 3 << 21 | (xo) << 1)
#define BLR		0x4e800020u
#define UNKNOWN		0u		/* to KVM as well, which says so in its log */
#define SLBMTE		402
#define MTMSR		146
#define MTMSRD		178
#define MFSPR		339
#define MTSPR		467
#define HIOR		311
#define PVR		287

#define HCALL_KVM(n)	(42ul << 16 | (n))
#define MAP_PAGE	HCALL_KVM(4)
#define EV_IDLE		0x10010ul
#define H_XIRR		0x74
#define H_GET_TERM_CHAR	0x54
#define H_PUT_TERM_CHAR	0x58
#define H_SET_MODE	0x31c		/* would deliver interrupts in the other order */

struct state {
	unsigned long seed, steps, calls, entries;
	unsigned long page;		/* its real address; 0 before the first time */
	unsigned int word[2];
};

static struct state *const s = (struct state *)STATE;

static unsigned long any(void)
{
	s->seed ^= s->seed << 13;
	s->seed ^= s->seed >> 7;
	s->seed ^= s->seed << 17;
	return s->seed;
}

/* Values at the ends of ranges, which chance would seldom find */
static unsigned long evil(void)
{
	switch (any() % 4) {
	case 0:
		return any();
	case 1:
		return 1ul << (any() & 63);
	case 2:
		return -(1ul << (any() & 63));
	default:
		return any() & 0xfff;
	}
}

/* Neither away from big endian, nor without interrupts */
static unsigned long some_msr(void)
{
	return (evil() & ~MSR_LE) | MSR_EE;
}

static void run_word(unsigned int word, unsigned long rs, unsigned long rb)
{
	s->word[0] = word;
	s->word[1] = BLR;
	asm volatile("dcbst 0, %0\n\tsync\n\ticbi 0, %0\n\tisync" : : "r"(s->word) : "memory");
	execute(rs, rb, s->word);
}

/* Each an instruction of its own */
static void store(unsigned long at, unsigned long value)
{
	asm volatile("std %1, 0(%0)" : : "b"(at), "r"(value) : "memory");
}

static void store_word(unsigned long at, unsigned int value)
{
	asm volatile("stw %1, 0(%0)" : : "b"(at), "r"(value) : "memory");
}

/* In the page, or where it was */
static void scribble(void)
{
	unsigned long offset = any() & 0xff8;
	unsigned long value = offset == PAGE_MSR ? some_msr() : evil();

	store(s->page + offset, value);
}

/* The first that there is not is where KVM keeps how many there are. */
static void slb_entry(void)
{
	static const unsigned int xo[] = { SLBMTE, SLBMTE, 915, 851 };
	static const unsigned int index[] = { 64, 64, 63, 65, 127, 4095 };
	unsigned long rb = (any() << 28) | 1ul << 27 | index[any() % 6];

	s->entries++;
	run_word(OP31(xo[any() % 4]), evil(), rb);
}

/* Not HIOR: its interrupts would be where nothing is. */
static unsigned int some_spr(void)
{
	unsigned int spr = any() & 1023;

	return spr == HIOR ? PVR : spr;
}

static unsigned int move_spr(unsigned int xo, unsigned int spr)
{
	return OP31_ONE(xo) | (spr & 31) << 16 | spr >> 5 << 11;
}

static void instruction(void)
{
	/* slbie, slbfee, tlbie, tlbiel, mtsrin, mfsrin; slbia, tlbsync, mtsr, mfsr, mfmsr */
	static const unsigned int with_rb[] = { SLBMTE, 434, 979, 306, 274, 242, 659 };
	static const unsigned int without[] = { 498, 566, 210, 595, 83 };

	switch (any() % 8) {
	case 0: case 1:
		run_word(OP31(with_rb[any() % 7]), evil(), evil());
		break;
	case 2: case 3:
		run_word(OP31_ONE(without[any() % 5]), evil(), 0);
		break;
	case 4:
		run_word(OP31_ONE(any() % 2 ? MTMSR : MTMSRD), some_msr(), 0);
		break;
	case 5:
		run_word(move_spr(MFSPR, some_spr()), evil(), 0);
		break;
	default:
		run_word(move_spr(MTSPR, some_spr()), evil(), 0);
	}
}

/* Any of PAPR's but those that reach the console, or the order of bytes */
static void papr(void)
{
	unsigned long r3[8];
	unsigned int i;

	for (i = 1; i < 8; i++)
		r3[i] = evil();
	r3[0] = any() % 0x180 * 4;
	if (r3[0] == H_GET_TERM_CHAR || r3[0] == H_PUT_TERM_CHAR || r3[0] == H_SET_MODE)
		return;
	s->calls++;
	hypercall(r3);
}

/* Over itself the guest maps no page, nor does it in 32-bit mode, where it may be. */
static unsigned long some_place(void)
{
	unsigned long at = any() % 2 ? PAGE_ADDRESS : evil() & ~0xffful;

	return (at & 0xffffffff) < OWN ? at + 16 * OWN : at;
}

static void kvm(void)
{
	static const unsigned long token[] = {
		HCALL_KVM(3), MAP_PAGE, MAP_PAGE, HCALL_KVM(0x101), HCALL_KVM(0x102), EV_IDLE,
	};
	unsigned long which = any() % 8, place = some_place();

	s->calls++;
	if (which >= 6)
		call_kvm(evil(), evil(), evil());
	else if (token[which] != MAP_PAGE)
		call_kvm(evil(), evil(), token[which]);
	else if (!call_kvm(place, some_place() | (any() & 0xfff), MAP_PAGE))
		s->page = place & REAL;
}

static void put(unsigned long first, unsigned long second, unsigned long count)
{
	unsigned long r3[8] = { H_PUT_TERM_CHAR, 0, count, first, second };

	hypercall(r3);
}

static unsigned long digits(unsigned long value)
{
	unsigned long text = 0;
	unsigned int i;

	for (i = 0; i < 8; i++, value /= 10)
		text |= ('0' + value % 10) << (8 * i);
	return text;
}

#define EIGHT(a, b, c, d, e, f, g, h) \
	((unsigned long)(a) << 56 | (unsigned long)(b) << 48 | (unsigned long)(c) << 40 | \
	 (unsigned long)(d) << 32 | (unsigned long)(e) << 24 | (f) << 16 | (g) << 8 | (h))

static void done(void)
{
	put(EIGHT('h', 'o', 's', 't', 'i', 'l', 'e', ' '), digits(s->steps - 1), 16);
	put(EIGHT(' ', 'c', 'a', 'l', 'l', 's', ' ', ' '), digits(s->calls), 16);
	put(EIGHT(' ', 's', 'l', 'b', ' ', ' ', ' ', ' '), digits(s->entries), 16);
	put((unsigned long)'\n' << 56, 0, 1);
	store_word(METER + METER_COMMAND, METER_DONE);
}

static void begin(void)
{
	s->seed = read_timebase() | 1;
	s->page = some_place() & REAL;
	call_kvm(s->page, s->page, MAP_PAGE);
}

static void step(void)
{
	switch (any() % 8) {
	case 0:
		slb_entry();
		break;
	case 1:
		papr();
		break;
	case 2:
		kvm();
		break;
	case 3:
		instruction();
		break;
	case 4:
		run_word(UNKNOWN, 0, 0);
		break;
	default:
		scribble();
	}
}

/* An interrupt of the controller's is taken, and never ended, so that no other comes. */
void hostile(void)
{
	unsigned long accept[8] = { H_XIRR };

	hypercall(accept);
	for (;;) {
		if (!s->steps++)
			begin();
		begin_turn(TURN, MSR_SF | MSR_EE);
		if (s->steps > STEPS)
			done();
		step();
	}
}
