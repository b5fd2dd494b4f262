// SPDX-License-Identifier: GPL-2.0
/*
 * The module "sites": privileged instructions of every kind, in text, init text and
 * exit text, that look whether they do what they should.
 *
 * Hazard: a module that loads and does not work. Loading it is refused if one of
 * them fails, as is a number written to its parameter "run", which is how often
 * interrupts are turned off and back on.
 */
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <asm/reg.h>

#include "sites.h"

#define PATTERN		0x6b766d21

static __always_inline bool irqs_work(void)
{
	unsigned long flags, off, on;

	local_irq_save(flags);
	off = mfmsr();
	local_irq_restore(flags);
	on = mfmsr();
	return !(off & MSR_EE) && (on & MSR_EE);
}

/* As assembly, in C: by a stub. */
static __always_inline bool stubs_work(void)
{
	unsigned long off, on;

	asm volatile("wrteei 0\n\tmfmsr %0\n\twrteei 1\n\tmfmsr %1"
		     : "=&r" (off), "=r" (on) : : "memory");
	return !(off & MSR_EE) && (on & MSR_EE);
}

static __always_inline bool mtmsr_works(void)
{
	unsigned long msr = mfmsr(), off;

	mtmsr(msr & ~MSR_EE);
	off = mfmsr();
	mtmsr(msr);
	return off == (msr & ~MSR_EE) && mfmsr() == msr;
}

/* SRR0 and SRR1 last until the next interrupt, and SPRG3 is the thread's. */
static __always_inline bool registers_work(void)
{
	unsigned long flags, srr0, srr1, thread;

	local_irq_save(flags);
	asm volatile(".balign 32\n\tmtspr %4, %6\n\tmtspr %5, %6\n\t"
		     "mfspr %0, %4\n\tmfspr %1, %5\n\tmfspr %2, %3"
		     : "=&r" (srr0), "=&r" (srr1), "=&r" (thread)
		     : "i" (SPRN_SPRG3), "i" (SPRN_SRR0), "i" (SPRN_SRR1), "r" (PATTERN));
	local_irq_restore(flags);
	return srr0 == PATTERN && srr1 == PATTERN && thread == (unsigned long)&current->thread;
}

static __always_inline bool all_work(void)
{
	return irqs_work() && stubs_work() && mtmsr_works() && registers_work();
}

static int run_set(const char *val, const struct kernel_param *kp)
{
	unsigned long msr = mfmsr();
	unsigned int count;
	int err = kstrtouint(val, 0, &count);

	if (err)
		return err;
	while (count--) {
		if (!irqs_work())
			return -EIO;
	}
	return all_work() && sites_turn_ee(msr) == (msr & ~MSR_EE) ? 0 : -EIO;
}

static const struct kernel_param_ops run_ops = { .set = run_set };
module_param_cb(run, &run_ops, NULL, 0200);
MODULE_PARM_DESC(run, "how often to turn interrupts off and on");

static int __init sites_init(void)
{
	unsigned long msr = mfmsr();

	return all_work() && sites_turn_ee_init(msr) == (msr & ~MSR_EE) ? 0 : -EIO;
}
module_init(sites_init);

static void __exit sites_exit(void)
{
	WARN_ON(!all_work());
}
module_exit(sites_exit);

MODULE_DESCRIPTION("Privileged instructions of every kind");
MODULE_LICENSE("GPL");
