// SPDX-License-Identifier: GPL-2.0
/*
 * kvm_para_liar=<PIR> on the command line: that CPU is told that its page is
 * mapped, and it is not.
 *
 * Hazard: no hypervisor of a test run does that to one CPU only, so that what
 * guards against it would never be executed.
 */
#include <linux/init.h>
#include <linux/kernel.h>

#include "kvm_para/secondary.h"

static int __init parse_liar(char *arg)
{
	return kstrtou32(arg, 0, &kvm_para_secondary_data.liar);
}
early_param("kvm_para_liar", parse_liar);
