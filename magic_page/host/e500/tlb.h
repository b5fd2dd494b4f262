/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The shadow TLB of an e500v2 guest: what goes in before it is missed, and what stays.
 */
#ifndef _MAGIC_PAGE_HOST_TLB_H
#define _MAGIC_PAGE_HOST_TLB_H

#include <linux/kvm_host.h>
#include <linux/types.h>

struct kvmppc_vcpu_e500;

void kvm_para_host_loaded(struct kvm_vcpu *vcpu);
bool kvm_para_host_put_off(struct kvm_vcpu *vcpu);
void kvm_para_host_exit(struct kvm_vcpu *vcpu);
void kvm_para_host_written(struct kvm_vcpu *vcpu, u64 eaddr, u64 raddr, unsigned int index);
void kvm_para_host_returned(struct kvm_vcpu *vcpu);
int kvm_para_host_flush(struct kvmppc_vcpu_e500 *vcpu_e500, unsigned long value);

/**
 * kvm_para_host_forget_ids() - an identity of the guest may have been dropped
 * @vcpu: whose
 *
 * Context: any, with @vcpu on this CPU.
 */
static inline void kvm_para_host_forget_ids(struct kvm_vcpu *vcpu)
{
	vcpu->arch.para.ids[0].pid = 0;
	vcpu->arch.para.ids[1].pid = 0;
	vcpu->arch.para.forgotten++;
}

/* Of e500.c. */
void kvmppc_e500_id_table_reset_one(struct kvmppc_vcpu_e500 *vcpu_e500, int as, int pid,
				    int pr);

#endif
