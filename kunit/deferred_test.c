// SPDX-License-Identifier: GPL-2.0
/*
 * What the guest marks in the page, and the next exit carries out: a tlbwe, and a
 * translation for the TLB.
 *
 * Hazard: a host that does it late, twice, or with registers of somebody else. So each
 * test ends with an exit, and looks at the TLB by an instruction that traps. On a host
 * without the feature the marks stay, and nothing is written.
 */
#include <kunit/test.h>
#include <linux/irqflags.h>
#include <asm/kvm_para_guest.h>
#include <asm/mmu.h>
#include <asm/reg.h>
#include <asm/reg_booke.h>

#include "kunit/ee.h"
#include "magic_page/page.h"
#include "patching/codec.h"

/* An address space that nobody has, and addresses in different sets of TLB0. */
#define TID		251
#define EA(n)		(0x30000000 + (n) * 0x1000)
#define RPN(n)		(0x00400000 + (n) * 0x1000)
#define PERMISSIONS	(MAS3_SR | MAS3_UR)

static bool offered(u32 feature)
{
	return kvm_para_agreed_features() & feature;
}

/* By a register that is none of the table's. */
static void make_exit(void)
{
	mfspr(SPRN_TLB0CFG);
	barrier();
}

static void set_mas(unsigned int tid, unsigned int n)
{
	mtspr(SPRN_MAS0, MAS0_TLBSEL(0));
	mtspr(SPRN_MAS1, MAS1_VALID | MAS1_TID(tid) | MAS1_TSIZE(BOOK3E_PAGESZ_4K));
	mtspr(SPRN_MAS2, EA(n));
	mtspr(SPRN_MAS3, RPN(n) | PERMISSIONS);
	mtspr(SPRN_MAS7, 0);
}

static void mark_tlbwe(void)
{
	WRITE_ONCE(kvm_para_area()->tlbwe, 1);
}

static void mark_fill(unsigned int tid, unsigned int n, unsigned int rpn)
{
	struct kvm_para_area *area = kvm_para_area();

	WRITE_ONCE(area->fill_mas1, MAS1_TID(tid));
	WRITE_ONCE(area->fill_mas2, EA(n));
	area->fill_mas7_3 = RPN(rpn) | PERMISSIONS;
	barrier();
	WRITE_ONCE(area->fill, 1);
}

/* What the TLB has for address @n, MAS3 of it; 0 if nothing. */
static u32 looked_up(unsigned int tid, unsigned int n)
{
	mtspr(SPRN_MAS6, tid << 16);
	asm volatile("tlbsx 0, %0" : : "r" (EA(n)) : "memory");
	return mfspr(SPRN_MAS1) & MAS1_VALID ? mfspr(SPRN_MAS3) : 0;
}

static void flush(void)
{
	mtspr(SPRN_MMUCSR0, MMUCSR0_TLB0FI);
}

static u32 expected(u32 feature, unsigned int n)
{
	return offered(feature) ? RPN(n) | PERMISSIONS : 0;
}

/* Interrupts are off, TLB0 is empty and nothing marked; and so it is left. */
static void with_empty_tlb(struct kunit *test, void (*body)(struct kunit *test))
{
	if (!kvm_para_test_needs_page(test))
		return;
	local_irq_disable();
	flush();
	body(test);
	WRITE_ONCE(kvm_para_area()->tlbwe, 0);
	WRITE_ONCE(kvm_para_area()->fill, 0);
	flush();
	local_irq_enable();
}

#define TEST(name)							\
static void test_##name(struct kunit *test)				\
{									\
	with_empty_tlb(test, name);					\
}

static void tlbwe(struct kunit *test)
{
	set_mas(TID, 1);
	mark_tlbwe();
	make_exit();
	KUNIT_EXPECT_EQ(test, kvm_para_area()->tlbwe, !offered(KVM_PARA_FTR_tlbwe));
	KUNIT_EXPECT_EQ(test, looked_up(TID, 1), expected(KVM_PARA_FTR_tlbwe, 1));
	KUNIT_EXPECT_EQ(test, looked_up(TID, 2), 0);
}

/* Two before an exit: the host sees one mark, and the registers of the second. */
static void second(struct kunit *test)
{
	set_mas(TID, 1);
	mark_tlbwe();
	set_mas(TID, 2);
	mark_tlbwe();
	make_exit();
	KUNIT_EXPECT_EQ(test, looked_up(TID, 2), expected(KVM_PARA_FTR_tlbwe, 2));
}

/* One that was carried out is not carried out again with what comes after it. */
static void overwritten(struct kunit *test)
{
	set_mas(TID, 1);
	mark_tlbwe();
	make_exit();
	set_mas(TID, 2);
	if (!offered(KVM_PARA_FTR_tlbwe))
		WRITE_ONCE(kvm_para_area()->tlbwe, 0);
	make_exit();
	KUNIT_EXPECT_EQ(test, looked_up(TID, 1), expected(KVM_PARA_FTR_tlbwe, 1));
	KUNIT_EXPECT_EQ(test, looked_up(TID, 2), 0);
}

