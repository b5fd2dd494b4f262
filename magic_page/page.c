// SPDX-License-Identifier: GPL-2.0
/*
 * What the library takes for granted of the page's layout.
 *
 * Hazard: the page is ABI between two kernels, and a header that disagreed with
 * these lines would make the guest write where the host reads something else.
 */
#include <linux/build_bug.h>

#include "magic_page/page.h"

static_assert(sizeof(struct kvm_vcpu_arch_shared) <= 4096,
	      "the page's fields do not fit a page");
static_assert(KVM_PARA_PAGE_EA >= -0x8000L,
	      "a displacement does not reach the page");
static_assert(offsetof(struct kvm_vcpu_arch_shared, critical) == 24,
	      "scratch area differs");
static_assert(offsetof(struct kvm_vcpu_arch_shared, msr) == 88,
	      "supervisor registers differ");
static_assert(offsetof(struct kvm_vcpu_arch_shared, int_pending) == 100,
	      "int_pending differs");
static_assert(offsetof(struct kvm_vcpu_arch_shared, sprg7) == 232,
	      "SPRG4-7 differ");
