// SPDX-License-Identifier: GPL-2.0
/*
 * A guest's TLB, in memory of ours (KVM_CAP_SW_TLB): there is no call of KVM's to read
 * or write an entry.
 *
 * Hazard: KVM keeps translations that it made from the array. So each change is
 * followed by KVM_DIRTY_TLB, which makes it forget them.
 */
#include "e500.h"

#define BIG_TLB0	2048	/* entries, where e500v2 has 512 and 16 */
#define BIG_TLB0_WAYS	8
#define BIG_TLB1	64
#define ENTRIES_MAX	(BIG_TLB0 + BIG_TLB1)	/* of all TLBs */

/* TLBnCFG: NENTRY and ASSOC; MAS1: V and TSIZE; MAS3: SX, SW and SR */
#define TLBCFG_ENTRIES(cfg)	((cfg) & 0xfff)
#define TLBCFG_WAYS(cfg)	((cfg) >> 24)
#define MAS1_VALID		0x80000000u
#define MAS1_4K			(2 << 7)
#define MAS1_VALID_256M		(MAS1_VALID | 18 << 7)
#define MAS3_SUPERVISOR		0x15

#define KERNEL		0xc0000000u	/* the guest's, mapped by an entry of TLB1 */
#define PAGE_ADDRESS	0xfffff000u
#define FREE_ADDRESS	0xf7fff000u	/* which a guest of the laboratory's has nothing at */
#define FREE_PAGE	0x5000u

static struct kvm_book3e_206_tlb_entry tlb[CPUS_MAX][ENTRIES_MAX];
/* Alike for all vCPUs: TLB1 is behind TLB0 */
static unsigned int tlb1_at, entries, sets;

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
void tlb_share(struct vcpu *vcpu)
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

	if (vcpu->vm->opt.big_tlb)
		params = (struct kvm_book3e_206_tlb_params) {
			.tlb_sizes = { BIG_TLB0, BIG_TLB1 },
			.tlb_ways = { BIG_TLB0_WAYS, BIG_TLB1 },
		};
	tlb1_at = params.tlb_sizes[0];
	entries = tlb1_at + params.tlb_sizes[1];
	sets = params.tlb_sizes[0] / params.tlb_ways[0];
	only_initial_map(vcpu);
	cap.args[0] = (unsigned long)&config;
	if (ioctl(vcpu->fd, KVM_ENABLE_CAP, &cap) < 0)
		die("KVM_ENABLE_CAP (SW_TLB)", "is ENTRIES_MAX too small for this host?");
}

static void tlb_changed(const struct vcpu *vcpu)
{
	struct kvm_dirty_tlb all = { 0 };

	if (ioctl(vcpu->fd, KVM_DIRTY_TLB, &all) < 0)
		die("KVM_DIRTY_TLB", "unexpected");
}

/* As at power on */
void tlb_initial(struct vcpu *vcpu)
{
	only_initial_map(vcpu);
	tlb_changed(vcpu);
}

/* The whole array, as KVM reads and writes it; one that was restored is new to KVM */
void tlb_state(struct vcpu *vcpu, void (*item)(void *data, size_t size))
{
	item(tlb[vcpu->number], sizeof(tlb[0]));
	tlb_changed(vcpu);
}

/* For a debugger: the physical address, or ~0 if there is none, of PID 0 */
static __u64 translate(const struct vcpu *vcpu, __u32 address)
{
	struct kvm_translation tr = { .linear_address = address };

	if (ioctl(vcpu->fd, KVM_TRANSLATE, &tr) < 0)
		die("KVM_TRANSLATE", "unexpected");
	return tr.valid ? tr.physical_address : ~0ull;
}

static void check(int ok, const char *what)
{
	say("TLB: %s: %s", ok ? "ok" : "not ok", what);
}

static unsigned int valid_entries(const struct vcpu *vcpu, unsigned int from, unsigned int to)
{
	unsigned int i, n = 0;

	for (i = from; i < to; i++)
		n += !!(tlb[vcpu->number][i].mas1 & MAS1_VALID);
	return n;
}

/* For an address that no guest maps */
static struct kvm_book3e_206_tlb_entry *write_entry(struct vcpu *vcpu)
{
	struct kvm_book3e_206_tlb_entry *entry =
		&tlb[vcpu->number][FREE_ADDRESS / 4096 % sets * (tlb1_at / sets)];

	entry->mas1 = MAS1_VALID | MAS1_4K;
	entry->mas2 = FREE_ADDRESS;
	entry->mas7_3 = FREE_PAGE | MAS3_SUPERVISOR;
	tlb_changed(vcpu);
	return entry;
}

static void clear_entries(struct vcpu *vcpu, struct kvm_book3e_206_tlb_entry *from, size_t count)
{
	memset(from, 0, count * sizeof(*from));
	tlb_changed(vcpu);
}

/* A guest finds its TLB0 empty at any time: it is a cache of its own tables */
void tlb_checks(struct vcpu *vcpu)
{
	struct kvm_book3e_206_tlb_entry *entry;

	say("TLB: %u and %u entries, of which %u and %u are valid", tlb1_at, entries - tlb1_at,
	    valid_entries(vcpu, 0, tlb1_at), valid_entries(vcpu, tlb1_at, entries));
	check(translate(vcpu, KERNEL + 0x1234) == 0x1234, "the kernel is where it was loaded");
	check(translate(vcpu, PAGE_ADDRESS) == ~0ull, "the magic page is in no TLB of the guest's");
	check(translate(vcpu, FREE_ADDRESS) == ~0ull, "nothing is at a free address");
	entry = write_entry(vcpu);
	check(translate(vcpu, FREE_ADDRESS + 0x123) == FREE_PAGE + 0x123, "an entry can be set");
	clear_entries(vcpu, entry, 1);
	check(translate(vcpu, FREE_ADDRESS) == ~0ull, "and taken away");
	write_entry(vcpu);
	clear_entries(vcpu, tlb[vcpu->number], tlb1_at);
	check(translate(vcpu, FREE_ADDRESS) == ~0ull && !valid_entries(vcpu, 0, tlb1_at),
	      "and with all others");
	check(translate(vcpu, KERNEL + 0x1234) == 0x1234, "of TLB0 only");
}
