// SPDX-License-Identifier: GPL-2.0
/*
 * Where the page is not: in the guest's memory, and in its page tables.
 *
 * Hazard: whoever maps memory, /dev/mem first of all, would map the vCPU's
 * privileged registers with it.
 */
#include <kunit/test.h>
#include <linux/irqflags.h>
#include <linux/memblock.h>
#include <linux/mm.h>

#include "kunit/ee.h"
#include "kunit/platform.h"
#include "magic_page/page.h"

/* Three words that stand nowhere else in this order. */
#define MARK	0x6d61676963000000ULL

static bool holds_mark(const struct kvm_vcpu_arch_shared *page)
{
	return page->scratch1 == MARK + 1 && page->scratch2 == MARK + 2 &&
	       page->scratch3 == MARK + 3;
}

static void set_mark(struct kvm_vcpu_arch_shared *page, u64 mark)
{
	page->scratch1 = mark + 1;
	page->scratch2 = mark + 2;
	page->scratch3 = mark + 3;
}

/* The guest's memory is what /dev/mem shows of it, and the linear mapping. */
static void test_not_in_memory(struct kunit *test)
{
	unsigned long pfn, seen = 0, looked = 0, flags;

	if (!kvm_para_test_needs_page(test))
		return;
	local_irq_save(flags);
	set_mark(kvm_para_page(), MARK);
	KUNIT_EXPECT_TRUE(test, holds_mark(kvm_para_page()));
	for (pfn = PFN_DOWN(memblock_start_of_DRAM()); pfn < max_low_pfn; pfn++) {
		if (!pfn_valid(pfn))
			continue;
		seen += holds_mark(pfn_to_kaddr(pfn));
		looked++;
	}
	set_mark(kvm_para_page(), 0);
	local_irq_restore(flags);
	kunit_info(test, "%lu pages of memory looked at\n", looked);
	KUNIT_EXPECT_EQ(test, seen, 0);
	KUNIT_EXPECT_GT(test, looked, 8192);
	KUNIT_EXPECT_EQ(test, max_low_pfn, max_pfn);
}

/* KVM maps it in the shadow TLB, so that the guest's own tables stay empty there. */
static void test_not_in_page_table(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, kvm_para_in_page_table(KVM_PARA_PAGE_EA));
}

static struct kunit_case visibility_cases[] = {
	KUNIT_CASE(test_not_in_memory),
	KUNIT_CASE(test_not_in_page_table),
	{ }
};

static struct kunit_suite visibility_suite = {
	.name = "kvm_para_visibility",
	.test_cases = visibility_cases,
};

kunit_test_suite(visibility_suite);

MODULE_DESCRIPTION("KUnit tests of where the magic page is visible");
MODULE_LICENSE("GPL");
