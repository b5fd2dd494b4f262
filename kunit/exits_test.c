// SPDX-License-Identifier: GPL-2.0
/*
 * The exit counts in the page: each instruction that the host's table names is executed,
 * trapping, and its own counter moves, by as many, and no other instruction's.
 *
 * Hazard: a counter that stands still, or one that two instructions share, looks right
 * in a sum. So each is looked at alone, with interrupts off: nothing else traps then.
 * On a host that does not count, the same words have to be zero.
 */
#include <kunit/test.h>
#include <linux/io.h>
#include <linux/irqflags.h>
#include <linux/of_address.h>
#include <linux/string.h>
#include <asm/epapr_hcalls.h>
#include <asm/reg.h>
#include <asm/reg_booke.h>

#include "kunit/ee.h"
#include "kvm_para/exits.h"
#include "kvm_para/negotiate.h"

#define TIMES		7
#define GARBAGE		0xdeadbeef

/* lab/meter.h */
#define METER_COMMAND	0x00
#define METER_EXITS	10

static bool counted(void)
{
	return kvm_para_agreed_features() & KVM_PARA_FTR_counters;
}

static long ask_for_page(unsigned long r4)
{
	return epapr_hypercall2(KVM_HCALL_TOKEN(KVM_HC_PPC_MAP_MAGIC_PAGE), KVM_PARA_MAP_R3, r4);
}

static void snapshot(u32 *copy)
{
	unsigned int i;

	for (i = 0; i < KVM_PARA_EXITS; i++)
		copy[i] = READ_ONCE(kvm_para_exit_words()[i]);
}

/* ---- one instruction of each kind ------------------------------------------- */

/* Those whose names begin with raw are in patching/exceptions.tbl. */
static noinline u32 raw_mfmsr(void)
{
	u32 val;

	asm volatile("kvm_para_raw_mfmsr %0" : "=r" (val));
	return val;
}

