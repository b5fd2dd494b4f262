/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What this host's KVM does for a guest beyond what Linux does.
 *
 * Hazard: a feature that is offered and not there. So each stands beside the
 * platform whose KVM has it.
 */
#ifndef _MAGIC_PAGE_HOST_FEATURES_H
#define _MAGIC_PAGE_HOST_FEATURES_H

#include <linux/errno.h>
#include <linux/kvm_host.h>
#include <asm/kvm_para_abi.h>

/*
 * e500v2. PREDICTOR: each handler flushes it, see scripts/edits/counterpart. TLBWE
 * and PREFILL: kvmppc_handle_exit() carries them out, see tlb.c. TIMER: see
 * timer.h.
 */
#define KVM_PARA_HOST_E500V2	(KVM_PARA_FEAT_PREDICTOR | KVM_PARA_FEAT_TLBWE | \
				 KVM_PARA_FEAT_PREFILL | KVM_PARA_FEAT_TIMER)

#ifdef CONFIG_KVM_E500V2
u32 kvm_para_host_map(struct kvm_vcpu *vcpu, unsigned long flags);
int kvm_para_host_hypercall(struct kvm_vcpu *vcpu, unsigned int token, unsigned long r3,
			    unsigned long *r4);
#else
static inline u32 kvm_para_host_map(struct kvm_vcpu *vcpu, unsigned long flags)
{
	return 0;
}

static inline int kvm_para_host_hypercall(struct kvm_vcpu *vcpu, unsigned int token,
					  unsigned long r3, unsigned long *r4)
{
	return EV_UNIMPLEMENTED;
}
#endif

#endif
