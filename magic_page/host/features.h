/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What this host's KVM does for a guest beyond what Linux does.
 *
 * Hazard: a feature that is offered and not there. So each stands beside the
 * platform whose entry code has it.
 */
#ifndef _MAGIC_PAGE_HOST_FEATURES_H
#define _MAGIC_PAGE_HOST_FEATURES_H

#include <linux/kconfig.h>
#include <linux/types.h>
#include <asm/kvm_para_abi.h>

/* e500v2: each handler flushes the branch predictor, see booke_interrupts.S. */
#define KVM_PARA_HOST_E500V2	KVM_PARA_FEAT_PREDICTOR

/**
 * kvm_para_host_features() - bits for the answer to the map call
 *
 * Context: any.
 * Return: KVM_PARA_FEAT_* (Documentation/abi.rst).
 */
static inline u32 kvm_para_host_features(void)
{
	return IS_ENABLED(CONFIG_KVM_E500V2) ? KVM_PARA_HOST_E500V2 : 0;
}

#endif
