// SPDX-License-Identifier: GPL-2.0
/*
 * The reset of a core: its vCPU is made again what it was before it ran.
 *
 * Hazard: what KVM keeps of the CPU's life before comes back in the next: a
 * translation, an interrupt of its timer, a handler's address. The registers that
 * KVM can be asked for are set to what they were when it had made the vCPU, and
 * its TLB lies in memory of ours (KVM_CAP_SW_TLB), for there is no call to write it.
 *
 * Left as they are: what the interrupt controller has for this CPU, since an
 * interrupt dropped here would be raised there and never come again; and the
 * magic page, which stays mapped with all it holds but the registers set here,
 * since today's KVM has no call for it. The guest has to cope with both.
 */
#include "vmm.h"

#define ENTRIES_MAX	1024	/* of all TLBs */

/* TLBnCFG: NENTRY and ASSOC; MAS1: V and TSIZE; MAS3: SX, SW and SR */
#define TLBCFG_ENTRIES(cfg)	((cfg) & 0xfff)
#define TLBCFG_WAYS(cfg)	((cfg) >> 24)
#define MAS1_VALID_256M		(0x80000000u | 18 << 7)
#define MAS3_SUPERVISOR		0x15

static struct kvm_book3e_206_tlb_entry tlb[CPUS_MAX][ENTRIES_MAX];
static unsigned int tlb1_at;	/* behind TLB0, alike for all vCPUs */

static __u32 tlb_config(const struct vcpu *vcpu, __u64 id)
{
	struct kvm_one_reg reg = { .id = id };
	__u32 value;

	reg.addr = (unsigned long)&value;
	if (ioctl(vcpu->fd, KVM_GET_ONE_REG, &reg) < 0)
		die("KVM_GET_ONE_REG (TLBnCFG)", "host kernel too old?");
	return value;
}

/* As vcpu_enter_at() tells the guest in r7 */
static void only_initial_map(struct vcpu *vcpu)
{
	struct kvm_book3e_206_tlb_entry *initial = &tlb[vcpu->number][tlb1_at];

	memset(tlb[vcpu->number], 0, sizeof(tlb[0]));
	initial->mas1 = MAS1_VALID_256M;
	initial->mas7_3 = MAS3_SUPERVISOR;
}

/* KVM's own geometry, so that a guest misses as often as with KVM's own memory */
static void share_tlb(struct vcpu *vcpu)
{
	__u32 tlb0 = tlb_config(vcpu, KVM_REG_PPC_TLB0CFG);
	__u32 tlb1 = tlb_config(vcpu, KVM_REG_PPC_TLB1CFG);
	struct kvm_book3e_206_tlb_params params = {
		.tlb_sizes = { TLBCFG_ENTRIES(tlb0), TLBCFG_ENTRIES(tlb1) },
		.tlb_ways = { TLBCFG_WAYS(tlb0), TLBCFG_ENTRIES(tlb1) },
	};
	struct kvm_config_tlb config = {
		.params = (unsigned long)&params,
		.array = (unsigned long)tlb[vcpu->number],
		.mmu_type = KVM_MMU_FSL_BOOKE_NOHV,
		.array_len = sizeof(tlb[0]),
	};
	struct kvm_enable_cap cap = { .cap = KVM_CAP_SW_TLB };

	tlb1_at = params.tlb_sizes[0];
	only_initial_map(vcpu);
	cap.args[0] = (unsigned long)&config;
	if (ioctl(vcpu->fd, KVM_ENABLE_CAP, &cap) < 0)
		die("KVM_ENABLE_CAP (SW_TLB)", "is ENTRIES_MAX too small for this host?");
}

/* Once for each vCPU, before it runs */
void reset_prepare(struct vcpu *vcpu)
{
	share_tlb(vcpu);
	if (ioctl(vcpu->fd, KVM_GET_SREGS, &vcpu->power_on) < 0)
		die("KVM_GET_SREGS", "unexpected");
	/* Without these KVM would keep both, and the timer would go on. */
	vcpu->power_on.u.e.dec = 0;
	vcpu->power_on.u.e.tsr = 0;
	vcpu->power_on.u.e.update_special = KVM_SREGS_E_UPDATE_DEC | KVM_SREGS_E_UPDATE_TSR;
}

/*
 * On the vCPU's own thread. Its general registers, MSR and PID are set when it is
 * released. An exception that KVM had found for it and not yet delivered could
 * not be taken back; a CPU that is reset sleeps, or loops in code that has none.
 */
void reset_vcpu(struct vcpu *vcpu)
{
	struct kvm_dirty_tlb all = { 0 };

	only_initial_map(vcpu);
	if (ioctl(vcpu->fd, KVM_DIRTY_TLB, &all) < 0)
		die("KVM_DIRTY_TLB", "unexpected");
	if (ioctl(vcpu->fd, KVM_SET_SREGS, &vcpu->power_on) < 0)
		die("KVM_SET_SREGS", "unexpected");
}
