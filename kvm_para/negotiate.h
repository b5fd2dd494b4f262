/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the guest asks of the hypervisor.
 */
#ifndef _KVM_PARA_NEGOTIATE_H
#define _KVM_PARA_NEGOTIATE_H

#include <linux/types.h>

/**
 * struct kvm_para_hv - a hypervisor to negotiate with
 * @present: whether there is a hypervisor that takes hypercalls
 * @hypercall: eight arguments in, eight results out, and the call's token;
 *             returns an ePAPR status
 */
struct kvm_para_hv {
	const char *(*present)(void);
	unsigned long (*hypercall)(unsigned long *in, unsigned long *out,
				   unsigned long token);
};

extern const struct kvm_para_hv kvm_para_epapr;

const char *kvm_para_offered(const struct kvm_para_hv *hv);
const char *kvm_para_map(const struct kvm_para_hv *hv, u32 *features);

#endif /* _KVM_PARA_NEGOTIATE_H */
