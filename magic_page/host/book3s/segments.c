// SPDX-License-Identifier: GPL-2.0
/*
 * The segments of a guest of KVM PR, kept from one mode of it to the next.
 *
 * KVM PR runs each mode of a guest, by MSR[PR], [IR] and [DR], in segments of its own, and
 * Linux drops them all whenever the mode changes: each crossing between user mode and
 * kernel begins with misses. Here the shadow SLB of each mode is put aside when the mode
 * ends, and comes back with it. Of an entry that goes in between, the segment's number
 * stays: when the mode comes back, that is looked up anew, as at a miss.
 *
 * Hazard: a segment that comes back and means something else by then. An entry of the
 * shadow SLB holds a virtual segment of the host's that was made for one vCPU, one mode
 * and one segment of the guest's. So an entry goes, out of every mode's set,
 *
 * - when the guest's own SLB loses or changes what it came from: slbie and slbmte take
 *   what they name, slbia takes all;
 * - when KVM gives its virtual segment away, for the pages in there to be found by
 *   another one, or begins to hand them out anew;
 * - when all goes for some other reason: the magic page is mapped, BATs change, the
 *   shadow SLB is full;
 * - when a 32-bit guest has written the segment register that it came from, which it does
 *   in the page, without an exit. So what that was is kept with the entry, and compared
 *   whenever MSR is set that is not what MSR in the page was, be it of the same mode: by
 *   that, a guest tells KVM.
 *
 * Which mode the shadow SLB is of is remembered here: MSR is in the page, which the
 * guest writes. What it writes there decides in which of its own segments an access of
 * its own ends, and no more.
 */
#include <linux/kvm_host.h>
#include <asm/kvm_book3s.h>
#include <asm/kvm_ppc.h>
#include <asm/mmu.h>

#include "magic_page/book3s/segments.h"

static struct kvm_para_segments *set_of(struct kvm_vcpu *vcpu, unsigned int mode)
{
	return &to_book3s(vcpu)->para.set[mode];
}

/* A number below KVM_PARA_MODES */
static unsigned int mode_of(u64 msr)
{
	return (msr & MSR_PR ? 4 : 0) | (msr & MSR_IR ? 2 : 0) | (msr & MSR_DR ? 1 : 0);
}

/*
 * With relocation on for one of instructions and data alone, KVM's slbia leaves the
 * shadow SLB as it is. Nobody stays there for long.
 */
static bool is_kept(unsigned int mode)
{
	return (mode & 3) == 0 || (mode & 3) == 3;
}

/* Whoever loads it looks at the first entry in any case. */
static void clear(struct kvmppc_book3s_shadow_vcpu *svcpu)
{
	svcpu->slb[0].esid = 0;
	svcpu->slb_max = 0;
}

static void put_aside(struct kvm_vcpu *vcpu, const struct kvmppc_book3s_shadow_vcpu *svcpu,
		      unsigned int mode)
{
	struct kvm_para_segments *set = set_of(vcpu, mode);

	if (!is_kept(mode)) {
		set->count = 0;
		return;
	}
	set->count = svcpu->slb_max;
	memcpy(set->entry, svcpu->slb, set->count * sizeof(set->entry[0]));
	memcpy(set->sr, to_book3s(vcpu)->para.sr, set->count * sizeof(set->sr[0]));
}

/* In the guest's byte order */
static u32 register_of(const struct kvm_vcpu *vcpu, u64 ea)
{
	return READ_ONCE(vcpu->arch.shared->sr[ea >> SID_SHIFT & 15]);
}

static void drop(struct kvm_para_segments *set, unsigned int i)
{
	if (!(set->entry[i].esid & SLB_ESID_V))
		return;
	set->entry[i].esid &= ~(u64)SLB_ESID_V;
	set->dropped = true;
}

static void drop_changed(const struct kvm_vcpu *vcpu, struct kvm_para_segments *set)
{
	unsigned int i;

	for (i = 0; i < set->count; i++) {
		if (set->sr[i] != register_of(vcpu, set->entry[i].esid))
			drop(set, i);
	}
}

