/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts of user mode with relocation on, for 32-bit guests of KVM PR: at addresses
 * that the guest has given in its page. (A 64-bit guest has LPCR[AIL], see ail.h.)
 *
 * Hazard: the page is the guest's to write. What it gives is only ever where its own
 * kernel goes on, in an address space of its own, with a MSR that it has not given; an
 * address that leads nowhere is a page fault of the guest's.
 */
#ifndef _MAGIC_PAGE_HOST_BOOK3S_ENTRIES_H
#define _MAGIC_PAGE_HOST_BOOK3S_ENTRIES_H

#include <linux/kvm_host.h>
#include <asm/kvm_book3s.h>
#include <asm/kvm_asm.h>
#include <asm/reg.h>

#include "magic_page/book3s/segments.h"
#include "magic_page/book3s/word.h"
#include "magic_page/features.h"

#ifdef CONFIG_PPC_BOOK3S_64
/*
 * What ends user mode, which had relocation on for instructions and data; neither of the
 * two that may come at any time.
 */
static inline bool kvm_para_host_may_enter(struct kvm_vcpu *vcpu, int vec)
{
	const u64 user = MSR_PR | MSR_IR | MSR_DR;

	return vcpu->arch.para.wants & KVM_PARA_MAP_ENTRIES &&
	       kvm_para_host_has_registers(vcpu) &&
	       (kvmppc_get_msr(vcpu) & user) == user && !(vec & ~0xf00) &&
	       vec != BOOK3S_INTERRUPT_SYSTEM_RESET && vec != BOOK3S_INTERRUPT_MACHINE_CHECK;
}

/**
 * kvm_para_host_enter_at() - where an interrupt is delivered
 * @vcpu: to which; MSR is what the interrupt finds
 * @vec: its offset
 * @msr: MSR of the interrupt's handler, changed if the guest wants this one with relocation on
 * @pc: and where that is, likewise
 *
 * Context: an exit of @vcpu, or before an entry.
 */
static inline void kvm_para_host_enter_at(struct kvm_vcpu *vcpu, int vec, unsigned long *msr,
					  unsigned long *pc)
{
	const struct kvm_para_area *area = kvm_para_host_area(vcpu);

	if (!kvm_para_host_may_enter(vcpu, vec) ||
	    !(kvm_para_word_of(vcpu, &area->entries) & 1U << (vec >> 8)))
		return;
	*msr |= MSR_IR | MSR_DR | (kvmppc_get_msr(vcpu) & MSR_ME);
	*pc = (u32)(kvm_para_word_of(vcpu, &area->entry) + vec) & ~3U;
}
#else
static inline void kvm_para_host_enter_at(struct kvm_vcpu *vcpu, int vec, unsigned long *msr,
					  unsigned long *pc) { }
#endif

#endif