#define RAW_READ(number)								\
do {										\
	if (spr == (number))							\
		asm volatile("kvm_para_raw_mfspr %0, " #number : "=r" (val));	\
} while (0)

#define RAW_WRITE(number)							\
do {										\
	if (spr == (number))							\
		asm volatile("kvm_para_raw_mtspr " #number ", %0" : : "r" (val)); \
} while (0)

static noinline u32 raw_read_spr(unsigned int spr)
{
	u32 val = 0;

	KVM_PARA_EACH_MFSPR(RAW_READ)
	return val;
}

static noinline void raw_write_spr(unsigned int spr, u32 val)
{
	KVM_PARA_EACH_MTSPR(RAW_WRITE)
}

/* Back here with the same MSR */
static void return_here(void)
{
	unsigned long scratch;

	asm volatile("bl 1f\n"
		     "1:	mflr %0\n"
		     "	addi %0, %0, 2f - 1b\n"
		     "	mtspr %1, %0\n"
		     "	mfmsr %0\n"
		     "	mtspr %2, %0\n"
		     "	rfi\n"
		     "2:"
		     : "=&b" (scratch)
		     : "i" (SPRN_SRR0), "i" (SPRN_SRR1) : "lr", "memory");
}

/*
 * False for what cannot be tried here: the returns from critical and debug interrupts, what
 * the processor does not have, and what has no counter of its own, but for an IVOR.
 */
static noinline bool raw_execute(const struct kvm_para_exit_line *line, u32 val)
{
	switch (line->number) {
	case KVM_PARA_EXIT_insn_rfi:
		return_here();
		return true;
	case KVM_PARA_EXIT_insn_mfspr_other:
		mfspr(SPRN_IVOR2);
		return true;
	case KVM_PARA_EXIT_insn_mtspr_other:
		mtspr(SPRN_IVOR2, val);
		return true;
	case KVM_PARA_EXIT_insn_mfmsr:
		raw_mfmsr();
		return true;
	case KVM_PARA_EXIT_insn_mtmsr:
		asm volatile("kvm_para_raw_mtmsr %0" : : "r" (mfmsr()) : "memory");
		return true;
	case KVM_PARA_EXIT_insn_wrtee:
		asm volatile("kvm_para_raw_wrtee %0" : : "r" (0) : "memory");
		return true;
	case KVM_PARA_EXIT_insn_wrteei:
		asm volatile("kvm_para_raw_wrteei 0" : : : "memory");
		return true;
	case KVM_PARA_EXIT_insn_tlbre:
		asm volatile("tlbre" : : : "memory");
		return true;
	case KVM_PARA_EXIT_insn_tlbwe:
		asm volatile("tlbwe" : : : "memory");
		return true;
	case KVM_PARA_EXIT_insn_tlbsx:
		asm volatile("tlbsx 0, %0" : : "r" (0) : "memory");
		return true;
	case KVM_PARA_EXIT_insn_tlbivax:
		asm volatile("tlbivax 0, %0" : : "r" (0) : "memory");
		return true;
	case KVM_PARA_EXIT_insn_tlbsync:
		asm volatile("kvm_para_raw_tlbsync");
		return true;
	}
	if (line->class == KVM_PARA_CLASS_mfspr)
		raw_read_spr(line->code);
	else if (line->class == KVM_PARA_CLASS_mtspr)
		raw_write_spr(line->code, val);
	else
		return false;
	return true;
}

static bool can_be_read(unsigned int spr)
{
	unsigned int i;

	for (i = 0; i < kvm_para_exit_line_count; i++) {
		if (kvm_para_exit_lines[i].class == KVM_PARA_CLASS_mfspr &&
		    kvm_para_exit_lines[i].code == spr)
			return true;
	}
	return false;
}

/* What a register holds already, but for those in which a one clears what has happened. */
static u32 harmless_value(const struct kvm_para_exit_line *line)
{
	if (line->number == KVM_PARA_EXIT_insn_mtspr_other)
		return mfspr(SPRN_IVOR2);
	switch (line->code) {
	case SPRN_TSR:
	case SPRN_DBSR:
	case SPRN_MCSR:
		return 0;
	}
	return line->class == KVM_PARA_CLASS_mtspr && can_be_read(line->code) ?
		raw_read_spr(line->code) : 0;
}

/* An entry of TLB0 that tlbre reads and tlbwe writes as it was: way 0 of set 0. */
static void choose_tlb_entry(const struct kvm_para_exit_line *line)
{
	if (line->number != KVM_PARA_EXIT_insn_tlbre && line->number != KVM_PARA_EXIT_insn_tlbwe)
		return;
	mtspr(SPRN_MAS0, MAS0_TLBSEL(0));
	mtspr(SPRN_MAS2, 0);
	asm volatile("tlbre" : : : "memory");
}

/* Registers in the page may hold anything behind it, and get back what they held. */
static bool run(const struct kvm_para_exit_line *line, u32 *before, u32 *after)
{
	struct kvm_vcpu_arch_shared saved;
	u32 val, int_pending;
	unsigned long flags;
	bool tried = true;
	unsigned int i;

	local_irq_save(flags);
	memcpy(&saved, kvm_para_page(), sizeof(saved));
	val = harmless_value(line);
	choose_tlb_entry(line);
	snapshot(before);
	for (i = 0; i < TIMES && tried; i++)
		tried = raw_execute(line, val);
	snapshot(after);
	int_pending = kvm_para_page()->int_pending;
	memcpy(kvm_para_page(), &saved, sizeof(saved));
	kvm_para_page()->int_pending = int_pending;
	local_irq_restore(flags);
	return tried;
}

static void expect_counted(struct kunit *test, const struct kvm_para_exit_line *line,
			   const u32 *before, const u32 *after)
{
	u32 instructions = 0;
	unsigned int i;

	for (i = KVM_PARA_EXIT_INSNS; i < KVM_PARA_EXITS; i++)
		instructions += after[i] - before[i];
	KUNIT_EXPECT_EQ_MSG(test, after[line->number] - before[line->number], TIMES, "%s",
			    line->name);
	KUNIT_EXPECT_EQ_MSG(test, instructions, TIMES, "beside %s", line->name);
	KUNIT_EXPECT_EQ_MSG(test, after[KVM_PARA_EXIT_exit_program] -
			    before[KVM_PARA_EXIT_exit_program], TIMES, "exits of %s", line->name);
}

static void test_each_instruction(struct kunit *test)
{
	u32 *before = kunit_kcalloc(test, KVM_PARA_EXITS, 2 * sizeof(*before), GFP_KERNEL);
	u32 *after = before + KVM_PARA_EXITS;
	unsigned int i, tried = 0, left_out = 0;

	KUNIT_ASSERT_NOT_NULL(test, before);
	if (!kvm_para_test_needs_page(test) || !counted())
		return;
	ask_for_page(KVM_PARA_MAP_R4);
	for (i = 0; i < kvm_para_exit_line_count; i++) {
		if (kvm_para_exit_lines[i].class < KVM_PARA_CLASS_insn)
			continue;
		if (run(&kvm_para_exit_lines[i], before, after)) {
			expect_counted(test, &kvm_para_exit_lines[i], before, after);
			tried++;
		} else {
			kunit_info(test, "not tried: %s\n", kvm_para_exit_lines[i].name);
			left_out++;
		}
	}
	kunit_info(test, "%u instructions, %u not tried\n", tried, left_out);
	KUNIT_EXPECT_GT(test, tried, 90);
	KUNIT_EXPECT_LE(test, left_out, 4);
}

/* ---- the words themselves --------------------------------------------------- */

/* The host adds to what it knows, and not to what the guest has left there. */
static void test_not_read_back(struct kunit *test)
{
	u32 *word = kvm_para_exit_words() + KVM_PARA_EXIT_insn_mfmsr;
	u32 before, after;
	unsigned long flags;

	if (!kvm_para_test_needs_page(test) || !counted())
		return;
	ask_for_page(KVM_PARA_MAP_R4);
	local_irq_save(flags);
	before = READ_ONCE(*word);
	WRITE_ONCE(*word, GARBAGE);
	raw_mfmsr();
	after = READ_ONCE(*word);
	local_irq_restore(flags);
	KUNIT_EXPECT_EQ(test, after, before + 1);
}

static u32 words_or(void)
{
	unsigned int i;
	u32 all = 0;

	for (i = 0; i < KVM_PARA_EXITS; i++)
		all |= READ_ONCE(kvm_para_exit_words()[i]);
	return all;
}

/* Who has not asked for counts finds none, whatever it does, and its words are its own. */
static void test_not_asked_for(struct kunit *test)
{
	u32 *word, before, without, again;
	unsigned long flags;

	if (!kvm_para_test_needs_page(test))
		return;
	word = kvm_para_exit_words() + KVM_PARA_EXIT_insn_mfmsr;
	local_irq_save(flags);
	ask_for_page(KVM_PARA_MAP_R4);
	before = READ_ONCE(*word);
	ask_for_page(KVM_PARA_MAP_R4 & ~KVM_PARA_MAP_COUNTERS);
	raw_mfmsr();
	without = words_or();
	ask_for_page(KVM_PARA_MAP_R4);
	again = READ_ONCE(*word);
	local_irq_restore(flags);
	KUNIT_EXPECT_EQ(test, without, 0);
	KUNIT_EXPECT_EQ(test, !!before, counted());
	KUNIT_EXPECT_EQ(test, again, counted() ? before + 1 : 0);
}

/* What the groups add up to. Nothing is counted between two loads. */
static void test_sums(struct kunit *test)
{
	u32 *now = kunit_kcalloc(test, KVM_PARA_EXITS, sizeof(*now), GFP_KERNEL);
	unsigned long flags;
	unsigned int i;
	u32 insns = 0;

	KUNIT_ASSERT_NOT_NULL(test, now);
	if (!kvm_para_test_needs_page(test) || !counted())
		return;
	ask_for_page(KVM_PARA_MAP_R4);
	local_irq_save(flags);
	snapshot(now);
	local_irq_restore(flags);
	for (i = KVM_PARA_EXIT_INSNS; i < KVM_PARA_EXITS; i++)
		insns += now[i];
	KUNIT_EXPECT_EQ(test, now[KVM_PARA_EXIT_exit_dtlb_miss],
			now[KVM_PARA_EXIT_miss_dtlb_real] + now[KVM_PARA_EXIT_miss_dtlb_virt] +
			now[KVM_PARA_EXIT_miss_dtlb_mmio]);
	KUNIT_EXPECT_EQ(test, now[KVM_PARA_EXIT_exit_itlb_miss],
			now[KVM_PARA_EXIT_miss_itlb_real] + now[KVM_PARA_EXIT_miss_itlb_virt]);
	KUNIT_EXPECT_GT(test, insns, 0);
	KUNIT_EXPECT_GE(test, now[KVM_PARA_EXIT_exit_program], insns);
}

/* ---- what the host says ------------------------------------------------------ */

/*
 * The meter says what KVM's statistics hold at this store, which is an exit itself: a
 * miss, and a device. If nothing else has come between, the host has said what is in
 * @after, and in @before but for these two.
 */
static bool let_host_say(void __iomem *meter, u32 *before, u32 *after)
{
	unsigned long flags;

	local_irq_save(flags);
	snapshot(before);
	iowrite32be(METER_EXITS, meter + METER_COMMAND);
	snapshot(after);
	local_irq_restore(flags);
	before[KVM_PARA_EXIT_exit_dtlb_miss]++;
	before[KVM_PARA_EXIT_miss_dtlb_mmio]++;
	return !memcmp(before, after, KVM_PARA_EXITS * sizeof(*before));
}

/* scripts/checks/counters compares the two lists. */
static void test_host_says_the_same(struct kunit *test)
{
	struct device_node *node = of_find_compatible_node(NULL, NULL, "kvm-para,lab-meter");
	u32 *before = kunit_kcalloc(test, KVM_PARA_EXITS, 2 * sizeof(*before), GFP_KERNEL);
	const struct kvm_para_exit_line *line;
	void __iomem *meter;
	unsigned int i;
	bool alone = false;

	KUNIT_ASSERT_NOT_NULL(test, before);
	if (!kvm_para_test_needs_page(test) || !counted() || !node)
		return;
	ask_for_page(KVM_PARA_MAP_R4);
	meter = of_iomap(node, 0);
	of_node_put(node);
	KUNIT_ASSERT_TRUE(test, !!meter);
	for (i = 0; i < 10 && !alone; i++)
		alone = let_host_say(meter, before, before + KVM_PARA_EXITS);
	iounmap(meter);
	KUNIT_ASSERT_TRUE(test, alone);
	for (i = 0; i < kvm_para_exit_line_count; i++) {
		line = &kvm_para_exit_lines[i];
		pr_info("kvm_para: exits %s %u\n", line->name,
			before[KVM_PARA_EXITS + line->number]);
	}
}

static struct kunit_case exits_cases[] = {
	KUNIT_CASE(test_not_asked_for),
	KUNIT_CASE(test_each_instruction),
	KUNIT_CASE(test_not_read_back),
	KUNIT_CASE(test_sums),
	KUNIT_CASE(test_host_says_the_same),
	{ }
};

static struct kunit_suite exits_suite = {
	.name = "kvm_para_exits",
	.test_cases = exits_cases,
};

kunit_test_suite(exits_suite);

MODULE_DESCRIPTION("KUnit tests of the exit counts in the magic page");
MODULE_LICENSE("GPL");
