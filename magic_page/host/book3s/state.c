// SPDX-License-Identifier: GPL-2.0
/*
 * What belongs to the state of a vCPU of KVM PR besides the page: registers that KVM
 * keeps for it, and has no number for on this platform.
 *
 * The rest of what this directory keeps (segments, the last fault) is looked up anew
 * where it is not there. LPCR[AIL] is in Linux's register.
 *
 * Hazard: an interrupt that is lost between two hosts, or comes twice. So the decrementer
 * is the time at which it runs down: if that has passed by then, it is raised, which is
 * once as well if it is pending already.
 */
#include <linux/kvm_host.h>
#include <asm/kvm_book3s.h>
#include <asm/kvm_ppc.h>
#include <asm/time.h>

#include "magic_page/exits.h"
#include "magic_page/features.h"
#include "magic_page/state.h"

/* The decrementer before what is pending, for setting it takes its interrupt back. */
const u64 kvm_para_own_regs[] = {
	KVM_REG_PPC_PARA_ORDER,
	KVM_REG_PPC_DEC_EXPIRY,
	KVM_REG_PPC_PARA_PENDING,
	KVM_REG_PPC_PURR,
	KVM_REG_PPC_SPURR,
	KVM_REG_PPC_PARA_HID(0),
	KVM_REG_PPC_PARA_HID(1),
	KVM_REG_PPC_PARA_HID(2),
	KVM_REG_PPC_PARA_HID(4),
	KVM_REG_PPC_PARA_HID(5),
};

const unsigned int kvm_para_own_reg_count = ARRAY_SIZE(kvm_para_own_regs);

/* What a write changes besides the register is KVM's to know, so it is told the SPR. */
static int number_of_hid(u64 id)
{
	switch (id) {
	case KVM_REG_PPC_PARA_HID(0):
		return SPRN_HID0;
	case KVM_REG_PPC_PARA_HID(1):
		return SPRN_HID1;
	case KVM_REG_PPC_PARA_HID(2):
		return SPRN_HID2_GEKKO;
	case KVM_REG_PPC_PARA_HID(4):
		return SPRN_HID4;
	case KVM_REG_PPC_PARA_HID(5):
		return SPRN_HID5;
	}
	return -EINVAL;
}

/*
 * Of a host's page that is larger than ours, Linux takes for ours the part that the guest's
 * real address says.
 */
static void move_within(struct kvm_vcpu *vcpu)
{
	void *page = (void *)((unsigned long)vcpu->arch.shared & PAGE_MASK);
	void *there = page + (offset_in_page(vcpu->arch.magic_page_pa) & -KVM_PARA_PAGE_SIZE);

	if (there == vcpu->arch.shared)
		return;
	memcpy(there, vcpu->arch.shared, KVM_PARA_PAGE_SIZE);
	vcpu->arch.shared = there;
	kvm_para_point_mirror(vcpu);
}

/**
 * kvm_para_placed() - userspace has said where the page is, and what the guest wants of it
 * @vcpu: whose
 *
 * Context: an ioctl on @vcpu.
 */
void kvm_para_placed(struct kvm_vcpu *vcpu)
{
	if (!kvm_para_host_mapped(vcpu))
		return;
	move_within(vcpu);
	vcpu->arch.disable_kernel_nx = !(vcpu->arch.para.wants & MAGIC_PAGE_FLAG_NOT_MAPPED_NX);
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
	int sprn = number_of_hid(id);
	ulong hid = 0;

	switch (id) {
	case KVM_REG_PPC_PARA_ORDER:
		val->wval = vcpu->arch.shared_big_endian;
		return 0;
	case KVM_REG_PPC_DEC_EXPIRY:
		val->dval = vcpu->arch.dec_jiffies + vcpu->arch.dec;
		return 0;
	case KVM_REG_PPC_PARA_PENDING:
		val->dval = vcpu->arch.pending_exceptions;
		return 0;
	case KVM_REG_PPC_PURR:
		val->dval = vcpu->arch.purr;
		return 0;
	case KVM_REG_PPC_SPURR:
		val->dval = vcpu->arch.spurr;
		return 0;
	}
	if (sprn < 0)
		return -EINVAL;
	vcpu->kvm->arch.kvm_ops->emulate_mfspr(vcpu, sprn, &hid);
	val->dval = hid;
	return 0;
}

static int set_order(struct kvm_vcpu *vcpu, u32 big)
{
	if (big > 1)
		return -EINVAL;
	vcpu->arch.shared_big_endian = big;
	return 0;
}

/* The register has 32 bits. At 0 it was never written, and does not run. */
static int set_expiry(struct kvm_vcpu *vcpu, u64 expiry)
{
	const u64 now = get_tb();
	const u64 left = expiry > now ? expiry - now : 0;

	if (left > U32_MAX)
		return -EINVAL;
	hrtimer_cancel(&vcpu->arch.dec_timer);
	kvmppc_core_dequeue_dec(vcpu);
	vcpu->arch.dec = 0;
	vcpu->arch.dec_jiffies = expiry;
	if (left)
		hrtimer_start(&vcpu->arch.dec_timer, ns_to_ktime(tb_to_ns(left)),
			      HRTIMER_MODE_REL);
	else if (expiry)
		kvmppc_core_queue_dec(vcpu);
	return 0;
}

/*
 * What a controller in the kernel raises is the controller's to say. The decrementer may
 * have raised its own in the meantime, on another CPU.
 */
static int set_pending(struct kvm_vcpu *vcpu, u64 pending)
{
	const unsigned long raised = vcpu->arch.irq_type == KVMPPC_IRQ_DEFAULT ? 0 :
		BIT(BOOK3S_IRQPRIO_EXTERNAL);
	unsigned long *now = &vcpu->arch.pending_exceptions;
	unsigned int i;

	if (pending >> BOOK3S_IRQPRIO_MAX)
		return -EINVAL;
	for (i = 0; i < BOOK3S_IRQPRIO_MAX; i++) {
		if (raised & BIT(i))
			continue;
		if (pending & BIT(i))
			set_bit(i, now);
		else if (i != BOOK3S_IRQPRIO_DECREMENTER)
			clear_bit(i, now);
	}
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
	int sprn = number_of_hid(id);

	switch (id) {
	case KVM_REG_PPC_PARA_ORDER:
		return set_order(vcpu, val->wval);
	case KVM_REG_PPC_DEC_EXPIRY:
		return set_expiry(vcpu, val->dval);
	case KVM_REG_PPC_PARA_PENDING:
		return set_pending(vcpu, val->dval);
	case KVM_REG_PPC_PURR:
		vcpu->arch.purr = val->dval;
		return 0;
	case KVM_REG_PPC_SPURR:
		vcpu->arch.spurr = val->dval;
		return 0;
	}
	if (sprn < 0)
		return -EINVAL;
	vcpu->kvm->arch.kvm_ops->emulate_mtspr(vcpu, sprn, val->dval);
	return 0;
}
