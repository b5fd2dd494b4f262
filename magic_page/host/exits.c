// SPDX-License-Identifier: GPL-2.0
/*
 * Which counter an instruction has, and the counts' mirror in the page.
 *
 * Hazard: the page is the guest's to write as well, so a count is kept in the host and
 * only copied there.
 */
#include <linux/export.h>

#include "magic_page/exits.h"
#include "magic_page/features.h"

/*
 * Less the first number of their kind, which is that of what has no counter. KVM PR, which
 * counts, may be a module of its own.
 */
const u8 kvm_para_op19_numbers[64] = { KVM_PARA_OP19_LINES };
EXPORT_SYMBOL_GPL(kvm_para_op19_numbers);
const u8 kvm_para_op31_numbers[1024] = { KVM_PARA_OP31_LINES };
EXPORT_SYMBOL_GPL(kvm_para_op31_numbers);
const u8 kvm_para_mfspr_numbers[1024] = { KVM_PARA_MFSPR_LINES };
EXPORT_SYMBOL_GPL(kvm_para_mfspr_numbers);
const u8 kvm_para_mtspr_numbers[1024] = { KVM_PARA_MTSPR_LINES };
EXPORT_SYMBOL_GPL(kvm_para_mtspr_numbers);

#ifdef CONFIG_PPC_BOOK3S_64
/* 0 for what has no counter */
const u8 kvm_para_vector_numbers[128] = { KVM_PARA_VECTOR_LINES };
EXPORT_SYMBOL_GPL(kvm_para_vector_numbers);
#endif

/**
 * kvm_para_point_mirror() - where the exit counts go from now on
 * @vcpu: whose para.wants says whether they go anywhere
 *
 * Context: an exit of @vcpu or an ioctl on it.
 */
void kvm_para_point_mirror(struct kvm_vcpu *vcpu)
{
	const bool wanted = vcpu->arch.para.wants & KVM_PARA_MAP_COUNTERS;

	vcpu->arch.para.mirror = wanted ? kvm_para_host_area(vcpu)->exits : NULL;
}

/**
 * kvm_para_mirror_exits() - mirror the exit counts in the page, or no longer
 * @vcpu: whose guest has mapped it; para.wants says whether it wants them
 *
 * Who does not want them finds nothing there, whoever had the page before.
 *
 * Context: an exit of @vcpu.
 * Return: KVM_PARA_FEAT_COUNTERS if they are there, for the answer, else 0.
 */
u32 kvm_para_mirror_exits(struct kvm_vcpu *vcpu)
{
	struct kvm_para_area *area = kvm_para_host_area(vcpu);
	unsigned int i;

	kvm_para_point_mirror(vcpu);
	if (!vcpu->arch.para.mirror) {
		memset(area->exits, 0, sizeof(area->exits));
		return 0;
	}
	for (i = 0; i < KVM_PARA_EXITS; i++)
		WRITE_ONCE(area->exits[i], kvm_para_exit_word(vcpu, vcpu->stat.para_exits[i]));
	return KVM_PARA_FEAT_COUNTERS;
}
