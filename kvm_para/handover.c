// SPDX-License-Identifier: GPL-2.0
/*
 * What becomes of the page when this kernel hands the machine to another one.
 *
 * Today's KVM has no call to unmap it, and knows no CPU without it: what a
 * supervisor's data access finds at the address KVM has noted is the page, and
 * the address noted for a CPU that never asked is 0. All a guest can choose is
 * the address. So the page goes where no kernel has anything, which is where
 * this library and upstream's patching map it: FIXMAP ends below, and leaves a
 * hole. It stays there for good, KVM keeps it up to date, and a kernel that
 * traps is served from the same fields.
 *
 * Hazard: at address 0 it would cover physical page 0 of the 1:1 mapping in
 * which kexec copies the new kernel. That page would not be copied, and the
 * vCPU's registers overwritten instead. So a kernel asks for the hole even if it
 * has not been patched.
 *
 * The other CPUs are reset by the kernel before the next one has control, and touch
 * nothing until that one releases them. Their pages stay where they are.
 *
 * Sites may be executed to the end; kexec's own copy loop has none, for it runs
 * in address space 1, and as a copy of itself.
 */
#include <linux/build_bug.h>
#include <linux/init.h>
#include <asm/epapr_hcalls.h>
#include <asm/fixmap.h>
#include <asm/kvm_para_guest.h>
#include <asm/machdep.h>

#include "kvm_para/negotiate.h"
#include "kvm_para/trace.h"
#include "magic_page/page.h"

static_assert(FIXADDR_TOP - FIX_HOLE * PAGE_SIZE == (unsigned long)KVM_PARA_PAGE_EA);

static void (*platform_shutdown)(void);

/*
 * machine_shutdown(): interrupts may be on. Whether KVM agrees makes no
 * difference, since there is nothing else to try.
 */
static void hand_over(void)
{
	if (platform_shutdown)
		platform_shutdown();
	epapr_hypercall2(KVM_HCALL_TOKEN(KVM_HC_PPC_MAP_MAGIC_PAGE), KVM_PARA_MAP_R3,
			 KVM_PARA_MAP_R4);
	trace_kvm_para_handover(raw_smp_processor_id(), kvm_para_agreed_features());
	/* As at power on: it holds no interrupt for the next kernel */
	if (kvm_para_in_use())
		WRITE_ONCE(kvm_para_page()->critical, 0);
}

static int __init prepare_handover(void)
{
	if (kvm_para_offered(&kvm_para_epapr))
		return 0;
	platform_shutdown = ppc_md.machine_shutdown;
	ppc_md.machine_shutdown = hand_over;
	return 0;
}
arch_initcall(prepare_handover);
