/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the counterpart keeps for each vCPU, in struct kvm_vcpu_arch.
 *
 * Hazard: none of it is in the page, so that a guest cannot write it.
 */
#ifndef _ASM_POWERPC_KVM_PARA_VCPU_H
#define _ASM_POWERPC_KVM_PARA_VCPU_H

#include <linux/types.h>
#include <asm/kvm_para_abi.h>

/**
 * struct kvm_para_ids - who a mode of the guest is in the shadow TLB
 * @pid: where the guest's TID is its PID; 0 if that is not known
 * @pid1: where the guest's TID is zero
 */
struct kvm_para_ids {
	u32 pid;
	u32 pid1;
};

/**
 * struct kvm_para_vcpu - the counterpart's state of a vCPU
 * @wants: the flags of the guest's last map call, see Documentation/abi.rst
 * @mirror: where in the page the exit counts are mirrored, NULL if the guest has not
 *          asked for it
 * @written: one more than the entry of TLB0 that it has written since its last rfi; or 0
 * @deferred: a tlbwe is carried out that the guest has put off
 * @ids: of the kernel and of user mode, in address space 0
 * @forgotten: how often @ids have been forgotten
 * @ail: LPCR[AIL] is 3
 */
struct kvm_para_vcpu {
	u32 wants;
	u32 *mirror;
#ifdef CONFIG_KVM_E500V2
	u32 written;
	bool deferred;
	struct kvm_para_ids ids[2];
	u32 forgotten;
#endif
#ifdef CONFIG_KVM_BOOK3S_64
	bool ail;
#endif
};

#ifdef CONFIG_PPC_BOOK3S_64
/* By MSR[PR], MSR[IR] and MSR[DR] */
#define KVM_PARA_MODES		8
#define KVM_PARA_GONE		8

/* Entries of a shadow SLB */
#define KVM_PARA_SLB		64

/**
 * struct kvm_para_segments - a shadow SLB that is put aside
 * @count: one more than the last entry of @entry that is in use
 * @dropped: some of them have been dropped: without SLB_ESID_V
 * @sr: the segment register of a 32-bit guest that each entry was made from
 * @entry: as in struct kvmppc_book3s_shadow_vcpu
 */
struct kvm_para_segments {
	unsigned int count;
	bool dropped;
	u32 sr[KVM_PARA_SLB];
	struct {
		u64 esid;
		u64 vsid;
	} entry[KVM_PARA_SLB];
};

/**
 * struct kvm_para_fault - a page fault that has been delivered to the guest
 * @ea: of which address
 * @pc: by which instruction
 * @user: of user mode
 * @data: of data, not of instructions
 * @store: by a store
 * @waits: the guest has not returned from an interrupt since
 */
struct kvm_para_fault {
	unsigned long ea;
	unsigned long pc;
	bool user;
	bool data;
	bool store;
	bool waits;
};

/**
 * struct kvm_para_book3s - what is kept for a vCPU of KVM PR
 * @mode: which mode of the guest the shadow SLB is of
 * @sr: the segment register of a 32-bit guest that each of its entries was made from
 * @fault: the last interrupt, if it was a page fault
 * @next_gone: where in @gone the next one goes, modulo KVM_PARA_GONE
 * @gone: segments that the shadow SLB has lost lately, by their addresses
 * @set: what is put aside of the other modes' segments
 */
struct kvm_para_book3s {
	unsigned int mode;
	u32 sr[KVM_PARA_SLB];
	struct kvm_para_fault fault;
	unsigned int next_gone;
	unsigned long gone[KVM_PARA_GONE];
	struct kvm_para_segments set[KVM_PARA_MODES];
};
#endif

#endif
