// SPDX-License-Identifier: GPL-2.0
/*
 * The page of each CPU, kept for the dump of a kernel that crashed.
 *
 * The page is the hypervisor's memory, so no dump of the guest's holds it. Each
 * CPU copies its own as it goes down, and vmcoreinfo says where the copies are:
 * SYMBOL(kvm_para_crash_page), an array of struct kvm_vcpu_arch_shared by CPU.
 *
 * Hazard: what crashed may hold any lock, so nothing is called here, and nothing
 * is undone: the page stays where it is, see handover.c, and the crash kernel
 * lies in place and is not copied.
 */
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/kexec.h>
#include <linux/smp.h>
#include <asm/kvm_para_guest.h>
#include <asm/machdep.h>

#include "magic_page/page.h"

static struct kvm_vcpu_arch_shared kvm_para_crash_page[NR_CPUS];

static void (*platform_cpu_down)(int crashed, int secondary);

/* Each CPU, after the notes of its registers have been written */
static void cpu_down(int crashed, int secondary)
{
	if (crashed && kvm_para_in_use())
		kvm_para_crash_page[smp_processor_id()] = *kvm_para_page();
	if (platform_cpu_down)
		platform_cpu_down(crashed, secondary);
}

/* vmcoreinfo has been made when this is called */
static int __init prepare_crash(void)
{
	VMCOREINFO_SYMBOL_ARRAY(kvm_para_crash_page);
	platform_cpu_down = ppc_md.kexec_cpu_down;
	ppc_md.kexec_cpu_down = cpu_down;
	return 0;
}
late_initcall(prepare_crash);
