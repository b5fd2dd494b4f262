// SPDX-License-Identifier: GPL-2.0
/*
 * The calls a guest makes, of those that Linux does not know.
 *
 * Hazard: every argument comes from the guest, so nothing is taken for a number in a
 * range before it has been looked at.
 */
#include <linux/kvm_host.h>
#include <asm/epapr_hcalls.h>

#include "magic_page/exits.h"
#include "magic_page/features.h"

/**
 * kvm_para_host_map() - the guest has mapped the page
 * @vcpu: whose
 * @flags: the effective address it gave, with the flags in its low bits
 *
 * Context: an exit of @vcpu.
 * Return: KVM_PARA_FEAT_*, for the answer (Documentation/abi.rst).
 */
u32 kvm_para_host_map(struct kvm_vcpu *vcpu, unsigned long flags)
{
	vcpu->arch.para.wants = flags & 0xfff;
	/* They may be those of a kernel that was here before. */
	if (flags & KVM_PARA_MAP_ENTRIES)
		WRITE_ONCE(kvm_para_host_area(vcpu)->entries, 0);
	kvm_para_host_move(vcpu);
	return KVM_PARA_HOST_FEATURES | kvm_para_mirror_exits(vcpu);
}

/**
 * kvm_para_host_hypercall() - a call that Linux does not know
 * @vcpu: which has made it
 * @token: which, see Documentation/abi.rst
 * @r3: its argument
 * @r4: receives its result
 *
 * Context: an exit of @vcpu; interrupts on.
 * Return: an ePAPR status, EV_UNIMPLEMENTED for a token that is not ours either.
 */
int kvm_para_host_hypercall(struct kvm_vcpu *vcpu, unsigned int token, unsigned long r3,
			    unsigned long *r4)
{
	switch (token) {
	case KVM_HCALL_TOKEN(KVM_PARA_HC_FIELD):
		return kvm_para_host_field(r3, r4);
	case KVM_HCALL_TOKEN(KVM_PARA_HC_UNMAP):
		kvm_para_host_unmap(vcpu);
		return EV_SUCCESS;
	default:
		return EV_UNIMPLEMENTED;
	}
}
