// SPDX-License-Identifier: GPL-2.0
/*
 * Page faults of a guest of KVM PR: the translation that the guest has made comes along
 * when it returns, and of a large page of the guest's its neighbours come along.
 *
 * A fault that is the guest's own is delivered to it; it puts an entry into its hash
 * table and returns to the instruction, which then misses once more, in the shadow. So
 * what has faulted is remembered, and at the return to the same instruction, in the same
 * mode, the shadow gets what the guest's hash table now says of it.
 *
 * Hazard: a translation that the guest has not. So nothing of what the guest has put into
 * its hash table is remembered: it is looked up as it would be by the next miss, with
 * the same effect upon the entry's R and C, for an access that is about to be made. If it
 * cannot be found, nothing happens, and the access faults as it would have.
 */
#include <linux/kvm_host.h>
#include <asm/kvm_book3s.h>
#include <asm/kvm_ppc.h>
#include <asm/reg.h>

#include "magic_page/book3s/faults.h"

/* As much as the smallest of the guest's large pages has */
#define AROUND		16UL
#define AROUND_SHIFT	12
#define AROUND_SIZE	(AROUND << AROUND_SHIFT)

static bool is_relocated(struct kvm_vcpu *vcpu)
{
	const u64 on = MSR_IR | MSR_DR;

	return (kvmppc_get_msr(vcpu) & on) == on;
}

/**
 * kvm_para_host_interrupted() - an interrupt is being delivered
 * @vcpu: to which; PC and MSR are those that the interrupt finds, DAR and DSISR its own
 * @vec: the interrupt's offset
 *
 * Context: an exit of @vcpu, or before an entry.
 */
void kvm_para_host_interrupted(struct kvm_vcpu *vcpu, int vec)
{
	struct kvm_para_fault *fault = &to_book3s(vcpu)->para.fault;
	const bool data = vec == BOOK3S_INTERRUPT_DATA_STORAGE;

	fault->waits = is_relocated(vcpu) && (data || vec == BOOK3S_INTERRUPT_INST_STORAGE);
	fault->user = kvmppc_get_msr(vcpu) & MSR_PR;
	fault->pc = kvmppc_get_pc(vcpu);
	fault->data = data;
	fault->ea = data ? kvmppc_get_dar(vcpu) : fault->pc;
	fault->store = data && (kvmppc_get_dsisr(vcpu) & DSISR_ISSTORE);
}

/* The access that has faulted comes now. */
static bool comes_again(struct kvm_vcpu *vcpu, const struct kvm_para_fault *fault)
{
	return fault->waits && is_relocated(vcpu) && kvmppc_get_pc(vcpu) == fault->pc &&
	       fault->user == !!(kvmppc_get_msr(vcpu) & MSR_PR);
}

/* KVM makes another word of each dcbz that the guest executes. */
static bool rewrites(struct kvm_vcpu *vcpu)
{
	return vcpu->arch.mmu.is_dcbz32(vcpu) && !(vcpu->arch.hflags & BOOK3S_HFLAG_DCBZ32);
}

static void map(struct kvm_vcpu *vcpu, const struct kvm_para_fault *fault)
{
	const bool rewritten = rewrites(vcpu);
	struct kvmppc_pte pte = { 0 };

	if (vcpu->arch.mmu.xlate(vcpu, fault->ea, &pte, fault->data, fault->store) < 0 ||
	    !kvm_is_visible_gfn(vcpu->kvm, pte.raddr >> PAGE_SHIFT))
		return;
	/* It is rewritten before it is executed, so that has to be seen. */
	if (rewritten)
		pte.may_execute = !fault->data;
	/* One that was there for reading stands for the same entry as it was. */
	kvmppc_mmu_unmap_page(vcpu, &pte);
	kvmppc_mmu_map_page(vcpu, &pte, fault->store);
	if (rewritten && !fault->data)
		kvmppc_patch_dcbz(vcpu, &pte);
}

/**
 * kvm_para_host_returned() - the guest has returned from an interrupt
 * @vcpu: which; its PC and MSR are those it returns to
 *
 * Context: an exit of @vcpu; may sleep.
 */
void kvm_para_host_returned(struct kvm_vcpu *vcpu)
{
	struct kvm_para_fault *fault = &to_book3s(vcpu)->para.fault;
	int idx;

	if (!fault->waits)
		return;
	if (comes_again(vcpu, fault)) {
		idx = srcu_read_lock(&vcpu->kvm->srcu);
		map(vcpu, fault);
		srcu_read_unlock(&vcpu->kvm->srcu, idx);
	}
	fault->waits = false;
}

/* An entry for this address and virtual page is in the shadow, of whichever mode. */
static bool is_mapped(struct kvm_vcpu *vcpu, const struct kvmppc_pte *pte)
{
	const unsigned long page = pte->eaddr >> AROUND_SHIFT;
	u64 hash = hash_64(page, HPTEG_HASH_BITS_PTE);
	struct hpte_cache *entry;
	bool found = false;

	rcu_read_lock();
	hlist_for_each_entry_rcu(entry, &to_book3s(vcpu)->hpte_hash_pte[hash], list_pte) {
		if (entry->pte.eaddr >> AROUND_SHIFT != page || entry->pte.vpage != pte->vpage)
			continue;
		found = true;
		break;
	}
	rcu_read_unlock();
	return found;
}

/* Memory of the guest's, and nobody wants to know its changes page by page */
static bool is_plain(struct kvm_vcpu *vcpu, const struct kvmppc_pte *pte)
{
	const struct kvm_memory_slot *slot;

	if (pte->eaddr >> AROUND_SHIFT == vcpu->arch.magic_page_ea >> AROUND_SHIFT)
		return false;
	slot = kvm_vcpu_gfn_to_memslot(vcpu, pte->raddr >> PAGE_SHIFT);
	return slot && !(slot->flags & KVM_MEMSLOT_INVALID) && !slot->dirty_bitmap;
}

/**
 * kvm_para_host_map_around() - a page has been mapped in the shadow
 * @vcpu: whose
 * @pte: as the guest has it
 *
 * Context: an exit of @vcpu, with kvm->srcu held; may sleep.
 */
void kvm_para_host_map_around(struct kvm_vcpu *vcpu, const struct kvmppc_pte *pte)
{
	struct kvmppc_pte next = *pte;
	unsigned long at;

	if (pte->page_size == MMU_PAGE_4K || PAGE_SHIFT != AROUND_SHIFT ||
	    (pte->may_execute && vcpu->arch.mmu.is_dcbz32(vcpu)))
		return;
	for (at = 0; at < AROUND; at++) {
		next.eaddr = (pte->eaddr & -AROUND_SIZE) | at << AROUND_SHIFT;
		next.raddr = (pte->raddr & -AROUND_SIZE) | at << AROUND_SHIFT;
		next.vpage = (pte->vpage & -(u64)AROUND) | at;
		if (!is_plain(vcpu, &next) || is_mapped(vcpu, &next))
			continue;
		if (kvmppc_mmu_map_page(vcpu, &next, next.may_write))
			return;
	}
}
