// SPDX-License-Identifier: GPL-2.0
/*
 * The trapping original and the patched site, from the same state: what they
 * leave in the general purpose registers, CR, XER, CTR, LR, MSR and the register
 * itself has to be the same; and an interrupt that waits has to be taken at the
 * instruction that turns EE on, and at none that does not.
 *
 * Hazard: a sequence that forgets to look at int_pending, or a stub that loses
 * a register, works nearly always.
 *
 * Left out: r1 and r2 as operands, which an interrupt needs; MSR bits that
 * change what the next instruction is; the aliases of SPRG3-7, whose reads do
 * not trap and give what KVM loaded at the last entry; and reads of SPRG4-7 by
 * their privileged numbers, which KVM does not emulate at all.
 */
#include <kunit/test.h>
#include <linux/hardirq.h>
#include <linux/irqflags.h>
#include <asm/kvm_para_ee.h>
#include <asm/kvm_para_guest.h>
#include <asm/reg.h>
#include <asm/time.h>

#include "kunit/thunks.h"
#include "magic_page/page.h"

/* XER as it is: its reserved bits do not keep what is written to them. */
#define XER_PATTERN	0xe0000055
#define PATTERN(i)	(0x5a5a0000 + 0x01010101 * (i))

static void fill(struct state *s, u32 operand, unsigned int gpr, u32 cr)
{
	unsigned int i;

	for (i = 0; i < 32; i++)
		s->gpr[i] = PATTERN(i);
	s->gpr[gpr] = operand;
	s->cr = cr;
	s->xer = XER_PATTERN;
	s->ctr = 0x12345678;
}

/* What one run leaves: the state, and the page. */
struct outcome {
	struct state state;
	struct kvm_vcpu_arch_shared page;
};

/* The page, but for what is nobody's register. */
static void save_fields(struct kvm_vcpu_arch_shared *copy)
{
	memcpy(copy, kvm_para_page(), sizeof(*copy));
	copy->scratch1 = 0;
	copy->scratch2 = 0;
	copy->scratch3 = 0;
	copy->critical = 0;
	copy->int_pending = 0;
}

/*
 * Registers may hold anything now, the thread pointer in SPRG3 among them, so
 * this comes before the next interrupt may.
 */
static void restore_fields(const struct kvm_vcpu_arch_shared *copy)
{
	struct kvm_vcpu_arch_shared *page = kvm_para_page();
	u32 int_pending = page->int_pending;

	memcpy(page, copy, sizeof(*copy));
	page->int_pending = int_pending;
}

static void run(const struct thunk *t, bool site, u32 operand, u32 cr, bool irqs_on,
		struct outcome *out)
{
	void (*thunk)(struct state *state) = site ? t->site : t->raw;
	struct kvm_vcpu_arch_shared before;
	unsigned long flags;

	memset(out, 0, sizeof(*out));
	fill(&out->state, operand, t->gpr, cr);
	local_irq_save(flags);
	save_fields(&before);
	if (irqs_on)
		local_irq_enable();
	thunk(&out->state);
	save_fields(&out->page);
	local_irq_disable();
	restore_fields(&before);
	local_irq_restore(flags);
	out->state.lr -= (u32)thunk;
}

/*
 * Where EE is on, or is turned on, an interrupt leaves its own marks in the page,
 * so MSR alone is compared then.
 */
static bool same(const struct outcome *a, const struct outcome *b, u32 form)
{
	if (memcmp(&a->state, &b->state, sizeof(a->state)))
		return false;
	if (form < FIRST_SPR)
		return a->page.msr == b->page.msr;
	return !memcmp(&a->page, &b->page, sizeof(a->page));
}

static unsigned int compare(struct kunit *test, const struct thunk *t, u32 operand, u32 cr)
{
	struct outcome raw, site;
	unsigned int cases = 0, irqs_on;
	unsigned long flags;

	/* What an SPR holds is an interrupt's to change. */
	for (irqs_on = 0; irqs_on < (t->form >= FIRST_SPR ? 1 : 2); irqs_on++) {
		/* Both from the same page, so with no interrupt between them. */
		local_irq_save(flags);
		run(t, false, operand, cr, irqs_on, &raw);
		run(t, true, operand, cr, irqs_on, &site);
		local_irq_restore(flags);
		KUNIT_EXPECT_TRUE_MSG(test, same(&raw, &site, t->form),
				      "form %x, r%u, operand %08x, cr %08x, EE %u",
				      t->form, t->gpr, operand, cr, irqs_on);
		cases++;
	}
	return cases;
}

static bool needs_page(struct kunit *test)
{
	if (kvm_para_in_use())
		return true;
	kunit_skip(test, "needs the page, and this is no patched guest of KVM");
	return false;
}

static void test_equivalence(struct kunit *test)
{
	static const u32 crs[] = { 0, 0x12345678, 0x87654321, ~0U };
	static const u32 words[] = { 0, ~0U, 0x00008000, 0xffff7fff, 0x80000001 };
	u32 msr = mfmsr() & ~MSR_EE;
	const u32 msrs[] = { msr, msr | MSR_EE, msr & ~MSR_CE, msr & ~MSR_ME, msr ^ MSR_RI,
			     (msr ^ MSR_RI) | MSR_EE, msr & ~(MSR_CE | MSR_ME) };
	unsigned int cases = 0, i, j;
	const struct thunk *t;

	if (!needs_page(test))
		return;
	for (t = kvm_para_thunks; t < kvm_para_thunks_end; t++) {
		for (j = 0; j < ARRAY_SIZE(crs); j++) {
			for (i = 0; t->form == MTMSR && i < ARRAY_SIZE(msrs); i++)
				cases += compare(test, t, msrs[i], crs[j]);
			for (i = 0; t->form != MTMSR && i < ARRAY_SIZE(words); i++)
				cases += compare(test, t, words[i], crs[j]);
		}
	}
	kunit_info(test, "%u cases compared\n", cases);
	KUNIT_EXPECT_GE(test, cases, 10000);
}

