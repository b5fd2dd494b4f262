// SPDX-License-Identifier: GPL-2.0
/*
 * What belongs to the state of an e500v2's vCPU besides the page: the exceptions that
 * have been found for it and not been delivered.
 *
 * Hazard: an exception that there is not, at which KVM would deliver nothing for ever.
 */
#include "booke.h"
#include "magic_page/features.h"
#include "magic_page/state.h"

const u64 kvm_para_own_regs[] = {
	KVM_REG_PPC_PARA_PENDING,
	KVM_REG_PPC_PARA_QUEUED_ESR,
	KVM_REG_PPC_PARA_QUEUED_DEAR,
};

const unsigned int kvm_para_own_reg_count = ARRAY_SIZE(kvm_para_own_regs);

/**
 * kvm_para_host_create() - a vCPU is made: its page is nowhere
 * @vcpu: which
 *
 * Linux would say that it is at 0, and answer a miss there with it.
 *
 * Context: creation of @vcpu, which is zero otherwise.
 */
void kvm_para_host_create(struct kvm_vcpu *vcpu)
{
	vcpu->arch.magic_page_ea = KVM_PARA_HOST_NOWHERE;
}

/**
 * kvm_para_placed() - userspace has said where the page is, and what the guest wants of it
 * @vcpu: whose
 *
 * Context: an ioctl on @vcpu.
 */
void kvm_para_placed(struct kvm_vcpu *vcpu)
{
}

/**
 * kvm_para_get_own_reg() - read a register that only this platform has
 * @vcpu: whose
 * @id: which
 * @val: receives it
 *
 * Context: KVM_GET_ONE_REG on @vcpu.
 * Return: 0, or -EINVAL if it is not one of these.
 */
int kvm_para_get_own_reg(struct kvm_vcpu *vcpu, u64 id, union kvmppc_one_reg *val)
{
	switch (id) {
	case KVM_REG_PPC_PARA_PENDING:
		val->dval = vcpu->arch.pending_exceptions;
		return 0;
	case KVM_REG_PPC_PARA_QUEUED_ESR:
		val->dval = vcpu->arch.queued_esr;
		return 0;
	case KVM_REG_PPC_PARA_QUEUED_DEAR:
		val->dval = vcpu->arch.queued_dear;
		return 0;
	}
	return -EINVAL;
}

/*
 * What a controller in the kernel raises is the controller's to say, and what the
 * timers raise is in TSR: KVM looks at it again before the guest runs.
 */
static int set_pending(struct kvm_vcpu *vcpu, u64 pending)
{
	const unsigned long raised = vcpu->arch.irq_type == KVMPPC_IRQ_DEFAULT ? 0 :
		BIT(BOOKE_IRQPRIO_EXTERNAL) | BIT(BOOKE_IRQPRIO_EXTERNAL_LEVEL);

	if (pending >> BOOKE_IRQPRIO_MAX)
		return -EINVAL;
	vcpu->arch.pending_exceptions &= raised;
	vcpu->arch.pending_exceptions |= pending & ~raised;
	kvm_make_request(KVM_REQ_PENDING_TIMER, vcpu);
	return 0;
}

/**
 * kvm_para_set_own_reg() - set a register that only this platform has
 * @vcpu: whose
 * @id: which
 * @val: what to
 *
 * Context: KVM_SET_ONE_REG on @vcpu.
 * Return: 0, or -EINVAL if it is not one of these, or cannot be set to that.
 */
int kvm_para_set_own_reg(struct kvm_vcpu *vcpu, u64 id, const union kvmppc_one_reg *val)
{
	switch (id) {
	case KVM_REG_PPC_PARA_PENDING:
		return set_pending(vcpu, val->dval);
	case KVM_REG_PPC_PARA_QUEUED_ESR:
		vcpu->arch.queued_esr = val->dval;
		return 0;
	case KVM_REG_PPC_PARA_QUEUED_DEAR:
		vcpu->arch.queued_dear = val->dval;
		return 0;
	}
	return -EINVAL;
}
