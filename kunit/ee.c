// SPDX-License-Identifier: GPL-2.0
/*
 * Ways to change MSR[EE], and interrupts to see whether it did.
 *
 * Hazard: a test that waits for an interrupt by doing nothing waits until the
 * host's next tick, so an interrupt is made to wait by exits, each of which
 * lets KVM look.
 */
#include <kunit/test.h>
#include <linux/hardirq.h>
#include <asm/kvm_para_ee.h>
#include <asm/kvm_para_guest.h>
#include <asm/reg.h>
#include <asm/time.h>

#include "kunit/ee.h"
#include "magic_page/page.h"

/**
 * kvm_para_test_needs_page() - skip a test where there is no page
 * @test: the test
 *
 * Context: in a test.
 * Return: true if the test is to go on.
 */
bool kvm_para_test_needs_page(struct kunit *test)
{
	if (kvm_para_agreed_features())
		return true;
	kunit_skip(test, "needs the page, and this is no patched guest of KVM");
	return false;
}

/**
 * kvm_para_timer_interrupts() - timer interrupts this CPU has taken
 *
 * Context: any.
 * Return: their number since boot.
 */
unsigned int kvm_para_timer_interrupts(void)
{
	return this_cpu_read(irq_stat.timer_irqs_event) +
	       this_cpu_read(irq_stat.timer_irqs_others);
}

static noinline u32 raw_mfmsr(void)
{
	u32 val;

	asm volatile("kvm_para_raw_mfmsr %0" : "=r" (val));
	return val;
}

/**
 * kvm_para_make_one_wait() - let the decrementer's interrupt become pending
 *
 * Context: interrupts off.
 * Return: whether KVM says that one waits.
 */
bool kvm_para_make_one_wait(void)
{
	unsigned int i;

	set_dec(1);
	for (i = 0; i < 100000 && !READ_ONCE(kvm_para_page()->int_pending); i++)
		raw_mfmsr();
	return READ_ONCE(kvm_para_page()->int_pending);
}

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

void (*const kvm_para_set_ee_by[KVM_PARA_EE_WAYS])(unsigned long val) = {
	by_helper, by_constant, by_wrtee, by_wrteei, by_mtmsr,
};
