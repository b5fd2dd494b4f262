// SPDX-License-Identifier: GPL-2.0
/*
 * The module "silent": a read of SPRG7 by its number for user mode, which does not
 * trap, and so gives what was there at the last entry if the write goes to the page
 * and the read does not.
 */
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/module.h>
#include <asm/reg.h>

#define PATTERN		0x6b766d21

/* Other handlers use SPRG7 too, so nothing may come between. */
static bool pair_works(void)
{
	unsigned long flags, val;

	local_irq_save(flags);
	asm volatile(".balign 32\n\tmtspr %2, %3\n\tmfspr %0, %1"
		     : "=r" (val)
		     : "i" (SPRN_SPRG7R), "i" (SPRN_SPRG7W), "r" (PATTERN));
	local_irq_restore(flags);
	return val == PATTERN;
}

static int run_set(const char *val, const struct kernel_param *kp)
{
	return pair_works() ? 0 : -EIO;
}

static const struct kernel_param_ops run_ops = { .set = run_set };
module_param_cb(run, &run_ops, NULL, 0200);
MODULE_PARM_DESC(run, "write SPRG7 and read it");

static int __init silent_init(void)
{
	return pair_works() ? 0 : -EIO;
}
module_init(silent_init);

static void __exit silent_exit(void)
{
}
module_exit(silent_exit);

MODULE_DESCRIPTION("A read that does not trap");
MODULE_LICENSE("GPL");
