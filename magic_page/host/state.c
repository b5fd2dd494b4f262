// SPDX-License-Identifier: GPL-2.0
/*
 * Where a vCPU's page is, and all that has to travel with it when its guest moves to
 * another host, as registers of KVM's ONE_REG calls (asm/kvm_para_regs.h).
 *
 * Hazard: a state that no guest could have brought about, and that KVM therefore does
 * not expect. So an address is that of a page or nowhere, a vCPU without a page has
 * nothing else of it, and only exceptions that there are can be pending. What lies in
 * the page needs no check, for a guest may write it all.
 */
#include <linux/kvm_host.h>
#include <linux/uaccess.h>
#include <asm/kvm_para_regs.h>
#include <asm/kvm_ppc.h>

#include "magic_page/exits.h"
#include "magic_page/features.h"
#include "magic_page/state.h"

static const u64 registers[] = {
	KVM_REG_PPC_PARA_EA,
	KVM_REG_PPC_PARA_PA,
	KVM_REG_PPC_PARA_WANTS,
};

static_assert(KVM_PARA_PAGE_SIZE <= PAGE_SIZE);
static_assert(KVM_PARA_EXIT_REGS == KVM_PARA_EXITS);

/**
 * kvm_para_host_move() - the page is somewhere else now
 * @vcpu: whose
 *
 * The host may still translate the old address, on any CPU that @vcpu has run on. On
 * e500v2 such entries have a shadow id of the vCPU's, so it gets others before it runs
 * again: an old id is given out anew only after its CPU's TLB has been invalidated. KVM
 * PR drops all translations of the vCPU's, and all segments.
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
	vcpu->arch.magic_page_ea = KVM_PARA_HOST_NOWHERE;
	vcpu->arch.magic_page_pa = 0;
	vcpu->arch.para.wants = 0;
	vcpu->arch.para.mirror = NULL;
	kvm_para_host_move(vcpu);
}

/**
 * kvm_para_host_mapped() - whether a vCPU has its page anywhere
 * @vcpu: which
 *
 * To Linux, 0 is no address to have it at either.
 *
 * Context: any.
 * Return: whether it has.
 */
bool kvm_para_host_mapped(const struct kvm_vcpu *vcpu)
{
	return vcpu->arch.magic_page_ea > KVM_PARA_NOWHERE;
}

/* A word of the page, or NULL; the vCPU's lock is held, so the guest does not run. */
static u64 *page_word(struct kvm_vcpu *vcpu, u64 id)
{
	if (id < KVM_REG_PPC_PARA_PAGE(0) || id > KVM_REG_PPC_PARA_PAGE(KVM_PARA_PAGE_REGS - 1))
		return NULL;
	return (u64 *)vcpu->arch.shared + (id - KVM_REG_PPC_PARA_PAGE(0));
}

/* A count of exits, or NULL. */
static u64 *exit_count(struct kvm_vcpu *vcpu, u64 id)
{
	if (id < KVM_REG_PPC_PARA_EXIT(0) || id > KVM_REG_PPC_PARA_EXIT(KVM_PARA_EXITS - 1))
		return NULL;
	return &vcpu->stat.para_exits[id - KVM_REG_PPC_PARA_EXIT(0)];
}

/**
 * kvm_para_host_get_reg() - read a register that Linux does not know
 * @vcpu: whose
 * @id: which
 * @val: receives it
 *
 * Context: KVM_GET_ONE_REG on @vcpu.
 * Return: 0, or -EINVAL if it is not ours either.
 */
int kvm_para_host_get_reg(struct kvm_vcpu *vcpu, u64 id, union kvmppc_one_reg *val)
{
	const u64 *word = page_word(vcpu, id) ?: exit_count(vcpu, id);

	if (word) {
		val->dval = *word;
		return 0;
	}
	switch (id) {
	case KVM_REG_PPC_PARA_EA:
		val->dval = vcpu->arch.magic_page_ea;
		if (val->dval == KVM_PARA_HOST_NOWHERE)
			val->dval = KVM_PARA_NOWHERE;
		return 0;
	case KVM_REG_PPC_PARA_PA:
		val->dval = vcpu->arch.magic_page_pa;
		return 0;
	case KVM_REG_PPC_PARA_WANTS:
		val->wval = vcpu->arch.para.wants;
		return 0;
	}
	return kvm_para_get_own_reg(vcpu, id, val);
}

