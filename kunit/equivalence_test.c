// SPDX-License-Identifier: GPL-2.0
/*
 * The trapping original and the patched site, from the same state: what they
 * leave in the general purpose registers, CR, XER, CTR, LR, MSR and the register
 * itself has to be the same; and an interrupt that waits has to be taken at the
 * instruction that turns EE on, and at none that does not.
 *
 * Hazard: a sequence that forgets to look at int_pending, or a stub that loses
 * a register, works nearly always.
 */
#include <kunit/test.h>
#include <linux/gfp.h>
#include <linux/irqflags.h>
#include <asm/reg.h>

#include "kunit/ee.h"
#include "kunit/thunks.h"
#include "magic_page/page.h"
#include "kvm_para/records.h"

/* What is not compared, or not tried, and why. Printed with the count. */
static const char * const left_out[] = {
	"wrtee, wrteei in C: CR0 and a register, which the compiler is told are overwritten",
	"scratch fields and critical: the page's own, no register's",
	"SRR0 of the interrupt that waited: in the sequence or its stub, not behind the instruction",
	"r1, unless a stack, with EE on or a stub: neither guest could take an interrupt",
	"r1 in a prologue's mtmsr: not recorded",
	"MSR bits that change what the next instruction is: SPE, WE, PR, FP, DE, IS, DS",
	"SPRG4-7 read by privileged number: KVM emulates no such read",
	"SPRG3-7 read by user's number: does not trap, and gives what KVM loaded at the last entry",
};

/* ---- one run --------------------------------------------------------------- */

struct scenario {
	u32 operand;
	u32 cr;
	bool irqs_on;
	bool waiting;
};

/* What one run leaves: the state, the page, and an interrupt that waited. */
struct outcome {
	struct state state;
	struct kvm_vcpu_arch_shared page;
	unsigned int taken;
	u32 where;	/* behind the instruction's address */
};

/* What has been compared. */
struct tally {
	unsigned int cases;
	unsigned int taken;
	unsigned int registers;	/* a bit each */
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

static void run_once(const struct thunk *t, bool site, const struct scenario *sc,
		     struct outcome *out)
{
	void (*thunk)(struct state *state) = site ? t->site : t->raw;
	struct kvm_vcpu_arch_shared before;
	unsigned int interrupts;
	unsigned long flags;

	memset(out, 0, sizeof(*out));
	kvm_para_thunk_fill(t, &out->state, sc->operand, sc->cr);
	local_irq_save(flags);
	save_fields(&before);
	if (sc->waiting)
		kvm_para_make_one_wait();
	interrupts = kvm_para_timer_interrupts();
	if (sc->irqs_on)
		local_irq_enable();
	thunk(&out->state);
	save_fields(&out->page);
	local_irq_disable();
	out->taken = kvm_para_timer_interrupts() - interrupts;
	out->where = (u32)out->page.srr0 - out->state.lr;
	restore_fields(&before);
	local_irq_restore(flags);
	out->state.lr -= (u32)thunk;
	kvm_para_thunk_forget(t, &out->state);
}

/* With EE on, the kernel's next timer interrupt may follow the one that waited. */
static void run(const struct thunk *t, bool site, const struct scenario *sc, struct outcome *out)
{
	unsigned int tries = 0;

	do
		run_once(t, site, sc, out);
	while (sc->waiting && out->taken > 1 && ++tries < 3);
}

/* ---- comparing two --------------------------------------------------------- */

static bool in_stub(u32 addr)
{
	return addr >= (u32)kvm_para_kernel.rec.stub_start &&
	       addr < (u32)kvm_para_kernel.rec.stub_stop;
}

/* The interrupt came before the next instruction of the program. */
static bool same_place(const struct thunk *t, const struct outcome *raw,
		       const struct outcome *site, u32 site_addr)
{
	return raw->where == 4 &&
	       ((site->where && site->where <= t->bytes) || in_stub(site_addr + site->where));
}

/*
 * Where EE is on, or is turned on, an interrupt leaves its own marks in the page,
 * so MSR alone is compared then.
 */
static bool same(const struct thunk *t, const struct scenario *sc,
		 const struct outcome *raw, const struct outcome *site)
{
	if (memcmp(&raw->state, &site->state, sizeof(raw->state)))
		return false;
	if (t->form >= FIRST_SPR)
		return !memcmp(&raw->page, &site->page, sizeof(raw->page));
	if (raw->page.msr != site->page.msr)
		return false;
	if (!sc->waiting || (!raw->taken && !site->taken))
		return true;
	return raw->taken && site->taken &&
	       same_place(t, raw, site, (u32)t->site + site->state.lr);
}

/* Of the two outcomes, for whoever has to find out why. */
static size_t first_difference(const struct outcome *raw, const struct outcome *site)
{
	const u8 *a = (const u8 *)raw, *b = (const u8 *)site;
	size_t i;

	for (i = 0; i < sizeof(*raw) && a[i] == b[i]; i++)
		;
	return i;
}

static void compare(struct kunit *test, const struct thunk *t, const struct scenario *sc,
		    struct tally *tally)
{
	struct outcome raw, site;
	unsigned long flags;

