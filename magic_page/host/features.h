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
 * and PREFILL: kvmppc_handle_exit() carries them out, see e500/tlb.c.
 * TIMER: see e500/timer.h. FIELD, UNMAP: hypercall.c.
 */
#define KVM_PARA_HOST_E500V2	(KVM_PARA_FEAT_PREDICTOR | KVM_PARA_FEAT_TLBWE | \
				 KVM_PARA_FEAT_PREFILL | KVM_PARA_FEAT_TIMER | \
				 KVM_PARA_FEAT_FIELD | KVM_PARA_FEAT_UNMAP)

/*
 * KVM PR of 64-bit Book3S. FACILITY: see book3s/facility.h. ENTRIES: book3s/entries.h.
 * FLUSH, SLB: book3s/notes.h. FIELD, UNMAP: hypercall.c.
 */
#define KVM_PARA_HOST_BOOK3S	(KVM_PARA_FEAT_FACILITY | KVM_PARA_FEAT_ENTRIES | \
				 KVM_PARA_FEAT_FLUSH | KVM_PARA_FEAT_SLB | \
				 KVM_PARA_FEAT_FIELD | KVM_PARA_FEAT_UNMAP)

/* It also honours LPCR[AIL], see book3s/ail.h. */
#define KVM_PARA_HOST_AIL	IS_ENABLED(CONFIG_KVM_BOOK3S_64_PR)

/**
 * kvm_para_host_area() - the counterpart's part of a vCPU's page
 * @vcpu: whose
 *
 * Context: an exit of @vcpu or an ioctl on it, while its guest does not run.
 * Return: the area, of which every word is the guest's to write.
 */
static inline struct kvm_para_area *kvm_para_host_area(struct kvm_vcpu *vcpu)
{
	return (void *)vcpu->arch.shared + KVM_PARA_AREA;
}

/* Of all platforms: for the functions below. */
union kvmppc_one_reg;

#if defined(CONFIG_KVM_E500V2)
#define KVM_PARA_HOST_FEATURES	KVM_PARA_HOST_E500V2
#elif IS_ENABLED(CONFIG_KVM_BOOK3S_64_PR)
#define KVM_PARA_HOST_FEATURES	KVM_PARA_HOST_BOOK3S
#endif

#ifdef KVM_PARA_HOST_FEATURES
u32 kvm_para_host_map(struct kvm_vcpu *vcpu, unsigned long flags);
int kvm_para_host_hypercall(struct kvm_vcpu *vcpu, unsigned int token, unsigned long r3,
			    unsigned long *r4);
int kvm_para_host_field(unsigned long number, unsigned long *answer);
void kvm_para_host_move(struct kvm_vcpu *vcpu);
void kvm_para_host_unmap(struct kvm_vcpu *vcpu);
bool kvm_para_host_mapped(const struct kvm_vcpu *vcpu);
int kvm_para_host_get_reg(struct kvm_vcpu *vcpu, u64 id, union kvmppc_one_reg *val);
int kvm_para_host_set_reg(struct kvm_vcpu *vcpu, u64 id, const union kvmppc_one_reg *val);
long kvm_para_host_reg_list(void __user *argp);
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

static inline int kvm_para_host_get_reg(struct kvm_vcpu *vcpu, u64 id,
					union kvmppc_one_reg *val)
{
	return -EINVAL;
}

static inline int kvm_para_host_set_reg(struct kvm_vcpu *vcpu, u64 id,
					const union kvmppc_one_reg *val)
{
	return -EINVAL;
}

static inline long kvm_para_host_reg_list(void __user *argp)
{
	return -EINVAL;
}
#endif

/* Of e500v2 only */
void kvm_para_host_create(struct kvm_vcpu *vcpu);

#endif
