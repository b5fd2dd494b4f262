// SPDX-License-Identifier: GPL-2.0
/*
 * What a guest could do to a host by Linux's own KVM, each found by reading it. The
 * repairs are in scripts/coccinelle; Documentation/overview.rst lists them.
 *
 * Hazard: chance finds such things once in a thousand runs. So each is done once, on
 * purpose, at the start of a vCPU.
 */
#include "guest.h"

#define MMUCSR0		1012
#define TCR_TIMER	0x04400000u	/* DIE and ARE */
#define UNKNOWN_SPR	1000
#define FIRST_WORD	0x7c7e42a6u	/* of start.S */
#define EA		0x40000000u
#define OFTEN		2000
#define MSR_AS1		0x30u		/* IS and DS */
#define VALUE		0x12345678u
#define TIDSELDS	16

/* Of a TLB that userspace has not made */
#define TLB0_SIZE	256
#define TLB0_WAYS	2
#define TLB1_SIZE	16

/* The shadow TLB is emptied, so that the next access is a miss of the host's only. */
static void page_0(struct hostile_state *s)
{
	hostile_set(&s->attack, ATTACK_NONE);
	set_spr(s, MMUCSR0, 0);
	if (get32(0) != FIRST_WORD)
		hostile_count(&s->broken);
	set_spr(s, MMUCSR0, 0);
}

/* Each miss is an exception, behind which the answer to the one before is looked at. */
static void tidseld(struct hostile_state *s)
{
	if (s->round && get32(PAGE + MAS1) & 0x3fff0000)
		hostile_count(&s->broken);
	if (s->round == TIDSELDS) {
		hostile_set(&s->attack, ATTACK_NONE);
		return;
	}
	put32(PAGE + MAS4, s->round++ << 16);
	put32(EA, 0);
}

static void hole(struct hostile_state *s)
{
	hostile_set(&s->attack, ATTACK_NONE);
	write_entry(s, 0, MAS1_V | MAS1_TSIZE(TSIZE_64M), EA, HOSTILE_RAM);
	put32(EA + HOSTILE_HIGH - HOSTILE_RAM, 0);
}

/* What the first access is to, the host maps as large as it will. */
static void beyond(struct hostile_state *s)
{
	hostile_set(&s->attack, ATTACK_NONE);
	write_entry(s, TLB1 | ESEL(2), MAS1_V | MAS1_TSIZE(TSIZE_4M), EA, HOSTILE_HIGH);
	put32(EA + HOSTILE_BETWEEN, 0);
	if (get32(EA) == HOSTILE_SECRET)
		hostile_count(&s->broken);
	write_entry(s, TLB1 | ESEL(2), MAS1_V | MAS1_TSIZE(TSIZE_64M), EA, 0);
	put32(EA + HOSTILE_IMAGE, 0);
	if (get32(EA + HOSTILE_RAM) == HOSTILE_SECRET)
		hostile_count(&s->broken);
}

/* The VMM sees the store, and how much of the host's time is left. */
static void timer(struct hostile_state *s)
{
	hostile_set(&s->attack, ATTACK_NONE);
	set_spr(s, DECAR, 1);
	set_spr(s, TCR, TCR_TIMER);
	set_spr(s, DEC, 1);
	put32(HOSTILE_LOOK, 0);
}

/* One of large pages and of small, and then others in its place */
static void mixed(struct hostile_state *s)
{
	unsigned int i;

	hostile_set(&s->attack, ATTACK_NONE);
	write_entry(s, TLB1 | ESEL(2), MAS1_V | MAS1_TSIZE(TSIZE_256M), EA, 0);
	put32(EA + HOSTILE_HIGH, 0);
	for (i = 0; i < 8; i++)
		write_entry(s, TLB1 | ESEL(2), i ? MAS1_V : 0, EA, HOSTILE_RAM);
}

static void unknown(struct hostile_state *s)
{
	if (s->round++ == OFTEN)
		hostile_set(&s->attack, ATTACK_NONE);
	else
		set_spr(s, UNKNOWN_SPR, 0);
}