/* ---- an interrupt that waits ---------------------------------------------- */

static noinline u32 raw_mfmsr(void)
{
	u32 val;

	asm volatile("kvm_para_raw_mfmsr %0" : "=r" (val));
	return val;
}

static unsigned int timer_interrupts(void)
{
	return this_cpu_read(irq_stat.timer_irqs_event) +
	       this_cpu_read(irq_stat.timer_irqs_others);
}

/* With interrupts off, until KVM says that the decrementer's one waits. */
static bool make_one_wait(void)
{
	unsigned int i;

	set_dec(1);
	for (i = 0; i < 100000 && !READ_ONCE(kvm_para_page()->int_pending); i++)
		raw_mfmsr();
	return READ_ONCE(kvm_para_page()->int_pending);
}

/* Interrupts taken between the instruction and the next one. */
static unsigned int taken(struct kunit *test, void (*set_ee)(unsigned long val), unsigned long val)
{
	unsigned int before, after;

	local_irq_disable();
	KUNIT_EXPECT_TRUE(test, make_one_wait());
	before = timer_interrupts();
	set_ee(val);
	after = timer_interrupts();
	local_irq_enable();
	return after - before;
}

static noinline void ee_by_helper(unsigned long val)
{
	OPTIMIZER_HIDE_VAR(val);
	kvm_para_set_ee(val);
}

static noinline void ee_by_constant(unsigned long val)
{
	if (val & MSR_EE)
		kvm_para_set_ee(MSR_EE);
	else
		kvm_para_set_ee(0);
}

static noinline void ee_by_wrtee(unsigned long val)
{
	asm volatile("wrtee %0" : : "r" (val) : "memory");
}

static noinline void ee_by_wrteei(unsigned long val)
{
	if (val & MSR_EE)
		asm volatile("wrteei 1" : : : "memory");
	else
		asm volatile("wrteei 0" : : : "memory");
}

static noinline void ee_by_mtmsr(unsigned long val)
{
	asm volatile("mtmsr %0" : : "r" ((mfmsr() & ~MSR_EE) | (val & MSR_EE)) : "memory");
}

static void (*const set_ee[])(unsigned long val) = {
	ee_by_helper, ee_by_constant, ee_by_wrtee, ee_by_wrteei, ee_by_mtmsr,
};

static void test_waiting(struct kunit *test)
{
	unsigned int i, n;

	if (!needs_page(test))
		return;
	for (n = 0; n < 100; n++) {
		for (i = 0; i < ARRAY_SIZE(set_ee); i++) {
			/* More than one, if the next timer is due at once. */
			KUNIT_EXPECT_GE_MSG(test, taken(test, set_ee[i], MSR_EE), 1, "way %u", i);
			KUNIT_EXPECT_EQ_MSG(test, taken(test, set_ee[i], ~MSR_EE), 0, "way %u", i);
		}
	}
}

/* ---- interrupts at any instruction ---------------------------------------- */

#define STORM	100000

/*
 * Turn EE off and on in every way until the interrupt has come. Returns how many
 * came while EE was off.
 */
static unsigned int toggle_until_taken(unsigned int before)
{
	unsigned int i = 0, rounds, at_off, stray = 0;

	for (rounds = 0; timer_interrupts() == before && rounds < 100000; rounds++) {
		set_ee[i](0);
		at_off = timer_interrupts();
		barrier();
		stray += timer_interrupts() - at_off;
		set_ee[i](MSR_EE);
		if (++i == ARRAY_SIZE(set_ee))
			i = 0;
	}
	return stray;
}

/*
 * The delay is another each time, so that the interrupt falls on every
 * instruction of every sequence and stub in turn; the prime keeps it from
 * running in step with the loop.
 */
static void test_storm(struct kunit *test)
{
	unsigned int n, before, stray = 0, lost = 0;

	if (!needs_page(test))
		return;
	for (n = 0; n < STORM; n++) {
		local_irq_disable();
		before = timer_interrupts();
		set_dec(200 + n % 4999);
		local_irq_enable();
		stray += toggle_until_taken(before);
		lost += timer_interrupts() == before;
	}
	kunit_info(test, "%u timer interrupts\n", n);
	KUNIT_EXPECT_EQ(test, stray, 0);
	KUNIT_EXPECT_EQ(test, lost, 0);
}

static struct kunit_case equivalence_cases[] = {
	KUNIT_CASE(test_equivalence),
	KUNIT_CASE(test_waiting),
	KUNIT_CASE_SLOW(test_storm),
	{ }
};

static struct kunit_suite equivalence_suite = {
	.name = "kvm_para_equivalence",
	.test_cases = equivalence_cases,
};

kunit_test_suite(equivalence_suite);

MODULE_DESCRIPTION("KUnit tests of the magic page against the trap");
MODULE_LICENSE("GPL");
