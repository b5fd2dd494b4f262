/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a platform adds to the state of a vCPU (state.c): registers of its own, and what
 * it does when it has been told where the page is.
 */
#ifndef _MAGIC_PAGE_HOST_STATE_H
#define _MAGIC_PAGE_HOST_STATE_H

#include <linux/kvm_host.h>
#include <asm/kvm_para_regs.h>
#include <asm/kvm_ppc.h>

/* vcpu->arch.magic_page_ea of a vCPU that has its page nowhere */
#ifdef CONFIG_KVM_E500V2
#define KVM_PARA_HOST_NOWHERE	KVM_PARA_NOWHERE
#else
#define KVM_PARA_HOST_NOWHERE	0
#endif

/* Ours, of whatever size the host's are */
#define KVM_PARA_PAGE_SIZE	(KVM_PARA_PAGE_REGS * sizeof(u64))

extern const u64 kvm_para_own_regs[];
extern const unsigned int kvm_para_own_reg_count;

int kvm_para_get_own_reg(struct kvm_vcpu *vcpu, u64 id, union kvmppc_one_reg *val);
int kvm_para_set_own_reg(struct kvm_vcpu *vcpu, u64 id, const union kvmppc_one_reg *val);
void kvm_para_placed(struct kvm_vcpu *vcpu);

#endif
