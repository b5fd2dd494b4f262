// SPDX-License-Identifier: GPL-2.0
/*
 * Where the page of a vCPU of KVM PR is.
 *
 * Hazard: a translation of the page's that outlives its place. KVM drops none when the
 * page moves, so all of them go, and all segments.
 */
#include <linux/kvm_host.h>

#include "magic_page/features.h"

/**
 * kvm_para_host_move() - the page is somewhere else now
 * @vcpu: whose
 *
 * Context: an exit of @vcpu or an ioctl on it.
 */
void kvm_para_host_move(struct kvm_vcpu *vcpu)
{
	kvm_make_request(KVM_REQ_TLB_FLUSH, vcpu);
}

/**
 * kvm_para_host_unmap() - take the page out of the guest's address space
 * @vcpu: whose
 *
 * Nothing the guest had asked for with the page is done any more. What lies in the
 * page stays, being the vCPU's registers.
 *
 * Context: an exit of @vcpu or an ioctl on it.
 */
void kvm_para_host_unmap(struct kvm_vcpu *vcpu)
{
	vcpu->arch.magic_page_ea = 0;
	vcpu->arch.magic_page_pa = 0;
	vcpu->arch.para.wants = 0;
	kvm_para_host_move(vcpu);
}
