// SPDX-License-Identifier: GPL-2.0
/*
 * What KVM does when it is asked for the page again, somewhere else: what
 * kvm_para/handover.c relies on.
 *
 * Hazard: a page that is moved under a patched kernel takes its registers away,
 * so it is moved in a kernel that has not been patched only (kvm_para=off), with
 * interrupts off.
 */
#include <kunit/test.h>
#include <linux/irqflags.h>
#include <linux/uaccess.h>
#include <asm/epapr_hcalls.h>
#include <asm/kvm_para_guest.h>

#include "kvm_para/negotiate.h"
#include "magic_page/page.h"

#define NOWHERE		0UL
#define KEEP_SHADOW	MAGIC_PAGE_FLAG_NOT_MAPPED_NX	/* without it, KVM flushes */
/* A patched kernel goes on needing what it has asked for. */
#define OTHER_FLAGS	(KVM_PARA_MAP_R4 & ~PAGE_MASK & ~KEEP_SHADOW)

static long ask_for(unsigned long ea, unsigned long flags)
{
	return epapr_hypercall2(KVM_HCALL_TOKEN(KVM_HC_PPC_MAP_MAGIC_PAGE), ea,
				ea | flags | OTHER_FLAGS);
}

/* What KVM answers to KVM_PARA_HC_*; its status is returned. */
static long ask(unsigned long token, unsigned long r3, unsigned long *answer)
{
	unsigned long in[8] = { r3 }, out[8] = { 0 };
	long status = epapr_hypercall(in, out, KVM_HCALL_TOKEN(token));

	*answer = out[0];
	return status;
}

/* Does KVM have our calls? The page stays where it is. */
static bool has_calls(void)
{
	unsigned long answer;

	return epapr_paravirt_enabled && ask(KVM_PARA_HC_FIELD, 0, &answer) == EV_SUCCESS;
}

/* Is the vCPU's state at this address? get_kernel_nofault() refuses a user's. */
static bool is_at(unsigned long ea)
{
	struct kvm_vcpu_arch_shared *page = (void *)ea;
	u64 msr;

	pagefault_disable();
	__get_kernel_nofault(&msr, &page->msr, u64, fault);
	pagefault_enable();
	return (u32)msr == mfmsr();
fault:
	pagefault_enable();
	return false;
}

/* As at the handover of a patched kernel */
static void test_asked_again(struct kunit *test)
{
	unsigned long flags;

	if (!kvm_para_in_use())
		return;
	local_irq_save(flags);
	KUNIT_EXPECT_EQ(test, ask_for(KVM_PARA_PAGE_EA, KEEP_SHADOW), EV_SUCCESS);
	KUNIT_EXPECT_TRUE(test, is_at(KVM_PARA_PAGE_EA));
	KUNIT_EXPECT_EQ(test, ask_for(KVM_PARA_PAGE_EA, 0), EV_SUCCESS);
	KUNIT_EXPECT_TRUE(test, is_at(KVM_PARA_PAGE_EA));
	local_irq_restore(flags);
}

static bool can_be_moved(void)
{
	return epapr_paravirt_enabled && !kvm_para_in_use();
}

/* 0 is an address like others, but a host that is repaired has the page nowhere then. */
static void test_no_unmapping(struct kunit *test)
{
	bool at_hole, at_0, still_at_hole;
	unsigned long flags;

	if (!can_be_moved())
		return;
	local_irq_save(flags);
	ask_for(KVM_PARA_PAGE_EA, 0);
	at_hole = is_at(KVM_PARA_PAGE_EA);
	ask_for(NOWHERE, 0);
	still_at_hole = is_at(KVM_PARA_PAGE_EA);
	at_0 = is_at(NOWHERE);
	ask_for(KVM_PARA_PAGE_EA, 0);
	local_irq_restore(flags);
	KUNIT_EXPECT_TRUE(test, at_hole);
	KUNIT_EXPECT_FALSE(test, still_at_hole);
	KUNIT_EXPECT_FALSE(test, at_0);
	KUNIT_EXPECT_TRUE(test, is_at(KVM_PARA_PAGE_EA));
	KUNIT_EXPECT_FALSE(test, is_at(NOWHERE));
}

