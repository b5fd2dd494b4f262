// SPDX-License-Identifier: GPL-2.0
/*
 * The trapping original and the patched site, from the same state: what they
 * leave in the general purpose registers, CR, XER, CTR, LR, MSR, the register
 * itself, and the memory that dcbz clears, has to be the same; and an interrupt
 * that waits has to be taken at the instruction that turns EE on, and at none that
 * does not.
 *
 * Hazard: a sequence that forgets to look at int_pending, or a stub that loses
 * a register, works nearly always.
 */
#include <kunit/test.h>
#include <linux/gfp.h>
#include <linux/irqflags.h>
#include <linux/jhash.h>
#include <linux/memory.h>
#include <asm/code-patching.h>
#include <asm/inst.h>
#include <asm/ppc-opcode.h>
#include <asm/reg.h>

#include "kunit/ee.h"
#include "kunit/platform.h"
#include "kunit/thunks.h"
#include "magic_page/page.h"
#include "kvm_para/records.h"

/* ---- one run --------------------------------------------------------------- */

/* Where an interrupt would be the end, none comes while it is quiet. */
struct scenario {
	unsigned long operand;
	u32 cr;
	bool irqs_on;
	bool waiting;
	bool quiet;
};

/* What one run leaves: the state, the page, and an interrupt that waited. */
struct outcome {
	struct state state;
	struct kvm_vcpu_arch_shared page;
	unsigned int taken;
	u32 memory;		/* a hash of what dcbz is tried in */
	unsigned long where;	/* behind the instruction's address */
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

/* What comes before the instruction, with interrupts masked and MSR[EE] off. */
static void prepare(const struct thunk *t, const struct scenario *sc)
{
	if (t->form == SPRN_USPRG3) {
		/* It does not trap, and gives what KVM loads at an entry. */
		kvm_para_page()->sprg3 = sc->operand;
		kvm_para_make_exit();
	}
	memset(kvm_para_thunk_room, 0xa5, sizeof(kvm_para_thunk_room));
	if (sc->waiting)
		kvm_para_make_one_wait();
	if (sc->quiet)
		kvm_para_make_none_come();
}

static void run_once(const struct thunk *t, bool site, const struct scenario *sc,
		     struct outcome *out)
{
	unsigned long code = site ? t->site : t->raw, flags;
	struct kvm_vcpu_arch_shared before;
	unsigned int interrupts;

	memset(out, 0, sizeof(*out));
	kvm_para_thunk_fill(t, &out->state, sc->operand, sc->cr);
	local_irq_save(flags);
	kvm_para_mask();
	save_fields(&before);
	prepare(t, sc);
	interrupts = kvm_para_timer_interrupts();
	if (sc->irqs_on)
		kvm_para_interrupts_on();
	else
		kvm_para_unmask();
	kvm_para_thunk_run(&out->state, code);
	save_fields(&out->page);
	kvm_para_mask();
	out->taken = kvm_para_timer_interrupts() - interrupts;
	out->where = (unsigned long)out->page.srr0 - out->state.lr;
	restore_fields(&before);
	out->memory = jhash(kvm_para_thunk_room, sizeof(kvm_para_thunk_room), 0);
	if (sc->quiet)
		kvm_para_let_some_come();
	local_irq_restore(flags);
	out->state.lr -= code;
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

static bool in_stub(unsigned long addr)
{
	return addr >= (unsigned long)kvm_para_kernel.rec.stub_start &&
	       addr < (unsigned long)kvm_para_kernel.rec.stub_stop;
}

/* The interrupt came before the next instruction of the program. */
static bool same_place(const struct thunk *t, const struct outcome *raw,
		       const struct outcome *site, unsigned long site_addr)
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
	if (memcmp(&raw->state, &site->state, sizeof(raw->state)) || raw->memory != site->memory)
		return false;
	if (t->form >= FIRST_SPR)
		return !memcmp(&raw->page, &site->page, sizeof(raw->page));
	if (raw->page.msr != site->page.msr)
		return false;
	if (!sc->waiting || (!raw->taken && !site->taken))
		return true;
	return raw->taken && site->taken &&
	       same_place(t, raw, site, t->site + site->state.lr);
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
	kvm_para_mask();
	run(t, false, sc, &raw);
	run(t, true, sc, &site);
	local_irq_restore(flags);
	KUNIT_EXPECT_TRUE_MSG(test, same(t, sc, &raw, &site),
			      "form %x, r%u, operand %lx, cr %08x, EE %u, waiting %u, taken %u %u, at %lx %lx, first difference at %zu",
			      t->form, t->gpr, sc->operand, sc->cr, sc->irqs_on, sc->waiting,
			      raw.taken, site.taken, raw.where, site.where,
			      first_difference(&raw, &site));
	tally->cases++;
	tally->taken += sc->waiting && site.taken;
}

/* ---- what to try ------------------------------------------------------------ */

/* Linux does not return from an interrupt that came while RI was off, if there is one. */
static bool must_be_quiet(const struct thunk *t, unsigned long operand)
{
	enum operands operands = kvm_para_thunk_traits(t)->operands;

	return IS_ENABLED(CONFIG_PPC_BOOK3S) && (operands == ANY_MSR || operands == EE_AND_RI) &&
	       (operand & MSR_EE) && !(operand & MSR_RI);
}

/* Interrupts find a stack only where r1 is one; what an SPR holds is theirs. */
static bool may_interrupt(const struct thunk *t, bool stack)
{
	return (t->gpr != 1 || stack) && t->gpr != KERNELS_OWN_GPR;
}

static void with_interrupts(struct kunit *test, const struct thunk *t, bool stack,
			    struct scenario *sc, struct tally *tally)
{
	const struct kvm_para_traits *traits = kvm_para_thunk_traits(t);

