/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts with relocation on: LPCR[AIL] of a guest of KVM PR (Power ISA 2.07B,
 * Book III-S, 6.4 "Interrupt Processing").
 *
 * Hazard: an interrupt that lands where nothing is mapped. So relocation stays on where
 * it was on, for instructions and for data, and only for guests whose hypervisor was told
 * so by them (H_SET_MODE) and has told KVM.
 */
#ifndef _MAGIC_PAGE_HOST_BOOK3S_AIL_H
#define _MAGIC_PAGE_HOST_BOOK3S_AIL_H

#include <linux/kvm_host.h>
#include <asm/kvm_book3s.h>
#include <asm/kvm_asm.h>
#include <asm/reg.h>

#ifdef CONFIG_PPC_BOOK3S_64
/* Where the interrupts are then, from this on as from HIOR. */
#define KVM_PARA_RELOCATED	0xc000000000004000UL

/**
 * kvm_para_host_set_lpcr() - userspace has written LPCR
 * @vcpu: whose
 * @lpcr: what it has written; of AIL the values 0 and 3 are known, others count as 0
 *
 * Context: an ioctl on @vcpu.
 */
static inline void kvm_para_host_set_lpcr(struct kvm_vcpu *vcpu, u64 lpcr)
{
	vcpu->arch.para.ail = (lpcr & LPCR_AIL) == LPCR_AIL_3;
}

/**
 * kvm_para_host_lpcr() - what there is in LPCR beyond what Linux knows
 * @vcpu: whose
 *
 * Context: an ioctl on @vcpu.
 * Return: AIL as it is acted upon.
 */
static inline u64 kvm_para_host_lpcr(struct kvm_vcpu *vcpu)
{
	return vcpu->arch.para.ail ? LPCR_AIL_3 : 0;
}

/**
 * kvm_para_host_relocated() - is an interrupt delivered with relocation on?
 * @vcpu: to which it is being delivered; MSR is what the interrupt finds
 * @vec: its offset
 *
 * Context: an exit of @vcpu, or before an entry.
 * Return: whether it is.
 */
static inline bool kvm_para_host_relocated(struct kvm_vcpu *vcpu, int vec)
{
	const u64 on = MSR_IR | MSR_DR;

	return vcpu->arch.para.ail && (kvmppc_get_msr(vcpu) & on) == on &&
	       vec != BOOK3S_INTERRUPT_SYSTEM_RESET && vec != BOOK3S_INTERRUPT_MACHINE_CHECK;
}

#else
#define KVM_PARA_RELOCATED	0

static inline void kvm_para_host_set_lpcr(struct kvm_vcpu *vcpu, u64 lpcr) { }

static inline u64 kvm_para_host_lpcr(struct kvm_vcpu *vcpu)
{
	return 0;
}

static inline bool kvm_para_host_relocated(struct kvm_vcpu *vcpu, int vec)
{
	return false;
}
#endif

#endif