/* What has been dropped of a set that is back now, and is still there */
static void look_up_dropped(struct kvm_vcpu *vcpu, struct kvm_para_segments *set)
{
	unsigned int i;

	if (!set->dropped)
		return;
	set->dropped = false;
	for (i = 0; i < set->count; i++) {
		if (set->entry[i].esid && !(set->entry[i].esid & SLB_ESID_V))
			kvmppc_mmu_map_segment(vcpu, set->entry[i].esid & ESID_MASK);
	}
}

static void bring_back(struct kvm_vcpu *vcpu, struct kvmppc_book3s_shadow_vcpu *svcpu,
		       struct kvm_para_segments *set)
{
	unsigned int i;

	clear(svcpu);
	if (kvm_para_host_has_registers(vcpu))
		drop_changed(vcpu, set);
	memcpy(svcpu->slb, set->entry, set->count * sizeof(set->entry[0]));
	memcpy(to_book3s(vcpu)->para.sr, set->sr, set->count * sizeof(set->sr[0]));
	svcpu->slb_max = set->count;
	for (i = 0; set->dropped && i < set->count; i++) {
		if (!(svcpu->slb[i].esid & SLB_ESID_V))
			svcpu->slb[i].esid = 0;
	}
}

/* Userspace has set MSR: the shadow SLB of this CPU is not this vCPU's. */
static void begin_anew(struct kvm_vcpu *vcpu)
{
	struct kvmppc_vcpu_book3s *book3s = to_book3s(vcpu);

	kvm_para_host_drop_segments(vcpu);
	book3s->slb_shadow[0].esid = 0;
	book3s->slb_shadow_max = 0;
}

/**
 * kvm_para_host_new_mode() - MSR has been set
 * @vcpu: whose
 * @said: whether MSR, which may be the guest's word, says that its mode is another one
 *
 * Context: an exit of @vcpu, before an entry, or an ioctl on it.
 * Return: whether nothing is known of the mode's segments.
 */
bool kvm_para_host_new_mode(struct kvm_vcpu *vcpu, bool said)
{
	struct kvm_para_book3s *para = &to_book3s(vcpu)->para;
	unsigned int before = para->mode;
	struct kvmppc_book3s_shadow_vcpu *svcpu;
	bool empty;

	para->mode = mode_of(kvmppc_get_msr(vcpu));
	if (vcpu->cpu < 0) {
		begin_anew(vcpu);
		return false;
	}
	if (para->mode == before && !(said && kvm_para_host_has_registers(vcpu)))
		return false;
	svcpu = svcpu_get(vcpu);
	put_aside(vcpu, svcpu, before);
	bring_back(vcpu, svcpu, set_of(vcpu, para->mode));
	empty = !svcpu->slb_max;
	svcpu_put(svcpu);
	look_up_dropped(vcpu, set_of(vcpu, para->mode));
	return empty;
}

/**
 * kvm_para_host_segment_mapped() - an entry of the shadow SLB has been made
 * @vcpu: whose
 * @index: which
 * @ea: where its segment begins
 *
 * Context: the shadow SLB is there.
 */
void kvm_para_host_segment_mapped(struct kvm_vcpu *vcpu, unsigned int index, u64 ea)
{
	if (kvm_para_host_has_registers(vcpu))
		to_book3s(vcpu)->para.sr[index] = register_of(vcpu, ea);
}

/**
 * kvm_para_host_drop_segments() - drop all that is put aside
 * @vcpu: whose
 *
 * Context: any in which @vcpu does not run.
 */
void kvm_para_host_drop_segments(struct kvm_vcpu *vcpu)
{
	unsigned int mode;

	for (mode = 0; mode < KVM_PARA_MODES; mode++)
		set_of(vcpu, mode)->count = 0;
}

/* Those of the mode that the guest is in, for the next slbmte */
static void note_dropped(struct kvm_vcpu *vcpu, unsigned long ea, unsigned long size)
{
	struct kvm_para_book3s *para = &to_book3s(vcpu)->para;
	struct kvmppc_book3s_shadow_vcpu *svcpu = svcpu_get(vcpu);
	unsigned int i;

	for (i = 0; i < svcpu->slb_max; i++) {
		if (!(svcpu->slb[i].esid & SLB_ESID_V) || (svcpu->slb[i].esid & -size) != ea)
			continue;
		para->gone[para->next_gone++ % KVM_PARA_GONE] = svcpu->slb[i].esid & ESID_MASK;
	}
	svcpu_put(svcpu);
}