/* The shadow entry of the old place stays until KVM flushes; ours does at each move */
static void test_shadow_entry_stays(struct kunit *test)
{
	bool before, kept, flushed;
	unsigned long flags;

	if (!can_be_moved())
		return;
	local_irq_save(flags);
	ask_for(KVM_PARA_PAGE_EA, 0);
	before = is_at(KVM_PARA_PAGE_EA);
	ask_for(NOWHERE, KEEP_SHADOW);
	kept = is_at(KVM_PARA_PAGE_EA);
	ask_for(NOWHERE, 0);
	flushed = !is_at(KVM_PARA_PAGE_EA);
	ask_for(KVM_PARA_PAGE_EA, 0);
	local_irq_restore(flags);
	KUNIT_EXPECT_TRUE(test, before);
	KUNIT_EXPECT_EQ(test, kept, !has_calls());
	KUNIT_EXPECT_TRUE(test, flushed);
}

/* A page that is taken away is gone at once, and can be had again. */
static void test_unmap(struct kunit *test)
{
	bool before, unmapped, still, again;
	unsigned long flags, answer;

	if (!can_be_moved() || !has_calls())
		return;
	local_irq_save(flags);
	ask_for(KVM_PARA_PAGE_EA, KEEP_SHADOW);
	before = is_at(KVM_PARA_PAGE_EA);
	unmapped = ask(KVM_PARA_HC_UNMAP, ~0UL, &answer) == EV_SUCCESS;
	still = is_at(KVM_PARA_PAGE_EA) || is_at(NOWHERE);
	again = ask(KVM_PARA_HC_UNMAP, 0, &answer) == EV_SUCCESS;
	ask_for(KVM_PARA_PAGE_EA, KEEP_SHADOW);
	local_irq_restore(flags);
	KUNIT_EXPECT_TRUE(test, before);
	KUNIT_EXPECT_TRUE(test, unmapped);
	KUNIT_EXPECT_FALSE(test, still);
	KUNIT_EXPECT_TRUE(test, again);
	KUNIT_EXPECT_TRUE(test, is_at(KVM_PARA_PAGE_EA));
	kunit_info(test, "kvm_para: it was unmapped\n");
}

/* What KVM says of its fields, and of numbers that no field has */
static void test_field_numbers(struct kunit *test)
{
	unsigned long none[] = { 28, 63, 0, 0x10000, ~0UL };
	unsigned long answer;
	unsigned int i;

	if (!has_calls())
		return;
	KUNIT_EXPECT_EQ(test, ask(KVM_PARA_HC_FIELD, 0, &answer), EV_SUCCESS);
	KUNIT_EXPECT_GE(test, answer, 64);
	none[2] = answer + 1;
	KUNIT_EXPECT_EQ(test, ask(KVM_PARA_HC_FIELD, 12, &answer), EV_SUCCESS);
	KUNIT_EXPECT_EQ(test, answer, offsetof(struct kvm_vcpu_arch_shared, msr) << 16 | 8);
	KUNIT_EXPECT_EQ(test, ask(KVM_PARA_HC_FIELD, 64, &answer), EV_SUCCESS);
	KUNIT_EXPECT_GE(test, answer >> 16, KVM_PARA_AREA);
	for (i = 0; i < ARRAY_SIZE(none); i++)
		KUNIT_EXPECT_EQ(test, ask(KVM_PARA_HC_FIELD, none[i], &answer), EV_EINVAL);
}

static struct kunit_case handover_cases[] = {
	KUNIT_CASE(test_asked_again),
	KUNIT_CASE(test_no_unmapping),
	KUNIT_CASE(test_shadow_entry_stays),
	KUNIT_CASE(test_unmap),
	KUNIT_CASE(test_field_numbers),
	{ }
};

static struct kunit_suite handover_suite = {
	.name = "kvm_para_handover",
	.test_cases = handover_cases,
};

kunit_test_suite(handover_suite);

MODULE_DESCRIPTION("KUnit tests of what moves the magic page");
