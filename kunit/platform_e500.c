// SPDX-License-Identifier: GPL-2.0
/*
 * What the tests know of an e500v2.
 *
 * Hazard: a way to change MSR[EE] that is not here is not stormed. wrtee and wrteei in
 * assembly become stubs, which the compiler's own do not.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/reg.h>
#include <asm/kvm_para_ee.h>

#include "kunit/platform.h"
#include "kunit/thunks.h"

static noinline void by_helper(unsigned long val)
{
	OPTIMIZER_HIDE_VAR(val);
	kvm_para_set_ee(val);
}

static noinline void by_constant(unsigned long val)
{
	if (val & MSR_EE)
		kvm_para_set_ee(MSR_EE);
	else
		kvm_para_set_ee(0);
}

static noinline void by_wrtee(unsigned long val)
{
	asm volatile("wrtee %0" : : "r" (val) : "memory");
}

static noinline void by_wrteei(unsigned long val)
{
	if (val & MSR_EE)
		asm volatile("wrteei 1" : : : "memory");
	else
		asm volatile("wrteei 0" : : : "memory");
}

static noinline void by_mtmsr(unsigned long val)
{
	asm volatile("mtmsr %0" : : "r" ((mfmsr() & ~MSR_EE) | (val & MSR_EE)) : "memory");
}

void (*const kvm_para_set_ee_by[])(unsigned long val) = {
	by_helper, by_constant, by_wrtee, by_wrteei, by_mtmsr,
};

const unsigned int kvm_para_ee_ways = ARRAY_SIZE(kvm_para_set_ee_by);

/* What the equivalence does not compare, or does not try, and why. */
const char * const kvm_para_left_out[] = {
	"wrtee, wrteei in C: CR0 and a register, which the compiler is told are overwritten",
	"scratch fields and critical: the page's own, no register's",
	"SRR0 of the interrupt that waited: in the sequence or its stub, not behind the instruction",
	"r1, unless a stack, with EE on or a stub: neither guest could take an interrupt",
	"r1 in a prologue's mtmsr: not recorded",
	"MSR bits that change what the next instruction is: SPE, WE, PR, FP, DE, IS, DS",
	"SPRG4-7 read by privileged number: KVM emulates no such read",
	"SPRG3-7 read by user's number: does not trap, and gives what KVM loaded at the last entry",
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
	unsigned long msr = mfmsr();
	const struct kvm_para_site_kind all[] = {
		{ MFMSR, msr },
		{ SPRN_SPRG3, 0 },
		{ 0x8000 + SPRN_SPRG0, 0 },
		{ WRTEE, msr | MSR_EE },
		{ WRTEE, 0 },
		{ MTMSR, msr & ~MSR_EE },
		{ C_WRTEE, msr | MSR_EE },
		{ C_WRTEEI_0, 0 },
		{ C_WRTEEI_1, 0 },
	};

	memcpy(kinds, all, min(sizeof(all), room * sizeof(*kinds)));
	return ARRAY_SIZE(all);
}
