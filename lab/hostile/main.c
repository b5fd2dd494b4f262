// SPDX-License-Identifier: GPL-2.0
/*
 * A guest without an operating system that does to its page, and to KVM, whatever it
 * can: any value into any byte of the page, any instruction that traps, any hypercall.
 *
 * Hazard: a guest that ends at its first mistake tries little. So each exception begins
 * the loop anew (start.S), the numbers it goes by lie in memory, and what would cost it
 * the translation of its own text is done, but seldom.
 */
#include "guest.h"

unsigned int any(struct hostile_state *s)
{
	s->seed ^= s->seed << 13;
	s->seed ^= s->seed >> 17;
	s->seed ^= s->seed << 5;
	return s->seed;
}

static int seldom(struct hostile_state *s)
{
	return any(s) % SELDOM == 0;
}

/* Values at the ends of ranges, which chance would seldom find */
unsigned int evil(struct hostile_state *s)
{
	static const unsigned int value[] = {
		0, 1, 2, 3, 4, 0xf, 0x3f, 0x7f, 0xff, 0x100, 0xfff, 0x1000, 0x7fff, 0x8000,
		0xffff, 0x10000, 0xfffff, 0x7fffffff, 0x80000000, 0xc0000000, 0xe0000000,
		PAGE, PAGE - 1, 0xffffffff, HOSTILE_RAM - 1, HOSTILE_RAM, HOSTILE_HIGH,
		HOSTILE_HIGH + HOSTILE_HIGH_SIZE, HOSTILE_LOOK, KVM_SC_MAGIC_R0,
	};
	unsigned int chance = any(s);

	switch (chance % 4) {
	case 0:
		return any(s);
	case 1:
		return 1u << (any(s) & 31);
	case 2:
		return any(s) & any(s) & any(s);
	default:
		return value[any(s) % ARRAY_LEN(value)];
	}
}

/* The word, with what registers hold left to chance but for three of them */
void try_with(struct hostile_state *s, unsigned int word, unsigned int r3,
	      unsigned int r4, unsigned int r11)
{
	unsigned int gpr[32];
	unsigned int i;

	for (i = 0; i < ARRAY_LEN(gpr); i++)
		gpr[i] = evil(s);
	gpr[0] = word == SC ? KVM_SC_MAGIC_R0 : gpr[0];
	gpr[3] = r3;
	gpr[4] = r4;
	gpr[11] = r11;
	s->word[0] = word;
	s->word[1] = BLR;
	flush(s->word);
	execute(gpr, s->word);
}

void try(struct hostile_state *s, unsigned int word)
{
	try_with(s, word, evil(s), evil(s), evil(s));
}

void set_spr(struct hostile_state *s, unsigned int spr, unsigned int value)
{
	try_with(s, MTSPR(3, spr), value, 0, 0);
}

void map_page(struct hostile_state *s, unsigned int cpu)
{
	try_with(s, SC, PAGE, PAGE | MAGIC_PAGE_FLAG_NOT_MAPPED_NX,
		 KVM_HCALL_TOKEN(KVM_HC_PPC_MAP_MAGIC_PAGE));
	put32(PAGE + MARK, MARKED(cpu));
}

/* All exceptions to 0 */
static void make_handlers(struct hostile_state *s)
{
	unsigned int i;

	set_spr(s, IVPR, 0);
	for (i = 0; i < 16; i++)
		set_spr(s, IVOR0 + i, 0);
	for (i = 0; i < 4; i++)
		set_spr(s, IVOR32 + i, 0);
	set_spr(s, CSRR0, 0);
	set_spr(s, DSRR0, 0);
	set_spr(s, TCR, 0);
	s->started = 1;
}

void write_entry(struct hostile_state *s, unsigned int mas0, unsigned int mas1,
		 unsigned int ea, unsigned int pa)
{
	put32(PAGE + MAS0, mas0);
	put32(PAGE + MAS1, mas1);
	put32(PAGE + MAS2, ea);
	put32(PAGE + MAS7, 0);
	put32(PAGE + MAS3, pa | MAS3_ALL);
	try(s, TLBWE);
}

/*
 * Any entry, but for that which maps this text, and any address but those of this
 * text: KVM looks at TLB0 first.
 */
static void evil_entry(struct hostile_state *s)
{
	unsigned int mas0 = evil(s), ea = any(s);

	if (!(mas0 & ESEL(15u)) && !seldom(s))
		mas0 |= ESEL(1u);
	if (!seldom(s))
		ea |= 0x40000000;
	put32(PAGE + MAS0, mas0);
	put32(PAGE + MAS1, evil(s) | (any(s) & MAS1_V));
	put32(PAGE + MAS2, ea);
	put32(PAGE + MAS7, seldom(s) ? evil(s) : 0);
	put32(PAGE + MAS3, evil(s));
	try(s, TLBWE);
	if (any(s) & 1)
		put32(ea, evil(s));
}

