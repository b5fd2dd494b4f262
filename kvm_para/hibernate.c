// SPDX-License-Identifier: GPL-2.0
/*
 * A patched kernel does not hibernate.
 *
 * Hazard: the image would be that of a patched kernel, and whoever restores it,
 * this kernel with kvm_para=off or on another host, need not have the page. The
 * restored kernel could not take its first interrupt. Suspend keeps the vCPU
 * and with it the page, and needs nothing.
 */
#define pr_fmt(fmt) "kvm_para: " fmt

#include <linux/init.h>
#include <linux/notifier.h>
#include <linux/printk.h>
#include <linux/suspend.h>
#include <asm/kvm_para_guest.h>

static int on_sleep(struct notifier_block *nb, unsigned long event, void *data)
{
	if (event != PM_HIBERNATION_PREPARE || !kvm_para_in_use())
		return NOTIFY_DONE;
	pr_info("hibernation refused: an image of a patched kernel needs the page to start\n");
	return notifier_from_errno(-EOPNOTSUPP);
}

static struct notifier_block sleep_notifier = { .notifier_call = on_sleep };

static int __init prepare_hibernation(void)
{
	return register_pm_notifier(&sleep_notifier);
}
arch_initcall(prepare_hibernation);
