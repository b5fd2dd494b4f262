/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the library adds to the ABI between guest and hypervisor, for both of them.
 * Documentation/abi.rst says what each means.
 *
 * Hazard: a number that Linux gives another meaning one day. So ours begin where it
 * uses none: bits of the answer in the upper half, calls from 256 on, and the page
 * from its middle on.
 */
#ifndef _ASM_POWERPC_KVM_PARA_ABI_H
#define _ASM_POWERPC_KVM_PARA_ABI_H

#include <linux/bits.h>
#include <linux/types.h>

/* Bits of the map call's answer, beside KVM_MAGIC_FEAT_*. */
#define KVM_PARA_FEAT_PREDICTOR		BIT(16)
#define KVM_PARA_FEAT_TLBWE		BIT(17)
#define KVM_PARA_FEAT_PREFILL		BIT(18)
#define KVM_PARA_FEAT_TIMER		BIT(19)
#define KVM_PARA_FEAT_COUNTERS		BIT(20)
#define KVM_PARA_FEAT_FACILITY		BIT(21)
#define KVM_PARA_FEAT_ENTRIES		BIT(22)
#define KVM_PARA_FEAT_FLUSH		BIT(23)
#define KVM_PARA_FEAT_FIELD		BIT(24)	/* KVM_PARA_HC_FIELD */
#define KVM_PARA_FEAT_UNMAP		BIT(25)	/* KVM_PARA_HC_UNMAP */
#define KVM_PARA_FEAT_SLB		BIT(26)

/*
 * Flags of the map call's effective address, beside MAGIC_PAGE_FLAG_NOT_MAPPED_NX: what
 * this guest lets the host read and write in the area below.
 */
#define KVM_PARA_MAP_TLBWE		BIT(1)
#define KVM_PARA_MAP_PREFILL		BIT(2)
#define KVM_PARA_MAP_TIMER		BIT(3)
#define KVM_PARA_MAP_COUNTERS		BIT(4)
#define KVM_PARA_MAP_FACILITY		BIT(5)
#define KVM_PARA_MAP_ENTRIES		BIT(6)
#define KVM_PARA_MAP_FLUSH		BIT(7)
#define KVM_PARA_MAP_SLB		BIT(8)

/* Hypercalls of KVM's vendor, beside KVM_HC_*. */
#define KVM_PARA_HC_FIELD		0x101
#define KVM_PARA_HC_UNMAP		0x102

/* The counterpart's part of the page. */
#define KVM_PARA_AREA			2048

/* As many pages can be noted that are to be invalidated. */
#define KVM_PARA_FLUSHES		32

/* And so many changes of the SLB. */
#define KVM_PARA_SLB_NOTES		24

/* Exit counters, see asm/kvm_para_exits.h */
#define KVM_PARA_EXITS			256

/**
 * struct kvm_para_slb_note - a change of the SLB
 * @rs: what slbmte takes in RS; 0 for slbie
 * @rb: what either takes in RB
 */
struct kvm_para_slb_note {
	__u64 rs;
	__u64 rb;
};

/**
 * struct kvm_para_area - what stands there
 * @tlbwe: not zero: a tlbwe is to be carried out before anything else
 * @fill: not zero: so is one of what follows, into an entry of TLB0 that the host picks
 * @fill_mas1: MAS1, of which the TID counts
 * @fill_mas2: MAS2
 * @fill_mas7_3: MAS7 and MAS3
 * @fscr: FSCR, in the guest's byte order like what follows; written by the host only
 * @ebbhr: EBBHR
 * @ebbrr: EBBRR
 * @bescr: BESCR
 * @entry: where the interrupts of user mode are that are delivered with relocation on, in
 *         the guest's byte order like what follows; written by the guest, as is
 * @entries: which of them: bit n for the one whose offset is n * 0x100
 * @flushes: so many pages are to be invalidated before anything else
 * @flush: their effective addresses
 * @slb_notes: so many changes of the SLB are to be made before anything else
 * @slb: the changes, in their order
 * @reserved: zero
 * @exits: the low words of the exit counters; written by the host only
 */
struct kvm_para_area {
	__u32 tlbwe;
	__u32 fill;
	__u32 fill_mas1;
	__u32 fill_mas2;
	__u64 fill_mas7_3;
	__u64 fscr;
	__u64 ebbhr;
	__u64 ebbrr;
	__u64 bescr;
	__u32 entry;
	__u32 entries;
	__u32 flushes;
	__u32 flush[KVM_PARA_FLUSHES];
	__u32 slb_notes;
	struct kvm_para_slb_note slb[KVM_PARA_SLB_NOTES];
	__u32 reserved[110];
	__u32 exits[KVM_PARA_EXITS];
};

/*
 * How KVM_PARA_HC_FIELD answers: where in the page, and how large, in bytes. The
 * fields with their numbers are in asm/kvm_para_fields.h.
 */
#define KVM_PARA_FIELD(at, size)	((at) << 16 | (size))

#endif
