/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a guest of KVM PR has noted in its page for the next exit: pages that are to be
 * invalidated, of a 32-bit guest; and changes of the SLB, of one that has it.
 *
 * Hazard: the page is the guest's to write. All it can do is what it could by tlbie, slbie
 * and slbmte, which only its kernel may execute, as only that may write the page; and no
 * more of it at a time than there is room for.
 */
#ifndef _MAGIC_PAGE_HOST_BOOK3S_NOTES_H
#define _MAGIC_PAGE_HOST_BOOK3S_NOTES_H

#include <linux/kvm_host.h>
#include <linux/minmax.h>
#include <asm/kvm_book3s.h>

#include "magic_page/book3s/segments.h"
#include "magic_page/book3s/word.h"
#include "magic_page/features.h"

#ifdef CONFIG_PPC_BOOK3S_64
static inline bool kvm_para_host_takes_flushes(const struct kvm_vcpu *vcpu)
{
	return vcpu->arch.para.wants & KVM_PARA_MAP_FLUSH &&
	       kvm_para_host_has_registers(vcpu);
}

static inline bool kvm_para_host_takes_slb(const struct kvm_vcpu *vcpu)
{
	return vcpu->arch.para.wants & KVM_PARA_MAP_SLB &&
	       !kvm_para_host_has_registers(vcpu);
}

/**
 * kvm_para_host_tlbie_mask() - which bits of its address count, of a 32-bit guest's tlbie
 * @vcpu: whose
 *
 * A CPU does not look at the segment: translations of a page go, and of those that have the
 * same place in other segments. The guest may have said that it means the one.
 *
 * Context: an exit of @vcpu.
 * Return: a mask for kvmppc_mmu_pte_flush().
 */
static inline ulong kvm_para_host_tlbie_mask(const struct kvm_vcpu *vcpu)
{
	return kvm_para_host_takes_flushes(vcpu) ? ~0xfffUL : 0x0ffff000UL;
}

/*
 * How many notes there are. Nearly each exit finds none, so that is seen before the number
 * is put in order.
 */
static inline u32 kvm_para_host_notes(const struct kvm_vcpu *vcpu, u32 *notes, u32 room)
{
	u32 count;

	if (!READ_ONCE(*notes))
		return 0;
	count = min_t(u32, kvm_para_word_of(vcpu, notes), room);
	WRITE_ONCE(*notes, 0);
	return count;
}

static inline void kvm_para_host_change_slb(struct kvm_vcpu *vcpu,
					    const struct kvm_para_slb_note *note)
{
	u64 rs = kvm_para_double_of(vcpu, &note->rs), rb = kvm_para_double_of(vcpu, &note->rb);

	if (rs)
		vcpu->arch.mmu.slbmte(vcpu, rs, rb);
	else
		vcpu->arch.mmu.slbie(vcpu, rb);
}

/**
 * kvm_para_host_exit() - the guest has left, for whatever reason
 * @vcpu: which
 *
 * Context: an exit of @vcpu, before anything is looked up for it.
 */
static inline void kvm_para_host_exit(struct kvm_vcpu *vcpu)
{
	struct kvm_para_area *area = kvm_para_host_area(vcpu);
	u32 i, count = 0;

	if (kvm_para_host_takes_flushes(vcpu))
		count = kvm_para_host_notes(vcpu, &area->flushes, KVM_PARA_FLUSHES);
	for (i = 0; i < count; i++)
		kvmppc_mmu_pte_flush(vcpu, kvm_para_word_of(vcpu, &area->flush[i]), ~0xfffUL);

	count = 0;
	if (kvm_para_host_takes_slb(vcpu))
		count = kvm_para_host_notes(vcpu, &area->slb_notes, KVM_PARA_SLB_NOTES);
	for (i = 0; i < count; i++)
		kvm_para_host_change_slb(vcpu, &area->slb[i]);
}
#else
static inline ulong kvm_para_host_tlbie_mask(const struct kvm_vcpu *vcpu)
{
	return 0x0ffff000UL;
}

static inline void kvm_para_host_exit(struct kvm_vcpu *vcpu) { }
#endif

#endif
