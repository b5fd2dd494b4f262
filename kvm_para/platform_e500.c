// SPDX-License-Identifier: GPL-2.0
/*
 * What e500v2 has of its own: the registers by which the self-test proves the page.
 *
 * Hazard: a register that is needed while it holds a pattern. SPRG1 is the scratch
 * register of machine check handlers, ESR the syndrome of the last exception.
 */
#include <asm/reg.h>
#include <asm/reg_booke.h>

#include "kvm_para/selftest.h"
#include "magic_page/page.h"
#include "patching/codec.h"

KVM_PARA_RAW_READER(sprg1, SPRN_SPRG1)
KVM_PARA_RAW_WRITER(sprg1, SPRN_SPRG1)
KVM_PARA_RAW_READER(esr, SPRN_ESR)
KVM_PARA_RAW_WRITER(esr, SPRN_ESR)
KVM_PARA_RAW_READER(mmucsr0, SPRN_MMUCSR0)

const struct kvm_para_probe kvm_para_probes[] __initconst = {
	{ KVM_PARA_FTR_page, KVM_PARA_OFFSET(sprg1, ulong), raw_read_sprg1, raw_write_sprg1 },
	{ KVM_PARA_FTR_mas0_to_sprg7, KVM_PARA_OFFSET(esr, u32), raw_read_esr, raw_write_esr },
	{ }
};

/**
 * kvm_para_platform_selftest() - what no probe proves
 * @features: bits of enum kvm_para_feature
 *
 * Context: interrupts off, with the page proven; does not sleep.
 * Return: NULL, or what does not hold.
 */
const char *__init kvm_para_platform_selftest(u32 features)
{
	if ((features & KVM_PARA_FTR_sync) && raw_read_mmucsr0())
		return "MMUCSR0 does not read as zero";
	return NULL;
}

/**
 * kvm_para_platform_features() - leave out what this host makes no use of
 * @features: bits of enum kvm_para_feature that are offered
 *
 * Context: as kvm_para_platform_selftest(), which has found nothing.
 * Return: all of them.
 */
u32 __init kvm_para_platform_features(u32 features)
{
	return features;
}