static void scribble(struct hostile_state *s)
{
	unsigned int n = any(s) % 8;
	unsigned int at;

	while (n--) {
		at = any(s) % MARK;
		if (any(s) & 1)
			put32(PAGE + (at & ~3u), evil(s));
		else
			put8(PAGE + at, evil(s));
	}
	/* Offsets that the host reads, more often than chance would */
	at = any(s) % 32;
	if (at < 8)
		put32(PAGE + CRITICAL + 4 * (at & 1), evil(s));
	else if (at < 16)
		put32(PAGE + MSR, evil(s));
	else if (at < 24)
		put32(PAGE + MAS0 + 4 * (at & 7), evil(s));
}

static void call(struct hostile_state *s)
{
	unsigned int chance = any(s);
	unsigned int token;

	if (chance % 8 == 0)
		token = evil(s);
	else if (chance % 8 == 1)
		token = EV_HCALL_TOKEN(any(s) % 32);
	else if (chance % 8 == 2)
		token = KVM_HCALL_TOKEN(any(s) % 8);
	else
		token = KVM_HCALL_TOKEN(any(s) & 0x1ff);
	/* Idle waits until the VMM looks. */
	if (token == EV_HCALL_TOKEN(EV_IDLE) && !seldom(s))
		token = KVM_HCALL_TOKEN(KVM_HC_FEATURES);
	s->calls++;
	try_with(s, SC, evil(s), evil(s), token);
}

static unsigned int any_spr(struct hostile_state *s)
{
	static const unsigned short spr[] = {
		26, 27, 22, 48, 53, 54, 58, 59, 61, 62, 63, 272, 273, 274, 275, 276, 277, 278, 279,
		286, 287, 304, 308, 309, 310, 312, 313, 316, 317, 336, 340, 512, 570, 571, 572,
		573, 574, 575, 604, 605, 624, 625, 626, 627, 628, 630, 633, 634, 688, 689, 944,
		1008, 1009, 1010, 1011, 1012, 1013, 1015, 1019, 1023,
	};
	unsigned int chance = any(s) % 16;

	if (!chance && seldom(s))
		return IVOR0 + any(s) % 16;
	if (chance == 1)
		return any(s) % 1024;
	return spr[any(s) % ARRAY_LEN(spr)];
}

/* After an rfi it goes on behind it, if the MSR lets it */
static void return_from(struct hostile_state *s)
{
	static const unsigned int word[] = { 0x4c000064, 0x4c000064, 0x4c000066, 0x4c00004e };

	put32(PAGE + SRR0, seldom(s) ? evil(s) : (unsigned int)&s->word[1]);
	put32(PAGE + SRR1, evil(s));
	try(s, word[any(s) % ARRAY_LEN(word)]);
}

static void one_instruction(struct hostile_state *s)
{
	/* wrtee, wrteei, mfmsr, mtmsr, tw, tlbsync, tlbre, tlbilx, dcbtls, msgsnd, ehpriv */
	static const unsigned int word[] = {
		0x7c600106, 0x7c000146, 0x7c008146, 0x7c6000a6, 0x7c600124, 0x7fe00008,
		0x7c00046c, TLBRE, 0x7c600024, 0x7c00014c, 0x7c00019c, 0x7c00021c,
		TLBSX(4), TLBIVAX(4), 0x7c00025c, 0x0fe00000, 0x00000000, 0x00dddd00,
	};

	switch (any(s) % 16) {
	case 0: case 1: case 2: case 3:
		evil_entry(s);
		break;
	case 4: case 5:
		try(s, MTSPR(3, any_spr(s)));
		break;
	case 6: case 7:
		try(s, MFSPR(3, any_spr(s)));
		break;
	case 8: case 9:
		return_from(s);
		break;
	case 10:
		if (seldom(s))
			try(s, any(s));
		else
			try(s, 0x7c000000 | (any(s) & 0x03ffffff));
		break;
	case 11:
		put32(evil(s) | 0x40000000, evil(s));
		break;
	default:
		try(s, word[any(s) % ARRAY_LEN(word)]);
	}
}

/* Chance may have made this text believe that it runs on another vCPU. */
static void look_for_others(struct hostile_state *s, unsigned int cpu)
{
	unsigned int mark = get32(PAGE + MARK);
	unsigned int i;

	for (i = 0; i < CPUS; i++) {
		if (i != cpu && mark == MARKED(i) && i != this_cpu())
			hostile_count(&s->foreign);
	}
}

/* Does not return: the exception that ends a step begins the next */
void hostile(unsigned int cpu)
{
	struct hostile_state *s = state(cpu);
	unsigned int calls;

	s->starts++;
	if (!s->started)
		make_handlers(s);
	if (hostile_whole(&s->attack) && s->attack.n)
		attack(s, cpu);
	if (any(s) % 8 == 0)
		make_handlers(s);
	map_page(s, cpu);
	for (;;) {
		if (s->steps >= s->target)
			put32(HOSTILE_LOOK, s->steps);
		s->steps++;
		look_for_others(s, cpu);
		scribble(s);
		for (calls = any(s) % 8; calls; calls--)
			call(s);
		one_instruction(s);
	}
}
