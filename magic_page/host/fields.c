// SPDX-License-Identifier: GPL-2.0
/*
 * Where each field of the page is, for a guest that asks.
 *
 * Hazard: an answer that is written down, and not the compiler's. So there is one table
 * of fields for both sides, and the places are those this host has been built with.
 */
#include <linux/kvm_host.h>
#include <linux/nospec.h>
#include <asm/epapr_hcalls.h>

#include "magic_page/features.h"

#define KVM_PARA_SHARED_FIELD(number, name)	\
	[number] = offsetof(struct kvm_vcpu_arch_shared, name),
#define KVM_PARA_AREA_FIELD(number, name)	\
	[number] = KVM_PARA_AREA + offsetof(struct kvm_para_area, name),

static const u16 offsets[] = {
#include <asm/kvm_para_fields.h>
};

#define KVM_PARA_SHARED_FIELD(number, name)	\
	[number] = sizeof_field(struct kvm_vcpu_arch_shared, name),
#define KVM_PARA_AREA_FIELD(number, name)	\
	[number] = sizeof_field(struct kvm_para_area, name),

static const u16 sizes[] = {
#include <asm/kvm_para_fields.h>
};

static_assert(ARRAY_SIZE(offsets) == ARRAY_SIZE(sizes));
static_assert(sizeof(struct kvm_vcpu_arch_shared) <= KVM_PARA_AREA);
static_assert(KVM_PARA_AREA + sizeof(struct kvm_para_area) <= PAGE_SIZE);

/**
 * kvm_para_host_field() - where a field of the page is
 * @number: which, see asm/kvm_para_fields.h; any number of the guest's
 * @answer: receives KVM_PARA_FIELD(), or for number 0 the last number there is
 *
 * Context: any.
 * Return: EV_SUCCESS, or EV_EINVAL for a number that no field has.
 */
int kvm_para_host_field(unsigned long number, unsigned long *answer)
{
	if (number >= ARRAY_SIZE(sizes))
		return EV_EINVAL;
	number = array_index_nospec(number, ARRAY_SIZE(sizes));
	if (number && !sizes[number])
		return EV_EINVAL;
	*answer = number ? KVM_PARA_FIELD(offsets[number], sizes[number]) :
			   ARRAY_SIZE(sizes) - 1;
	return EV_SUCCESS;
}