/* The exit may be an interrupt's, whose handler has MAS registers of its own. */
static void interrupted(struct kunit *test)
{
	unsigned int before, n;

	for (n = 0; n < 100; n++) {
		flush();
		KUNIT_EXPECT_TRUE(test, kvm_para_make_one_wait());
		before = kvm_para_timer_interrupts();
		set_mas(TID, 1);
		mark_tlbwe();
		local_irq_enable();
		local_irq_disable();
		KUNIT_EXPECT_NE(test, kvm_para_timer_interrupts(), before);
		KUNIT_EXPECT_EQ(test, looked_up(TID, 1), expected(KVM_PARA_FTR_tlbwe, 1));
	}
}

/* First what was put off, then the instruction that exits: nothing is left. */
static void invalidated(struct kunit *test)
{
	set_mas(TID, 1);
	mark_tlbwe();
	flush();
	KUNIT_EXPECT_EQ(test, looked_up(TID, 1), 0);
	mark_fill(mfspr(SPRN_PID), 1, 1);
	flush();
	KUNIT_EXPECT_EQ(test, looked_up(mfspr(SPRN_PID), 1), 0);
}

/* The instruction that exits finds what was put off. */
static void found(struct kunit *test)
{
	set_mas(TID, 1);
	mark_tlbwe();
	KUNIT_EXPECT_EQ(test, looked_up(TID, 1), expected(KVM_PARA_FTR_tlbwe, 1));
}

/* A translation for the TLB leaves MAS what they were. */
static void fill_once(struct kunit *test)
{
	unsigned int pid = mfspr(SPRN_PID);

	set_mas(TID, 2);
	mark_fill(pid, 1, 1);
	make_exit();
	KUNIT_EXPECT_EQ(test, kvm_para_area()->fill, !offered(KVM_PARA_FTR_prefill));
	KUNIT_EXPECT_EQ(test, mfspr(SPRN_MAS0), MAS0_TLBSEL(0));
	KUNIT_EXPECT_EQ(test, mfspr(SPRN_MAS1),
			MAS1_VALID | MAS1_TID(TID) | MAS1_TSIZE(BOOK3E_PAGESZ_4K));
	KUNIT_EXPECT_EQ(test, mfspr(SPRN_MAS2), EA(2));
	KUNIT_EXPECT_EQ(test, mfspr(SPRN_MAS3), RPN(2) | PERMISSIONS);
	KUNIT_EXPECT_EQ(test, looked_up(pid, 1), expected(KVM_PARA_FTR_prefill, 1));
	KUNIT_EXPECT_EQ(test, looked_up(TID, 2), 0);
}

/* An address has one translation, and only the address space that is there gets any. */
static void fill_refused(struct kunit *test)
{
	unsigned int pid = mfspr(SPRN_PID);

	mark_fill(pid, 1, 1);
	make_exit();
	mark_fill(pid, 1, 2);
	make_exit();
	KUNIT_EXPECT_EQ(test, looked_up(pid, 1), expected(KVM_PARA_FTR_prefill, 1));
	mark_fill(TID, 3, 3);
	make_exit();
	KUNIT_EXPECT_EQ(test, looked_up(TID, 3), 0);
}

/* More than TLB0 has ways: each way serves in turn, and the last are there. */
static void fill_turns(struct kunit *test)
{
	unsigned int pid = mfspr(SPRN_PID), n;

	for (n = 0; n < 8; n++) {
		mark_fill(pid, n * 128, n);
		make_exit();
	}
	KUNIT_EXPECT_EQ(test, looked_up(pid, 7 * 128), expected(KVM_PARA_FTR_prefill, 7));
	KUNIT_EXPECT_EQ(test, looked_up(pid, 6 * 128), expected(KVM_PARA_FTR_prefill, 6));
	KUNIT_EXPECT_EQ(test, looked_up(pid, 0), 0);
}

TEST(tlbwe)
TEST(second)
TEST(overwritten)
TEST(interrupted)
TEST(invalidated)
TEST(found)
TEST(fill_once)
TEST(fill_refused)
TEST(fill_turns)

static struct kunit_case deferred_cases[] = {
	KUNIT_CASE(test_tlbwe),
	KUNIT_CASE(test_second),
	KUNIT_CASE(test_overwritten),
	KUNIT_CASE(test_interrupted),
	KUNIT_CASE(test_invalidated),
	KUNIT_CASE(test_found),
	KUNIT_CASE(test_fill_once),
	KUNIT_CASE(test_fill_refused),
	KUNIT_CASE(test_fill_turns),
	{ }
};

static struct kunit_suite deferred_suite = {
	.name = "kvm_para_deferred",
	.test_cases = deferred_cases,
};

kunit_test_suite(deferred_suite);

MODULE_DESCRIPTION("KUnit tests of what the next exit carries out");
MODULE_LICENSE("GPL");
