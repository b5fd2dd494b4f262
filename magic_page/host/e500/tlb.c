// SPDX-License-Identifier: GPL-2.0
/*
 * The shadow TLB of an e500v2 guest: what goes in before it is missed, and what stays.
 *
 * Linux writes a translation into the shadow TLB when the guest writes it into its own,
 * for the mode the guest is in: its kernel. What missed was user mode, whose translations
 * have an identity of their own, so it missed again. And Linux drops the whole shadow when
 * the guest invalidates its TLB0, with all that stands for entries that survive.
 *
 * Hazard: a translation that the guest has taken away and can still use. It is a hazard
 * to the guest alone: what its memory is, is decided by KVM's memory slots and taken back
 * by the notifiers of Linux's MMU, which drop the whole shadow as they always did.
 */
#include <linux/bitmap.h>
#include <linux/kvm_host.h>
#include <asm/kvm_para_abi.h>
#include <asm/kvm_ppc.h>

#include "e500.h"
#include "e500_mmu_host.h"
#include "magic_page/features.h"
#include "magic_page/e500/tlb.h"

static struct kvm_book3e_206_tlb_entry *written_entry(struct kvmppc_vcpu_e500 *vcpu_e500,
						      unsigned int index)
{
	/* Userspace may have given the vCPU another TLB since. */
	if (esel_of(index) >= vcpu_e500->gtlb_params[0].entries)
		return NULL;
	return get_entry(vcpu_e500, 0, esel_of(index));
}

/**
 * kvm_para_host_loaded() - a vCPU is about to run on this CPU
 * @vcpu: which
 *
 * Its page has one entry of this CPU's TLB, which may have been another's since.
 *
 * Context: preemption off.
 */
void kvm_para_host_loaded(struct kvm_vcpu *vcpu)
{
	if (kvm_para_host_mapped(vcpu))
		kvmppc_map_magic(vcpu);
}

/* A mark is taken away before what it asks for is done, and once. */
static bool marked(struct kvm_vcpu *vcpu, u32 flag, u32 *mark)
{
	if (!(vcpu->arch.para.wants & flag) || !READ_ONCE(*mark))
		return false;
	WRITE_ONCE(*mark, 0);
	return true;
}

static void write_entry(struct kvm_vcpu *vcpu)
{
	vcpu->arch.para.deferred = true;
	kvmppc_e500_emul_tlbwe(vcpu);
	vcpu->arch.para.deferred = false;
}

/* The way that the next miss would have been given. */
static u32 next_way(struct kvmppc_vcpu_e500 *vcpu_e500)
{
	u32 way = vcpu_e500->gtlb_nv[0];

	vcpu_e500->gtlb_nv[0] = way + 1 < vcpu_e500->gtlb_params[0].ways ? way + 1 : 0;
	return MAS0_TLBSEL(0) | MAS0_ESEL(way);
}

/*
 * The guest may be anywhere, in the middle of a TLB miss handler as well, so MAS are put
 * back. Two translations of one address would be the guest's error: the first stays.
 */
static void fill(struct kvm_vcpu *vcpu, const struct kvm_para_area *area)
{
	struct kvm_vcpu_arch_shared *shared = vcpu->arch.shared, saved = *shared;
	u32 tid = READ_ONCE(area->fill_mas1) & MAS1_TID(0xff);
	u32 mas2 = READ_ONCE(area->fill_mas2);

	if (get_cur_as(vcpu) || tid != MAS1_TID(get_cur_pid(vcpu)) ||
	    kvmppc_mmu_dtlb_index(vcpu, mas2 & MAS2_EPN) >= 0)
		return;
	shared->mas0 = next_way(to_e500(vcpu));
	shared->mas1 = MAS1_VALID | tid | MAS1_TSIZE(BOOK3E_PAGESZ_4K);
	shared->mas2 = mas2;
	shared->mas7_3 = area->fill_mas7_3;
	write_entry(vcpu);
	shared->mas0 = saved.mas0;
	shared->mas1 = saved.mas1;
	shared->mas2 = saved.mas2;
	shared->mas7_3 = saved.mas7_3;
}

/**
 * kvm_para_host_put_off() - whether the guest may have put something off
 * @vcpu: whose
 *
 * Context: an exit of @vcpu.
 * Return: true if kvm_para_host_exit() or kvm_para_host_returned() may have to do
 *         something.
 */
bool kvm_para_host_put_off(struct kvm_vcpu *vcpu)
{
	struct kvm_para_area *area = kvm_para_host_area(vcpu);

	return vcpu->arch.para.written || READ_ONCE(area->tlbwe) || READ_ONCE(area->fill);
}

/**
 * kvm_para_host_exit() - the guest has exited: what it has put off is done
 * @vcpu: whose
 *
 * Context: an exit of @vcpu, interrupts on, before MAS or the shadow TLB are looked at;
 *          may sleep.
 */
void kvm_para_host_exit(struct kvm_vcpu *vcpu)
{
	struct kvm_para_area *area = kvm_para_host_area(vcpu);

	if (marked(vcpu, KVM_PARA_MAP_TLBWE, &area->tlbwe))
		write_entry(vcpu);
	if (marked(vcpu, KVM_PARA_MAP_PREFILL, &area->fill))
		fill(vcpu, area);
}

