// SPDX-License-Identifier: GPL-2.0
/*
 * Trace what happened before there was tracing, and CPUs that come and go.
 *
 * Hazard: see kvm_para/trace.h. A CPU that comes has mapped its page without a
 * stack, so it is traced when it is online.
 */
#include <linux/cpuhotplug.h>
#include <linux/init.h>
#include <asm/kvm_para_guest.h>

#include "kvm_para/facts.h"
#include "kvm_para/records.h"

#define CREATE_TRACE_POINTS
#include "kvm_para/trace.h"

static int came(unsigned int cpu)
{
	trace_kvm_para_map(cpu, kvm_para_agreed_features());
	return 0;
}

static int goes(unsigned int cpu)
{
	trace_kvm_para_unmap(cpu, kvm_para_agreed_features());
	return 0;
}

/* The boot CPU is online, so that it is traced here as well. */
static int __init trace_boot(void)
{
	const struct kvm_para_outcome *o = &kvm_para_outcome;

	trace_kvm_para_negotiate(o->step, o->error ?: "", o->features, o->ticks);
	if (!kvm_para_agreed_features())
		return 0;
	trace_kvm_para_patch(true, kvm_para_kernel.counts.patched, 0);
	return min(0, cpuhp_setup_state(CPUHP_AP_ONLINE_DYN, "powerpc/kvm_para:trace",
					came, goes));
}
core_initcall(trace_boot);
