// SPDX-License-Identifier: GPL-2.0
/*
 * What the tests know of 64 bit Book3S.
 *
 * Hazard: an interrupt that comes while MSR[RI] is off is one that Linux does not
 * return from, so EE is on only with RI, or where none can come.
 */
#include <linux/kernel.h>
#include <linux/pgtable.h>
#include <linux/string.h>
#include <asm/reg.h>

#include "kunit/platform.h"
#include "kunit/thunks.h"

/* In assembly; as everywhere, with L=1 it becomes a stub. */
static noinline void by_mtmsrd_1(unsigned long val)
{
	kvm_para_unmask();
	asm volatile("mtmsrd %0, 1" : : "r" ((val & MSR_EE) | MSR_RI) : "memory");
}

static noinline void by_helper(unsigned long val)
{
	kvm_para_unmask();
	if (val & MSR_EE)
		__hard_irq_enable();
	else
		__hard_irq_disable();
}

/* With L=0 it traps, and has to find MSR as the others have left it. */
static noinline void by_mtmsrd(unsigned long val)
{
	unsigned long msr = mfmsr();

	kvm_para_unmask();
	asm volatile("mtmsrd %0" : : "r" ((msr & ~MSR_EE) | (val & MSR_EE)) : "memory");
}

/* A byte in memory; the handler of what comes meanwhile puts it off. */
static noinline void by_mask(unsigned long val)
{
	if (val & MSR_EE)
		local_irq_enable();
	else
		local_irq_disable();
}

/* Both, as idle and the return to user mode do. */
static noinline void by_mask_and_helper(unsigned long val)
{
	if (val & MSR_EE)
		local_irq_enable();
	else
		hard_irq_disable();
}

void (*const kvm_para_set_ee_by[])(unsigned long val) = {
	by_mtmsrd_1, by_helper, by_mtmsrd, by_mask, by_mask_and_helper,
};

const unsigned int kvm_para_ee_ways = ARRAY_SIZE(kvm_para_set_ee_by);

/* What the equivalence does not compare, or does not try, and why. */
const char * const kvm_para_left_out[] = {
	"scratch fields and critical: the page's own, no register's",
	"SRR0 of the interrupt that waited: in the stub, not behind the instruction",
	"mtmsrd with L=0: traps",
	"r1 as operand of mtmsrd: not recorded",
	"r1 and r13 with an interrupt: the kernel's handlers need them",
	"an interrupt with RI off: Linux does not return from it",
	NULL
};

/**
 * kvm_para_kinds() - the kinds of sites
 * @kinds: receives them
 * @room: how many at most
 *
 * Context: any.
 * Return: how many there are.
 */
unsigned int kvm_para_kinds(struct kvm_para_site_kind *kinds, unsigned int room)
{
	static const struct kvm_para_site_kind all[] = {
		{ MFMSR, 0 },
		{ SPRN_SPRG3, 0 },
		{ SPRN_USPRG3, 0 },
		{ 0x8000 + SPRN_SPRG0, 0 },
		{ 0x8000 + SPRN_DSISR, 0 },
		{ MTMSRD_1, MSR_EE | MSR_RI },
		{ MTMSRD_1, MSR_RI },
	};

	memcpy(kinds, all, min(sizeof(all), room * sizeof(*kinds)));
	return ARRAY_SIZE(all);
}

/**
 * kvm_para_in_page_table() - whether the kernel's page table has an address
 * @ea: the address
 *
 * Context: any.
 * Return: whether it could come to have it: its tables are for some regions only.
 */
bool kvm_para_in_page_table(unsigned long ea)
{
	return get_region_id(ea) != INVALID_REGION_ID;
}