/**
 * kvm_para_host_written() - the guest has written an entry of its TLB
 * @vcpu: whose
 * @eaddr: effective address of the entry
 * @raddr: guest physical address of the entry
 * @index: of the entry, as kvmppc_mmu_map() takes it
 *
 * Context: an exit of @vcpu, under its kvm's srcu; may sleep.
 */
void kvm_para_host_written(struct kvm_vcpu *vcpu, u64 eaddr, u64 raddr, unsigned int index)
{
	if (!vcpu->arch.para.deferred)
		kvmppc_mmu_map(vcpu, eaddr, raddr, index);
	if (tlbsel_of(index) == 0)
		vcpu->arch.para.written = esel_of(index) + 1;
}

/*
 * Whether the shadow TLB has this entry for the mode the guest is in. Twice the same would
 * be one too many: an invalidation finds one of them. (EREF, "tlbsx"; MAS6, AS 1)
 */
static bool in_shadow(struct kvm_vcpu *vcpu, struct kvm_book3e_206_tlb_entry *gtlbe)
{
	unsigned long flags;
	bool found;

	local_irq_save(flags);
	mtspr(SPRN_MAS6, kvmppc_e500_get_tlb_stid(vcpu, gtlbe) << MAS6_SPID_SHIFT | MAS6_SAS);
	asm volatile("tlbsx 0, %0" : : "r" ((u32)get_tlb_eaddr(gtlbe)));
	found = mfspr(SPRN_MAS1) & MAS1_VALID;
	local_irq_restore(flags);
	return found;
}

/**
 * kvm_para_host_returned() - the guest has returned from an interrupt
 * @vcpu: whose; MSR is what it has returned to
 *
 * An entry that was written since the last return is most likely what was missed there.
 *
 * Context: an exit of @vcpu; may sleep.
 */
void kvm_para_host_returned(struct kvm_vcpu *vcpu)
{
	unsigned int index = vcpu->arch.para.written;
	struct kvm_book3e_206_tlb_entry *gtlbe;
	int idx;

	if (!index)
		return;
	vcpu->arch.para.written = 0;
	gtlbe = written_entry(to_e500(vcpu), --index);
	if (!gtlbe || (get_cur_pr(vcpu) && !(gtlbe->mas7_3 & E500_TLB_USER_PERM_MASK)))
		return;
	idx = srcu_read_lock(&vcpu->kvm->srcu);
	if (tlbe_is_host_safe(vcpu, gtlbe) && !in_shadow(vcpu, gtlbe))
		kvmppc_mmu_map(vcpu, get_tlb_eaddr(gtlbe), get_tlb_raddr(gtlbe),
			       index_of(0, index));
	srcu_read_unlock(&vcpu->kvm->srcu, idx);
}

/* Whether an entry of TLB1 that may be invalidated is valid: Linux's huge pages. */
static bool tlb1_changes(struct kvmppc_vcpu_e500 *vcpu_e500)
{
	unsigned int esel;

	for (esel = 0; esel < vcpu_e500->gtlb_params[1].entries; esel++) {
		struct kvm_book3e_206_tlb_entry *gtlbe = get_entry(vcpu_e500, 1, esel);

		if (get_tlb_v(gtlbe) && !get_tlb_iprot(gtlbe))
			return true;
	}
	return false;
}

/* Of these shadow translations nothing is left but by a new identity. */
static void drop_ids(struct kvmppc_vcpu_e500 *vcpu_e500, unsigned int as,
		     const unsigned long *tids)
{
	unsigned int tid;

	for_each_set_bit(tid, tids, 256) {
		kvmppc_e500_id_table_reset_one(vcpu_e500, as, tid, 0);
		kvmppc_e500_id_table_reset_one(vcpu_e500, as, tid, 1);
	}
}

static void flush_tlb0(struct kvmppc_vcpu_e500 *vcpu_e500)
{
	DECLARE_BITMAP(tids[2], 256) = { };
	unsigned int esel;

	for (esel = 0; esel < vcpu_e500->gtlb_params[0].entries; esel++) {
		struct kvm_book3e_206_tlb_entry *gtlbe = get_entry(vcpu_e500, 0, esel);

		if (!get_tlb_v(gtlbe) || get_tlb_iprot(gtlbe))
			continue;
		/* TID 0 is shared with entries that survive, so it is one by one. */
		if (!get_tlb_tid(gtlbe))
			inval_gtlbe_on_host(vcpu_e500, 0, esel);
		else
			__set_bit(get_tlb_tid(gtlbe), tids[get_tlb_ts(gtlbe)]);
		vcpu_e500->gtlb_priv[0][esel].ref.flags = 0;
		gtlbe->mas1 = 0;
	}
	drop_ids(vcpu_e500, 0, tids[0]);
	drop_ids(vcpu_e500, 1, tids[1]);
}

/**
 * kvm_para_host_flush() - the guest has written MMUCSR0
 * @vcpu_e500: whose
 * @value: what it has written (EREF, MMUCSR0)
 *
 * Context: an exit of the vCPU; may sleep.
 * Return: EMULATE_*
 */
int kvm_para_host_flush(struct kvmppc_vcpu_e500 *vcpu_e500, unsigned long value)
{
	if ((value & MMUCSR0_TLB1FI) && tlb1_changes(vcpu_e500))
		return kvmppc_e500_emul_mt_mmucsr0(vcpu_e500, value);
	if (value & MMUCSR0_TLB0FI)
		flush_tlb0(vcpu_e500);
	return EMULATE_DONE;
}
