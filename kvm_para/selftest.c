// SPDX-License-Identifier: GPL-2.0
/*
 * Proof that what is mapped at the page's address is the vCPU's own state: what
 * a trapping instruction writes is read from the page, and what is stored in
 * the page is seen by a trapping instruction.
 *
 * Hazard: once patched, a kernel without the page cannot execute an interrupt
 * handler, so no answer to a hypercall is taken for the proof.
 */
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/uaccess.h>

#include "kvm_para/selftest.h"
#include "magic_page/page.h"
#include "patching/codec.h"

#define PATTERN		0x4b564d21U

static unsigned long __init raw_mfmsr(void)
{
	unsigned long val;

	asm volatile("kvm_para_raw_mfmsr %0" : "=r" (val));
	return val;
}

static u32 *__init word(unsigned int offset)
{
	return (void *)kvm_para_page() + offset;
}

static bool __init probe_works(const struct kvm_para_probe *p)
{
	unsigned long saved = p->read();
	bool seen_here, seen_there;

	p->write(PATTERN);
	seen_here = READ_ONCE(*word(p->offset)) == PATTERN;
	WRITE_ONCE(*word(p->offset), ~PATTERN);
	seen_there = p->read() == ~PATTERN;
	p->write(saved);
	return seen_here && seen_there;
}

/**
 * kvm_para_selftest() - prove that the page is mapped on this CPU and is its own
 * @features: bits of enum kvm_para_feature whose registers are to be proven
 *
 * Context: on the CPU to test, after kvm_para_map() and before any site is
 *          patched, interrupts off; does not sleep.
 * Return: NULL, or what does not work.
 */
const char *__init kvm_para_selftest(u32 features)
{
	const struct kvm_para_probe *p;
	u32 msr;

	if (WARN_ON_ONCE(!irqs_disabled()))
		return "interrupts are on";
	/* The first access may fault, and the page table has nothing there. */
	if (get_kernel_nofault(msr, word(KVM_PARA_OFFSET(msr, lo))))
		return "nothing is mapped";
	if (msr != (u32)raw_mfmsr())
		return "MSR in the page is not the CPU's";
	for (p = kvm_para_probes; p->feature; p++) {
		if ((features & p->feature) && !probe_works(p))
			return "page and registers disagree";
	}
	return kvm_para_platform_selftest(features);
}
