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

#endif