static bool is_address(u64 address)
{
	return address <= ULONG_MAX && !(address & (KVM_PARA_PAGE_SIZE - 1));
}

static int set_ea(struct kvm_vcpu *vcpu, u64 ea)
{
	if (ea == KVM_PARA_NOWHERE) {
		kvm_para_host_unmap(vcpu);
		return 0;
	}
	if (!is_address(ea) || ea == KVM_PARA_HOST_NOWHERE)
		return -EINVAL;
	vcpu->arch.magic_page_ea = ea;
	kvm_para_host_move(vcpu);
	kvm_para_placed(vcpu);
	return 0;
}

static int set_pa(struct kvm_vcpu *vcpu, u64 pa)
{
	if (!is_address(pa) || (pa && !kvm_para_host_mapped(vcpu)))
		return -EINVAL;
	vcpu->arch.magic_page_pa = pa;
	kvm_para_host_move(vcpu);
	kvm_para_placed(vcpu);
	return 0;
}

static int set_wants(struct kvm_vcpu *vcpu, u32 wants)
{
	if (wants >= KVM_PARA_PAGE_SIZE || (wants && !kvm_para_host_mapped(vcpu)))
		return -EINVAL;
	vcpu->arch.para.wants = wants;
	kvm_para_point_mirror(vcpu);
	kvm_para_placed(vcpu);
	return 0;
}

/**
 * kvm_para_host_set_reg() - set a register that Linux does not know
 * @vcpu: whose
 * @id: which
 * @val: what to
 *
 * Context: KVM_SET_ONE_REG on @vcpu.
 * Return: 0, or -EINVAL if it is not ours either, or cannot be set to that.
 */
int kvm_para_host_set_reg(struct kvm_vcpu *vcpu, u64 id, const union kvmppc_one_reg *val)
{
	u64 *word = page_word(vcpu, id) ?: exit_count(vcpu, id);

	if (word) {
		*word = val->dval;
		return 0;
	}
	switch (id) {
	case KVM_REG_PPC_PARA_EA:
		return set_ea(vcpu, val->dval);
	case KVM_REG_PPC_PARA_PA:
		return set_pa(vcpu, val->dval);
	case KVM_REG_PPC_PARA_WANTS:
		return set_wants(vcpu, val->wval);
	}
	return kvm_para_set_own_reg(vcpu, id, val);
}

static int write_ids(u64 __user *at, u64 first, unsigned int count)
{
	unsigned int i;

	for (i = 0; i < count; i++) {
		if (put_user(first + i, at + i))
			return -EFAULT;
	}
	return 0;
}

static int write_regs(u64 __user *at, const u64 *regs, unsigned int count)
{
	return copy_to_user(at, regs, count * sizeof(*regs)) ? -EFAULT : 0;
}

static int write_list(u64 __user *at)
{
	u64 __user *own = at + ARRAY_SIZE(registers);
	u64 __user *exits = own + kvm_para_own_reg_count;

	return write_regs(at, registers, ARRAY_SIZE(registers)) ?:
	       write_regs(own, kvm_para_own_regs, kvm_para_own_reg_count) ?:
	       write_ids(exits, KVM_REG_PPC_PARA_EXIT(0), KVM_PARA_EXIT_REGS) ?:
	       write_ids(exits + KVM_PARA_EXIT_REGS, KVM_REG_PPC_PARA_PAGE(0),
			 KVM_PARA_PAGE_REGS);
}

/**
 * kvm_para_host_reg_list() - of all registers, list ours
 * @argp: KVM_GET_REG_LIST's argument
 *
 * Context: KVM_GET_REG_LIST on a vCPU, which Linux does not have on this platform.
 * Return: 0, -EFAULT, or -E2BIG with the right number if there is no room for the list.
 */
long kvm_para_host_reg_list(void __user *argp)
{
	const u64 count = ARRAY_SIZE(registers) + kvm_para_own_reg_count +
		KVM_PARA_EXIT_REGS + KVM_PARA_PAGE_REGS;
	struct kvm_reg_list __user *list = argp;
	struct kvm_reg_list asked;

	if (copy_from_user(&asked, list, sizeof(asked)))
		return -EFAULT;
	if (put_user(count, &list->n))
		return -EFAULT;
	return asked.n < count ? -E2BIG : write_list(list->reg);
}
