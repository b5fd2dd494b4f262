/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Registers of facilities that a guest of KVM PR reads in the page: FSCR and those of
 * event-based branches. KVM has these turned off and keeps them as they were written.
 *
 * Hazard: what is read back from there is the guest's word. Nothing is.
 */
#ifndef _MAGIC_PAGE_HOST_BOOK3S_FACILITY_H
#define _MAGIC_PAGE_HOST_BOOK3S_FACILITY_H

#include <linux/kvm_host.h>
#include <asm/byteorder.h>

#include "magic_page/features.h"

#ifdef CONFIG_PPC_BOOK3S_64
static inline u64 kvm_para_in_order(const struct kvm_vcpu *vcpu, u64 value)
{
	return vcpu->arch.shared_big_endian ? (__force u64)cpu_to_be64(value) :
					      (__force u64)cpu_to_le64(value);
}

/**
 * kvm_para_host_enter() - write what the guest reads
 * @vcpu: whose guest is about to run
 *
 * At each entry, for the reason why FSCR's facility was not available is in it as well.
 *
 * Context: before an entry, preemption off.
 */
static inline void kvm_para_host_enter(struct kvm_vcpu *vcpu)
{
	struct kvm_para_area *area = kvm_para_host_area(vcpu);
	const struct kvm_vcpu_arch *arch = &vcpu->arch;

	if (!(arch->para.wants & KVM_PARA_MAP_FACILITY))
		return;
	WRITE_ONCE(area->fscr, kvm_para_in_order(vcpu, arch->fscr));
	WRITE_ONCE(area->ebbhr, kvm_para_in_order(vcpu, arch->ebbhr));
	WRITE_ONCE(area->ebbrr, kvm_para_in_order(vcpu, arch->ebbrr));
	WRITE_ONCE(area->bescr, kvm_para_in_order(vcpu, arch->bescr));
}
#else
static inline void kvm_para_host_enter(struct kvm_vcpu *vcpu) { }
#endif

#endif