	/* Both from the same page, so with no interrupt between them. */
	local_irq_save(flags);
	run(t, false, sc, &raw);
	run(t, true, sc, &site);
	local_irq_restore(flags);
	KUNIT_EXPECT_TRUE_MSG(test, same(t, sc, &raw, &site),
			      "form %x, r%u, operand %08x, cr %08x, EE %u, waiting %u, taken %u %u, at %x %x, first difference at %zu",
			      t->form, t->gpr, sc->operand, sc->cr, sc->irqs_on, sc->waiting,
			      raw.taken, site.taken, raw.where, site.where,
			      first_difference(&raw, &site));
	tally->cases++;
	tally->taken += sc->waiting && site.taken;
}

/* ---- what to try ------------------------------------------------------------ */

/* Interrupts find a stack only where r1 is one; what an SPR holds is theirs. */
static bool may_wait(const struct thunk *t, bool stack)
{
	return t->form < FIRST_SPR && t->form != NO_STACK_MTMSR && (t->gpr != 1 || stack);
}

static bool may_interrupt(const struct thunk *t, bool stack)
{
	return may_wait(t, stack) && t->form != PROLOGUE_MTMSR;
}

static bool has_stub(const struct thunk *t)
{
	return t->form == MTMSR || t->form == WRTEE;
}

static void with_interrupts(struct kunit *test, const struct thunk *t, bool stack,
			    struct scenario *sc, struct tally *tally)
{
	compare(test, t, sc, tally);
	if (may_wait(t, stack)) {
		sc->waiting = true;
		compare(test, t, sc, tally);
		sc->waiting = false;
	}
	if (may_interrupt(t, stack)) {
		sc->irqs_on = true;
		compare(test, t, sc, tally);
	}
}

static void with_operands(struct kunit *test, const struct thunk *t, bool stack,
			  const u32 *operands, unsigned int count, struct tally *tally)
{
	static const u32 crs[] = { 0, 0x12345678, 0x87654321, ~0U };
	struct scenario sc;
	unsigned int i, j;

	for (i = 0; i < ARRAY_SIZE(crs); i++) {
		for (j = 0; j < count; j++) {
			sc = (struct scenario){ .operand = operands[j], .cr = crs[i] };
			with_interrupts(test, t, stack, &sc, tally);
		}
	}
}

/* Two stacks, whose addresses differ in the bit that is EE. */
#define STACK_ORDER	7
#define STACKS_ALIGN	(PAGE_SIZE << STACK_ORDER)

static void of_thunk(struct kunit *test, const struct thunk *t, unsigned long stacks,
		     struct tally *tally)
{
	static const u32 words[] = { 0, ~0U, 0x00008000, 0xffff7fff, 0x80000001 };
	u32 msr = mfmsr() & ~MSR_EE;
	/* Those that turn EE on are the last. */
	const u32 msrs[] = { msr, msr & ~MSR_CE, msr & ~MSR_ME, msr ^ MSR_RI,
			     msr & ~(MSR_CE | MSR_ME), msr | MSR_EE, (msr ^ MSR_RI) | MSR_EE };
	/* A word below each, the bit that is EE is another. */
	const u32 tops[] = { stacks + MSR_CE, stacks + (MSR_CE | MSR_EE) };

	if (t->gpr == 1 && (has_stub(t) || t->form == C_WRTEE))
		with_operands(test, t, true, tops, ARRAY_SIZE(tops), tally);
	else if (t->form == NO_STACK_MTMSR)
		with_operands(test, t, false, msrs, ARRAY_SIZE(msrs) - 2, tally);
	else if (t->form == MTMSR || t->form == PROLOGUE_MTMSR)
		with_operands(test, t, false, msrs, ARRAY_SIZE(msrs), tally);
	else
		with_operands(test, t, false, words, ARRAY_SIZE(words), tally);
	tally->registers |= BIT(t->gpr);
}

static void test_equivalence(struct kunit *test)
{
	struct tally tally = { 0 };
	const struct thunk *t;
	unsigned long stacks;
	unsigned int i;

	if (!kvm_para_test_needs_page(test))
		return;
	stacks = __get_free_pages(GFP_KERNEL, STACK_ORDER);
	KUNIT_ASSERT_NE(test, stacks, 0);
	KUNIT_ASSERT_TRUE(test, IS_ALIGNED(stacks, STACKS_ALIGN));
	for (t = kvm_para_thunks; t < kvm_para_thunks_end; t++)
		of_thunk(test, t, stacks, &tally);
	free_pages(stacks, STACK_ORDER);
	kunit_info(test, "%u cases compared, an interrupt that waited taken in %u\n",
		   tally.cases, tally.taken);
	for (i = 0; i < ARRAY_SIZE(left_out); i++)
		kunit_info(test, "left out: %s\n", left_out[i]);
	KUNIT_EXPECT_GE(test, tally.cases, 10000);
	KUNIT_EXPECT_GE(test, tally.taken, 1000);
	KUNIT_EXPECT_EQ(test, tally.registers, ~0U);
}

static struct kunit_case equivalence_cases[] = {
	KUNIT_CASE_SLOW(test_equivalence),
	{ }
};

static struct kunit_suite equivalence_suite = {
	.name = "kvm_para_equivalence",
	.test_cases = equivalence_cases,
};

kunit_test_suite(equivalence_suite);

MODULE_DESCRIPTION("KUnit tests of the magic page against the trap");
MODULE_LICENSE("GPL");
