/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Page faults of a guest of KVM PR: the translation that the guest has made comes along
 * when it returns.
 */
#ifndef _MAGIC_PAGE_HOST_BOOK3S_FAULTS_H
#define _MAGIC_PAGE_HOST_BOOK3S_FAULTS_H

#include <linux/kvm_host.h>

struct kvmppc_pte;

/* book3s_pr.c: make another word of each dcbz in a page */
void kvmppc_patch_dcbz(struct kvm_vcpu *vcpu, struct kvmppc_pte *pte);

#ifdef CONFIG_PPC_BOOK3S_64
void kvm_para_host_interrupted(struct kvm_vcpu *vcpu, int vec);
void kvm_para_host_returned(struct kvm_vcpu *vcpu);
void kvm_para_host_map_around(struct kvm_vcpu *vcpu, const struct kvmppc_pte *pte);
#else
static inline void kvm_para_host_interrupted(struct kvm_vcpu *vcpu, int vec) { }
static inline void kvm_para_host_returned(struct kvm_vcpu *vcpu) { }
static inline void kvm_para_host_map_around(struct kvm_vcpu *vcpu,
					    const struct kvmppc_pte *pte) { }
#endif

#endif
