/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the counterpart keeps for each vCPU, in struct kvm_vcpu_arch.
 *
 * Hazard: none of it is in the page, so that a guest cannot write it.
 */
#ifndef _ASM_POWERPC_KVM_PARA_VCPU_H
#define _ASM_POWERPC_KVM_PARA_VCPU_H

#include <linux/types.h>

/**
 * struct kvm_para_vcpu - the counterpart's state of a vCPU
 * @wants: the flags of the guest's last map call, see Documentation/abi.rst
 * @written: one more than the entry of TLB0 that it has written since its last rfi; or 0
 * @deferred: a tlbwe is carried out that the guest has put off
 */
struct kvm_para_vcpu {
	u32 wants;
	u32 written;
	bool deferred;
};

#endif
