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
#include <asm/reg.h>
#include <asm/reg_booke.h>

#include "kvm_para/selftest.h"
#include "magic_page/page.h"
#include "patching/codec.h"

#define PATTERN		0x4b564d21UL

/* The originals, which the prelude does not record and nothing patches. */
#define RAW_READER(name, spr)							\
static unsigned long __init raw_read_##name(void)				\
{										\
	unsigned long val;							\
										\
	asm volatile("kvm_para_raw_mfspr %0, %1" : "=r" (val) : "i" (spr));	\
	return val;								\
}

#define RAW_WRITER(name, spr)							\
static void __init raw_write_##name(unsigned long val)				\
{										\
	asm volatile("kvm_para_raw_mtspr %1, %0" : : "r" (val), "i" (spr));	\
}

RAW_READER(sprg1, SPRN_SPRG1)
RAW_WRITER(sprg1, SPRN_SPRG1)
RAW_READER(esr, SPRN_ESR)
RAW_WRITER(esr, SPRN_ESR)
RAW_READER(mmucsr0, SPRN_MMUCSR0)

static unsigned long __init raw_mfmsr(void)
{
	unsigned long val;

	asm volatile("kvm_para_raw_mfmsr %0" : "=r" (val));
	return val;
}

struct probe {
	u32 feature;
	unsigned int offset;
	unsigned long (*read)(void);
	void (*write)(unsigned long val);
};

/*
 * One register a feature. The scratch register of machine check handlers, and
 * the syndrome of the last exception: with interrupts off neither holds
 * anything that is needed later, and both are put back.
 */
static const struct probe probes[] __initconst = {
	{ KVM_PARA_FTR_page, KVM_PARA_OFFSET(sprg1, ulong), raw_read_sprg1, raw_write_sprg1 },
	{ KVM_PARA_FTR_mas0_to_sprg7, KVM_PARA_OFFSET(esr, u32), raw_read_esr, raw_write_esr },
};

static u32 *__init word(unsigned int offset)
{
	return (void *)kvm_para_page() + offset;
}

static bool __init probe_works(const struct probe *p)
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
	const struct probe *p;
	u32 msr;

	if (WARN_ON_ONCE(!irqs_disabled()))
		return "interrupts are on";
	/* The first access may fault, and the page table has nothing there. */
	if (get_kernel_nofault(msr, word(KVM_PARA_OFFSET(msr, ulong))))
		return "nothing is mapped";
	if (msr != (u32)raw_mfmsr())
		return "MSR in the page is not the CPU's";
	for (p = probes; p < probes + ARRAY_SIZE(probes); p++) {
		if ((features & p->feature) && !probe_works(p))
			return "page and registers disagree";
	}
	if ((features & KVM_PARA_FTR_sync) && raw_read_mmucsr0())
		return "MMUCSR0 does not read as zero";
	return NULL;
}
