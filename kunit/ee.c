// SPDX-License-Identifier: GPL-2.0
/*
 * Interrupts by which one sees whether MSR[EE] is what it should be.
 *
 * Hazard: a test that waits for an interrupt by doing nothing waits until the
 * host's next tick, so an interrupt is made to wait by exits, each of which
 * lets KVM look.
 */
#include <kunit/test.h>
#include <linux/hardirq.h>
#include <asm/kvm_para_guest.h>
#include <asm/reg.h>
#include <asm/time.h>

#include "kunit/ee.h"
#include "magic_page/page.h"

/* Without another write, it comes in a second at the earliest. */
#define FAR_AWAY	0x7fffffff

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

static noinline unsigned long raw_mfmsr(void)
{
	unsigned long val;

	asm volatile("kvm_para_raw_mfmsr %0" : "=r" (val));
	return val;
}

/**
 * kvm_para_make_exit() - leave for the host once, and come back
 *
 * Context: any.
 */
void kvm_para_make_exit(void)
{
	raw_mfmsr();
}

/**
 * kvm_para_make_one_wait() - let the decrementer's interrupt become pending
 *
 * Context: MSR[EE] is off.
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

/**
 * kvm_para_make_none_come() - put the decrementer off
 *
 * The kernel's own timers wait until kvm_para_let_some_come().
 *
 * Context: MSR[EE] is off.
 */
void kvm_para_make_none_come(void)
{
	set_dec(FAR_AWAY);
}

/**
 * kvm_para_let_some_come() - have the kernel look at its timers
 *
 * Context: MSR[EE] is off.
 */
void kvm_para_let_some_come(void)
{
	set_dec(1);
}