static void esel(struct hostile_state *s)
{
	unsigned int i;

	hostile_set(&s->attack, ATTACK_NONE);
	for (i = 1; i < 4096; i++)
		write_entry(s, TLB1 | ESEL(i), MAS1_V, EA, HOSTILE_HIGH);
}

/* Whether there is anything in an entry of the TLB */
static int is_written(struct hostile_state *s, unsigned int mas0, unsigned int ea)
{
	put32(PAGE + MAS0, mas0);
	put32(PAGE + MAS2, ea);
	try(s, TLBRE);
	return get32(PAGE + MAS1) || get32(PAGE + MAS2) || get32(PAGE + MAS3) ||
	       get32(PAGE + MAS7);
}

/*
 * From the third entry of TLB1 on: the first two are what KVM lets a guest begin with. All
 * of them take longer than a vCPU is given, and it goes on where it was.
 */
static void found(struct hostile_state *s)
{
	unsigned int n;

	for (n = s->round; n < TLB0_SIZE + TLB1_SIZE - 2; s->round = ++n) {
		if (n < TLB0_SIZE ? is_written(s, ESEL(n % TLB0_WAYS), n / TLB0_WAYS << 12) :
				    is_written(s, TLB1 | ESEL(n - TLB0_SIZE + 2), 0))
			hostile_count(&s->broken);
	}
	hostile_set(&s->attack, ATTACK_NONE);
}

/* Whether the text, executed in that address space, reads what is in SPRG0 */
static int reads_in(struct hostile_state *s, unsigned int msr)
{
	static const unsigned int gpr[32];
	unsigned int value;

	try_with(s, MTMSR(3), msr, 0, 0);
	value = execute(gpr, s->text);
	try_with(s, MTMSR(3), 0, 0, 0);
	return value == VALUE;
}

/*
 * No attack: an instruction that has trapped in one address space is executed in the
 * other, where the page is not. The VMM is the host that changes it, at the store.
 */
static void legacy(struct hostile_state *s)
{
	hostile_set(&s->attack, ATTACK_NONE);
	write_entry(s, TLB1 | ESEL(3), MAS1_V | MAS1_TS | MAS1_TSIZE(TSIZE_256M), 0, 0);
	set_spr(s, SPRG0, VALUE);
	s->text[0] = MFSPR(3, SPRG0);
	s->text[1] = BLR;
	flush(s->text);
	if (reads_in(s, 0) && reads_in(s, MSR_AS1))
		s->legacy |= LEGACY_TRAPS;
	put32(HOSTILE_LOOK, 0);
	if (get32((unsigned int)s->text) != MFSPR(3, SPRG0))
		s->legacy |= LEGACY_SEEN;
	flush(s->text);
	if (reads_in(s, 0))
		s->legacy |= LEGACY_WORKS;
	s->legacy |= LEGACY_ENTERED;
	if (reads_in(s, MSR_AS1))
		s->legacy |= LEGACY_SURVIVED;
}

/* The first comes before a page has been asked for; all others need one. */
void attack(struct hostile_state *s, unsigned int cpu)
{
	if (s->attack.n != ATTACK_PAGE_0)
		map_page(s, cpu);
	switch (s->attack.n) {
	case ATTACK_PAGE_0:
		page_0(s);
		break;
	case ATTACK_TIDSELD:
		tidseld(s);
		break;
	case ATTACK_HOLE:
		hole(s);
		break;
	case ATTACK_BEYOND:
		beyond(s);
		break;
	case ATTACK_MIXED:
		mixed(s);
		break;
	case ATTACK_UNKNOWN:
		unknown(s);
		break;
	case ATTACK_TIMER:
		timer(s);
		break;
	case ATTACK_ESEL:
		esel(s);
		break;
	case ATTACK_FOUND:
		found(s);
		break;
	case ATTACK_NOT:
		legacy(s);
		break;
	}
}