/**
 * kvm_para_host_drop_segment() - drop one of the guest's segments, in every mode
 * @vcpu: whose
 * @ea: where it begins
 * @size: how large it is, a power of two
 *
 * Context: as kvm_para_host_drop_segments().
 */
void kvm_para_host_drop_segment(struct kvm_vcpu *vcpu, unsigned long ea, unsigned long size)
{
	struct kvm_para_segments *set;
	unsigned int mode, i;

	note_dropped(vcpu, ea, size);
	for (mode = 0; mode < KVM_PARA_MODES; mode++) {
		set = set_of(vcpu, mode);
		for (i = 0; i < set->count; i++) {
			if ((set->entry[i].esid & -size) == ea)
				drop(set, i);
		}
	}
}

/**
 * kvm_para_host_drop_vsid() - a virtual segment of the host's is given away
 * @vcpu: which had it
 * @host_vsid: which
 *
 * Context: an exit of @vcpu.
 */
void kvm_para_host_drop_vsid(struct kvm_vcpu *vcpu, u64 host_vsid)
{
	const u64 mask = ~0xfffULL & ~SLB_VSID_B;
	struct kvmppc_book3s_shadow_vcpu *svcpu = svcpu_get(vcpu);
	struct kvm_para_segments *set;
	unsigned int mode, i;

	for (i = 0; i < svcpu->slb_max; i++) {
		if ((svcpu->slb[i].vsid & mask) == host_vsid << 12)
			svcpu->slb[i].esid = 0;
	}
	svcpu_put(svcpu);
	for (mode = 0; mode < KVM_PARA_MODES; mode++) {
		set = set_of(vcpu, mode);
		for (i = 0; i < set->count; i++) {
			if ((set->entry[i].vsid & mask) == host_vsid << 12)
				drop(set, i);
		}
	}
}

static unsigned long size_of(bool tb)
{
	return 1UL << (tb ? SID_SHIFT_1T : SID_SHIFT);
}

/**
 * kvm_para_host_slbmte() - the guest writes an entry of its SLB
 * @vcpu: whose
 * @old: the entry as it was
 * @rs: what it becomes
 * @rb: and where
 *
 * What the entry was for is gone, and so is what was there for the new one.
 *
 * Context: an exit of @vcpu or an ioctl on it.
 */
void kvm_para_host_slbmte(struct kvm_vcpu *vcpu, const struct kvmppc_slb *old, u64 rs, u64 rb)
{
	unsigned long size = size_of(old->tb);

	if (old->valid)
		kvmppc_mmu_flush_segment(vcpu, old->orige & -size, size);
	size = size_of(rs & SLB_VSID_B_1T);
	kvmppc_mmu_flush_segment(vcpu, rb & -size, size);
}

/**
 * kvm_para_host_slb_written() - the guest has written an entry of its SLB
 * @vcpu: whose
 * @written: the entry
 *
 * A segment of 1 TiB is 4096 of the shadow's, of which some were in use before.
 *
 * Context: as kvm_para_host_slbmte().
 */
void kvm_para_host_slb_written(struct kvm_vcpu *vcpu, const struct kvmppc_slb *written)
{
	struct kvm_para_book3s *para = &to_book3s(vcpu)->para;
	unsigned long size = size_of(written->tb);
	unsigned long ea = written->orige & -size;
	unsigned int i;

	if (!written->valid)
		return;
	if (!written->tb)
		kvmppc_mmu_map_segment(vcpu, ea);
	for (i = 0; i < KVM_PARA_GONE; i++) {
		if (!para->gone[i] || (para->gone[i] & -size) != ea)
			continue;
		if (written->tb)
			kvmppc_mmu_map_segment(vcpu, para->gone[i]);
		para->gone[i] = 0;
	}
}
