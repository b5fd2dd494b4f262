// SPDX-License-Identifier: GPL-2.0
/*
 * What CPUs that come later are told, and what they say when they cannot go on.
 *
 * Hazard: such a CPU is in secondary_<platform>.S, without a stack and with nothing patched
 * that it may run, so all it does is to leave a number. The CPU that waited for
 * it says what that means.
 */
#define pr_fmt(fmt) "kvm_para: " fmt

#include <linux/build_bug.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <asm/barrier.h>
#include <asm/epapr_hcalls.h>
#include <asm/kvm_para_guest.h>

#include "kvm_para/negotiate.h"
#include "kvm_para/secondary.h"

/* secondary_<platform>.S has these numbers written out. */
static_assert(offsetof(struct kvm_para_secondary, needs) == 4);
static_assert(offsetof(struct kvm_para_secondary, map_token) == 8);
static_assert(offsetof(struct kvm_para_secondary, map_r3) == 12);
static_assert(offsetof(struct kvm_para_secondary, map_r4) == 16);
static_assert(offsetof(struct kvm_para_secondary, idle_token) == 20);
static_assert(offsetof(struct kvm_para_secondary, liar) == 24);
static_assert(offsetof(struct kvm_para_secondary, refused) == 28);

struct kvm_para_secondary kvm_para_secondary_data = { .liar = ~0U };

static const char * const reasons[] = {
	[KVM_PARA_NOT_MAPPED] = "map: hypervisor refused to map the page",
	[KVM_PARA_OTHER_FEATURES] = "map: it would have other features than the boot CPU",
	[KVM_PARA_NOTHING_THERE] = "self-test: nothing is mapped",
	[KVM_PARA_NOT_ITS_OWN] = "self-test: MSR in the page is not the CPU's",
};

/**
 * kvm_para_prepare_secondary() - let CPUs that come from now on map their page
 * @needs: bits of the map call's answer that the patched features depend on
 *
 * Context: the kernel has been patched and one CPU is up.
 */
void __init kvm_para_prepare_secondary(unsigned long needs)
{
	struct kvm_para_secondary *s = &kvm_para_secondary_data;

	s->needs = needs;
	s->map_token = KVM_HCALL_TOKEN(KVM_HC_PPC_MAP_MAGIC_PAGE);
	/* Both are addresses at the end of all; 64 bit CPUs extend the sign. */
	s->map_r3 = (u32)KVM_PARA_MAP_R3;
	s->map_r4 = (u32)KVM_PARA_MAP_R4;
	s->idle_token = EV_HCALL_TOKEN(EV_IDLE);
	/* A CPU that is ready reads the rest without looking again. */
	smp_wmb();
	s->ready = 1;
}

/**
 * kvm_para_cpu_failed() - say why a CPU did not come up, if it was for its page
 * @cpu: the CPU
 *
 * CPUs are started one after the other, so the reason is the last one's. A CPU that has
 * not been reset since waits where it was left, and has nothing new to say: on pseries
 * none can be, unless it has stopped itself.
 *
 * Context: __cpu_up(), which has waited for it in vain.
 */
void kvm_para_cpu_failed(unsigned int cpu)
{
	static u8 before[NR_CPUS];
	u32 why = READ_ONCE(kvm_para_secondary_data.refused) ?: before[cpu];

	before[cpu] = why;
	if (why && why < ARRAY_SIZE(reasons))
		pr_info("CPU %u stays offline: %s\n", cpu, reasons[why]);
	kvm_para_secondary_data.refused = 0;
}
