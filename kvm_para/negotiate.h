/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the guest asks of the hypervisor.
 */
#ifndef _KVM_PARA_NEGOTIATE_H
#define _KVM_PARA_NEGOTIATE_H

#include <linux/types.h>

#include "magic_page/page.h"

/*
 * KVM_HC_PPC_MAP_MAGIC_PAGE: r3 is the guest physical address to overlay, which
 * KVM on BookE does not use, and r4 the effective address with flags. The first flag
 * says that this guest executes nothing from the page; the others, each in
 * asm/kvm_para_abi.h, ask a host that knows them for more.
 */
#define KVM_PARA_MAP_R3	KVM_PARA_PAGE_EA
#define KVM_PARA_MAP_R4	(KVM_PARA_PAGE_EA | MAGIC_PAGE_FLAG_NOT_MAPPED_NX | \
			 KVM_PARA_MAP_TLBWE | KVM_PARA_MAP_PREFILL | \
			 KVM_PARA_MAP_TIMER | KVM_PARA_MAP_COUNTERS | KVM_PARA_MAP_FACILITY | \
			 KVM_PARA_MAP_ENTRIES | KVM_PARA_MAP_FLUSH | KVM_PARA_MAP_SLB)

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
