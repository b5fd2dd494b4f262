/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pages that a 32-bit guest of KVM PR has noted in its page for the next exit, to be
 * invalidated.
 *
 * Hazard: the page is the guest's to write. All it can do is to have translations of its
 * own forgotten, which it could by tlbie, and no more of them at a time than there is room
 * for in the page.
 */
#ifndef _MAGIC_PAGE_HOST_BOOK3S_FLUSH_H
#define _MAGIC_PAGE_HOST_BOOK3S_FLUSH_H

#include <linux/kvm_host.h>
#include <linux/minmax.h>
#include <asm/kvm_book3s.h>

#include "magic_page/book3s/segments.h"
#include "magic_page/book3s/word.h"
#include "magic_page/features.h"

#ifdef CONFIG_PPC_BOOK3S_64
static inline bool kvm_para_host_takes_notes(const struct kvm_vcpu *vcpu)
{
	return vcpu->arch.para.wants & KVM_PARA_MAP_FLUSH &&
	       kvm_para_host_has_registers(vcpu);
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
	return kvm_para_host_takes_notes(vcpu) ? ~0xfffUL : 0x0ffff000UL;
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
	u32 i, count;

	/* Nearly each exit ends here, so before it is put in order. What it is then is bounded. */
	if (!kvm_para_host_takes_notes(vcpu) || !READ_ONCE(area->flushes))
		return;
	count = min_t(u32, kvm_para_word_of(vcpu, &area->flushes), KVM_PARA_FLUSHES);
	WRITE_ONCE(area->flushes, 0);
	for (i = 0; i < count; i++)
		kvmppc_mmu_pte_flush(vcpu, kvm_para_word_of(vcpu, &area->flush[i]), ~0xfffUL);
}
#else
static inline ulong kvm_para_host_tlbie_mask(const struct kvm_vcpu *vcpu)
{
	return 0x0ffff000UL;
}

static inline void kvm_para_host_exit(struct kvm_vcpu *vcpu) { }
#endif

#endif
