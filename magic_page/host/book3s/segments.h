/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The segments of a guest of KVM PR, kept from one mode of it to the next.
 */
#ifndef _MAGIC_PAGE_HOST_BOOK3S_SEGMENTS_H
#define _MAGIC_PAGE_HOST_BOOK3S_SEGMENTS_H

#include <linux/kvm_host.h>
#include <asm/kvm_book3s.h>

#ifdef CONFIG_PPC_BOOK3S_64
/* A 32-bit guest has segment registers, in the page; others have an SLB. */
static inline bool kvm_para_host_has_registers(const struct kvm_vcpu *vcpu)
{
	return !(vcpu->arch.hflags & BOOK3S_HFLAG_SLB);
}

bool kvm_para_host_new_mode(struct kvm_vcpu *vcpu, bool said);
void kvm_para_host_segment_mapped(struct kvm_vcpu *vcpu, unsigned int index, u64 ea);
void kvm_para_host_drop_segments(struct kvm_vcpu *vcpu);
void kvm_para_host_drop_segment(struct kvm_vcpu *vcpu, unsigned long ea, unsigned long size);
void kvm_para_host_drop_vsid(struct kvm_vcpu *vcpu, u64 host_vsid);
void kvm_para_host_slbmte(struct kvm_vcpu *vcpu, const struct kvmppc_slb *old, u64 rs, u64 rb);
void kvm_para_host_slb_written(struct kvm_vcpu *vcpu, const struct kvmppc_slb *written);
#else
static inline bool kvm_para_host_new_mode(struct kvm_vcpu *vcpu, bool said)
{
	if (said)
		kvmppc_mmu_flush_segments(vcpu);
	return said;
}
#endif

#endif
