// SPDX-License-Identifier: GPL-2.0
/*
 * What the tests know of 32 bit Book3S.
 *
 * Hazard: mtmsr is all there is to change MSR[EE], and becomes one of three things,
 * by where it stands. One that is not here is not stormed.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/reg.h>

#include "kunit/platform.h"
#include "kunit/thunks.h"

static unsigned long with_ee(unsigned long val)
{
	return (mfmsr() & ~MSR_EE) | (val & MSR_EE);
}

static noinline void by_mtmsr(unsigned long val)
{
	asm volatile("mtmsr %0" : : "r" (with_ee(val)) : "memory");
}

static noinline void by_helper(unsigned long val)
{
	if (val & MSR_EE)
		local_irq_enable();
	else
		local_irq_disable();
}

/* As in an exception's prologue */
static noinline void by_prologue(unsigned long val)
{
	asm volatile("kvm_para_no_stack\n\t"
		     "mtmsr %0\n\t"
		     "kvm_para_end" : : "r" (with_ee(val)) : "memory");
}

/* As in the idle loop, which only turns it on */
static noinline void by_idle(unsigned long val)
{
	if (!(val & MSR_EE)) {
		by_mtmsr(val);
		return;
	}
	asm volatile("kvm_para_idle 11\n\t"
		     "mtmsr %0" : : "r" (with_ee(val)) : "r11", "cr0", "memory");
}

void (*const kvm_para_set_ee_by[])(unsigned long val) = {
	by_mtmsr, by_helper, by_prologue, by_idle,
};

const unsigned int kvm_para_ee_ways = ARRAY_SIZE(kvm_para_set_ee_by);

/* What the equivalence does not compare, or does not try, and why. */
const char * const kvm_para_left_out[] = {
	"scratch fields and critical: the page's own, no register's",
	"SRR0 of the interrupt that waited: in the stub, not behind the instruction",
	"r1 in mtmsr, unless a stack and an MSR without RI, with an interrupt: Linux would not return",
	"r1 in a prologue's mtmsr, or in dcbz, and r0 as target of mfsrin: not recorded",
	"an interrupt with RI off: Linux does not return from it",
	"MSR bits that change what the next instruction is: POW, PR, FP, SE, BE, IR, DR, LE",
	"mtsr, mtsrin: trap",
	"dcbz where the source says what follows: a nop, or stores to another register's line",
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
		{ SPRN_USPRG3, 0 },
		{ 0x8000 + SPRN_SPRG0, 0 },
		{ 0x8000 + SPRN_DSISR, 0 },
		{ MTMSR, msr | MSR_EE },
		{ MTMSR, msr & ~MSR_EE },
		{ MFSRIN, PAGE_OFFSET },
		{ DCBZ, (unsigned long)kvm_para_thunk_room },
	};

	memcpy(kinds, all, min(sizeof(all), room * sizeof(*kinds)));
	return ARRAY_SIZE(all);
}
