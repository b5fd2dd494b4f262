// SPDX-License-Identifier: GPL-2.0
/*
 * What 64 bit Book3S has of its own: the registers by which the self-test proves the
 * page.
 *
 * Hazard: a kernel that runs where it was not linked has copied its vectors to
 * address 0, from where no branch to a stub arrives, and what is patched later is not
 * in the copy. Such a kernel runs on traps.
 */
#include <asm/page.h>
#include <asm/reg.h>

#include "kvm_para/selftest.h"
#include "magic_page/page.h"
#include "patching/codec.h"

/* The scratch register of the vectors, which begin by writing it. */
KVM_PARA_RAW_READER(sprg2, SPRN_SPRG2)
KVM_PARA_RAW_WRITER(sprg2, SPRN_SPRG2)
KVM_PARA_RAW_READER(dscr, SPRN_DSCR)
KVM_PARA_RAW_READER(cfar, SPRN_CFAR)
KVM_PARA_RAW_READER(fscr, SPRN_FSCR)

const struct kvm_para_probe kvm_para_probes[] __initconst = {
	{ KVM_PARA_FTR_page, KVM_PARA_OFFSET(sprg2, lo), raw_read_sprg2, raw_write_sprg2 },
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
	if ((features & KVM_PARA_FTR_absent) && (raw_read_dscr() || raw_read_cfar()))
		return "DSCR or CFAR does not read as zero";
	if ((features & KVM_PARA_FTR_facility) &&
	    raw_read_fscr() != READ_ONCE(kvm_para_area()->fscr))
		return "FSCR in the page is not the CPU's";
	return PHYSICAL_START ? "kernel is not at address 0" : NULL;
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
