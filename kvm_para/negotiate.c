// SPDX-License-Identifier: GPL-2.0
/*
 * Find the hypervisor, ask whether it has the page, ask it to map it.
 *
 * Hazard: a hypervisor that refuses must be believed, so every status is
 * checked; one that agrees must not, which is what selftest.c is for.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/of.h>
#include <asm/epapr_hcalls.h>

#include "kvm_para/negotiate.h"
#include "magic_page/page.h"
#include "patching/codec.h"

static const char *__init hypervisor_present(void)
{
	struct device_node *node = of_find_node_by_path("/hypervisor");
	bool kvm = node && of_device_is_compatible(node, "linux,kvm");

	of_node_put(node);
	if (!node)
		return "no hypervisor node";
	if (!kvm)
		return "hypervisor is not KVM";
	if (!epapr_paravirt_enabled)
		return "hypervisor node has no hcall-instructions";
	return NULL;
}

static unsigned long __init hypercall(unsigned long *in, unsigned long *out,
				      unsigned long token)
{
	return epapr_hypercall(in, out, token);
}

const struct kvm_para_hv kvm_para_epapr __initconst = {
	.present = hypervisor_present,
	.hypercall = hypercall,
};

/**
 * kvm_para_offered() - ask whether the hypervisor has the page
 * @hv: the hypervisor
 *
 * KVM_HC_FEATURES, Documentation/virt/kvm/ppc-pv.rst in the kernel.
 *
 * Context: any CPU; does not sleep.
 * Return: NULL, or why not.
 */
const char *__init kvm_para_offered(const struct kvm_para_hv *hv)
{
	unsigned long in[8] = { 0 }, out[8] = { 0 };
	const char *error = hv->present();

	if (error)
		return error;
	if (hv->hypercall(in, out, KVM_HCALL_TOKEN(KVM_HC_FEATURES)) != EV_SUCCESS)
		return "feature call failed";
	if (!(out[0] & BIT(KVM_FEATURE_MAGIC_PAGE)))
		return "hypervisor has no magic page";
	return NULL;
}

/* What the host's answer allows, as bits of enum kvm_para_feature. */
static u32 __init features_of(unsigned long answer)
{
	u32 features = 0;
	unsigned int bit;

	for (bit = 0; bit < KVM_PARA_FEATURE_COUNT; bit++) {
		if (!(kvm_para_features[bit].needs & ~answer))
			features |= 1 << bit;
	}
	return features;
}

#define KVM_PARA_SHARED_FIELD(number, name)	\
	[number] = offsetof(struct kvm_vcpu_arch_shared, name),
#define KVM_PARA_AREA_FIELD(number, name)	\
	[number] = KVM_PARA_AREA_OFFSET(name),

static const u16 offsets[] __initconst = {
#include <asm/kvm_para_fields.h>
};

#define KVM_PARA_SHARED_FIELD(number, name)	\
	[number] = sizeof_field(struct kvm_vcpu_arch_shared, name),
#define KVM_PARA_AREA_FIELD(number, name)	\
	[number] = sizeof_field(struct kvm_para_area, name),

static const u16 sizes[] __initconst = {
#include <asm/kvm_para_fields.h>
};

/* A field of the area that the host does not know goes with a feature it does not have. */
static bool __init same_field(const struct kvm_para_hv *hv, unsigned int number)
{
	unsigned long in[8] = { number }, out[8] = { 0 };
	unsigned long status = hv->hypercall(in, out, KVM_HCALL_TOKEN(KVM_PARA_HC_FIELD));

	if (status != EV_SUCCESS)
		return status == EV_EINVAL && offsets[number] >= KVM_PARA_AREA;
	return out[0] == KVM_PARA_FIELD(offsets[number], sizes[number]);
}

/* Offsets are part of what is patched in, so a host that has others is of no use. */
static const char *__init compare_fields(const struct kvm_para_hv *hv)
{
	unsigned int number;

	for (number = 1; number < ARRAY_SIZE(sizes); number++) {
		if (sizes[number] && !same_field(hv, number))
			return "hypervisor's page has another layout";
	}
	return NULL;
}

/**
 * kvm_para_map() - map the page on the CPU this is called on
 * @hv: the hypervisor
 * @features: receives bits of enum kvm_para_feature
 *
 * KVM_HC_PPC_MAP_MAGIC_PAGE, Documentation/virt/kvm/ppc-pv.rst in the kernel. A host
 * that can say where it keeps each field is asked.
 *
 * Context: on the CPU to map it on, with interrupts off; does not sleep.
 * Return: NULL, or why not.
 */
const char *__init kvm_para_map(const struct kvm_para_hv *hv, u32 *features)
{
	unsigned long in[8] = { KVM_PARA_MAP_R3, KVM_PARA_MAP_R4 };
	unsigned long out[8] = { 0 };
	const char *error;

	*features = 0;
	if (hv->hypercall(in, out, KVM_HCALL_TOKEN(KVM_HC_PPC_MAP_MAGIC_PAGE)) != EV_SUCCESS)
		return "hypervisor refused to map the page";
	error = out[0] & KVM_PARA_FEAT_FIELD ? compare_fields(hv) : NULL;
	if (!error)
		*features = features_of(out[0]);
	return error;
}
