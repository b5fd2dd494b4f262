// SPDX-License-Identifier: GPL-2.0
/*
 * Hypervisors that treat the CPUs of a guest differently, by the command line:
 *
 *   kvm_para_liar=<PIR>	that CPU is told that its page is mapped, and it is not
 *   kvm_para_demand=<bits>	CPUs that come later have to be given these bits too
 *
 * Hazard: no hypervisor of a test run does either, so that what guards against
 * it would never be executed.
 */
#include <linux/init.h>
#include <linux/kernel.h>

#include "kvm_para/secondary.h"

static u32 demand __initdata;

static int __init parse_liar(char *arg)
{
	return kstrtou32(arg, 0, &kvm_para_secondary_data.liar);
}
early_param("kvm_para_liar", parse_liar);

static int __init parse_demand(char *arg)
{
	return kstrtou32(arg, 0, &demand);
}
early_param("kvm_para_demand", parse_demand);

/* The kernel has been patched, and no other CPU is up. */
static int __init apply_demand(void)
{
	kvm_para_secondary_data.needs |= demand;
	return 0;
}
early_initcall(apply_demand);