	sc->quiet = must_be_quiet(t, sc->operand);
	compare(test, t, sc, tally);
	if (sc->quiet || !may_interrupt(t, stack))
		return;
	if (traits->may_wait) {
		sc->waiting = true;
		compare(test, t, sc, tally);
		sc->waiting = false;
	}
	if (traits->may_be_on) {
		sc->irqs_on = true;
		compare(test, t, sc, tally);
	}
}

static void with_operands(struct kunit *test, const struct thunk *t, bool stack,
			  const unsigned long *operands, unsigned int count, struct tally *tally)
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

/* First and last of a line, but for the bit that half of it cannot have, and the next. */
static void of_lines(struct kunit *test, const struct thunk *t, struct tally *tally)
{
	const unsigned long line = (unsigned long)kvm_para_thunk_room + KVM_PARA_THUNK_LINE;
	const unsigned int times = kvm_para_thunk_traits(t)->operands == HALF_A_LINE ? 2 : 1;
	const unsigned long operands[] = {
		line / times, (line + KVM_PARA_THUNK_LINE - 2) / times,
		(line + KVM_PARA_THUNK_LINE) / times,
	};

	with_operands(test, t, false, operands, ARRAY_SIZE(operands), tally);
}

/* Two stacks, whose addresses differ in the bit that is EE. */
#define STACK_ORDER	7
#define STACKS_ALIGN	(PAGE_SIZE << STACK_ORDER)

#define TOP_BIT		(1UL << (BITS_PER_LONG - 1))

static void of_thunk(struct kunit *test, const struct thunk *t, unsigned long stacks,
		     struct tally *tally)
{
	static const unsigned long words[] = { 0, ~0UL, MSR_EE, ~MSR_EE, TOP_BIT | 1 };
	static const unsigned long ee_and_ri[] = {
		0, MSR_EE, MSR_RI, MSR_EE | MSR_RI,
		~0UL, ~MSR_EE, ~MSR_RI, ~(MSR_EE | MSR_RI),
	};
	unsigned long msr = mfmsr() & ~MSR_EE;
	/* Those that turn EE on are the last. */
	const unsigned long msrs[] = {
		msr, msr & ~MSR_CE, msr & ~MSR_ME, msr ^ MSR_RI,
		msr & ~(MSR_CE | MSR_ME), msr | MSR_EE, (msr ^ MSR_RI) | MSR_EE,
	};
	/* A word below each, the bit that is EE is another. */
	const unsigned long tops[] = {
		stacks + (MSR_CE | KVM_PARA_STACK_MSR),
		stacks + (MSR_CE | KVM_PARA_STACK_MSR | MSR_EE),
	};
	const struct kvm_para_traits *traits = kvm_para_thunk_traits(t);

	tally->registers |= BIT(t->gpr);
	if (t->gpr == 1 && traits->on_stack) {
		with_operands(test, t, true, tops, ARRAY_SIZE(tops), tally);
		return;
	}
	switch (traits->operands) {
	case ANY_WORD:
		with_operands(test, t, false, words, ARRAY_SIZE(words), tally);
		break;
	case ANY_MSR:
		with_operands(test, t, false, msrs, ARRAY_SIZE(msrs), tally);
		break;
	case ANY_MSR_EE_OFF:
		with_operands(test, t, false, msrs, ARRAY_SIZE(msrs) - 2, tally);
		break;
	case EE_AND_RI:
		with_operands(test, t, false, ee_and_ri, ARRAY_SIZE(ee_and_ri), tally);
		break;
	case A_LINE:
	case HALF_A_LINE:
		of_lines(test, t, tally);
		break;
	}
}

/* In the original's place; LR says where that is. */
static void write_original(const struct thunk *t, u32 word)
{
	unsigned long flags;
	struct state state;

	kvm_para_thunk_fill(t, &state, 0, 0);
	local_irq_save(flags);
	kvm_para_mask();
	kvm_para_thunk_run(&state, t->raw);
	local_irq_restore(flags);
	mutex_lock(&text_mutex);
	patch_instruction((u32 *)state.lr, ppc_inst(word));
	mutex_unlock(&text_mutex);
}

/* A read that does not trap is no part of the kernel but for as long as it is compared. */
static void of_silent_thunk(struct kunit *test, const struct thunk *t, unsigned long stacks,
			    struct tally *tally)
{
	write_original(t, PPC_RAW_MFSPR(t->gpr, SPRN_USPRG3));
	of_thunk(test, t, stacks, tally);
	write_original(t, PPC_RAW_NOP());
}

static void test_equivalence(struct kunit *test)
{
	struct tally tally = { 0 };
	const struct thunk *t;
	const char * const *line;
	unsigned long stacks;

	if (!kvm_para_test_needs_page(test))
		return;
	stacks = __get_free_pages(GFP_KERNEL, STACK_ORDER);
	KUNIT_ASSERT_NE(test, stacks, 0);
	KUNIT_ASSERT_TRUE(test, IS_ALIGNED(stacks, STACKS_ALIGN));
	for (t = kvm_para_thunks; t < kvm_para_thunks_end; t++) {
		if (t->form == SPRN_USPRG3)
			of_silent_thunk(test, t, stacks, &tally);
		else
			of_thunk(test, t, stacks, &tally);
	}
	free_pages(stacks, STACK_ORDER);
	kunit_info(test, "%u cases compared, an interrupt that waited taken in %u\n",
		   tally.cases, tally.taken);
	for (line = kvm_para_left_out; *line; line++)
		kunit_info(test, "left out: %s\n", *line);
	KUNIT_EXPECT_GE(test, tally.cases, 10000);
	KUNIT_EXPECT_GE(test, tally.taken, KVM_PARA_TAKEN_AT_LEAST);
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
