// SPDX-License-Identifier: GPL-2.0
/*
 * What the codec is to make of the instructions of 32 bit Book3S, see expected.h.
 *
 * Hazard: what stands here only because the table says so.
 */
#include <linux/kernel.h>

#include "kunit/expected.h"

#define PAGE	KVM_PARA_FTR_page
#define MSR	KVM_PARA_FTR_msr
#define SYNC	KVM_PARA_FTR_sync
#define SR	KVM_PARA_FTR_sr
#define DCBZ	KVM_PARA_FTR_dcbz

const struct expected_spr kvm_para_expected_sprs[] = {
	{ SPRN_SPRG0, LONG(sprg0), true, true, PAGE },
	{ SPRN_SPRG1, LONG(sprg1), true, true, PAGE },
	{ SPRN_SPRG2, LONG(sprg2), true, true, PAGE },
	{ SPRN_SPRG3, LONG(sprg3), true, true, PAGE },
	{ SPRN_USPRG3, LONG(sprg3), true, false, PAGE },
	{ SPRN_SRR0, LONG(srr0), true, true, PAGE },
	{ SPRN_SRR1, LONG(srr1), true, true, PAGE },
	{ SPRN_DAR, LONG(dar), true, true, PAGE },
	{ SPRN_DSISR, WORD(dsisr), false, true, PAGE },
	{ }
};

/* Other operands than the register are each tried with all bits set. */
const struct expected_insn kvm_para_expected_insns[] = {
	{ RAW_MFMSR(0), "mfmsr", KVM_PARA_LOAD, MSR, true, RAW_LL(0, -4096 + (int)LONG(msr)) },
	{ RAW_MTMSR(0), "mtmsr", KVM_PARA_SEQUENCE, MSR, true },
	{ RAW_TLBSYNC, "tlbsync", KVM_PARA_NOP, SYNC, false, PPC_RAW_NOP() },
	{ RAW_MTSR(0, 0), "mtsr", KVM_PARA_KEEP, 0, true },
	{ RAW_MTSR(15, 0), "mtsr", KVM_PARA_KEEP, 0, true },
	{ RAW_MTSRIN(0, 0), "mtsrin", KVM_PARA_KEEP, 0, true },
	{ RAW_MTSRIN(0, 31), "mtsrin", KVM_PARA_KEEP, 0, true },
	{ RAW_MFSRIN(0, 0), "mfsrin", KVM_PARA_SEQUENCE, SR, true },
	{ RAW_MFSRIN(0, 31), "mfsrin", KVM_PARA_SEQUENCE, SR, true },
	{ RAW_DCBZ(0, 0), "dcbz", KVM_PARA_CLEAR, DCBZ },
	{ RAW_DCBZ(31, 31), "dcbz", KVM_PARA_CLEAR, DCBZ },
	{ RAW_DCBZ_TRAP(0, 0), "dcbz", KVM_PARA_CLEAR, DCBZ },
	{ RAW_DCBZ_TRAP(31, 31), "dcbz", KVM_PARA_CLEAR, DCBZ },
	{ }
};

const u16 kvm_para_other_lines[] = { 0 };

/* mfsr, and what only others have, too; and dcbz of the processors that have two */
const u32 kvm_para_lookalikes[] = {
	RAW_MFMSR(3) | 1, RAW_MFMSR(3) | 1 << 11, RAW_MFMSR(3) | 1 << 16,
	RAW_MTMSR(3) | 1, RAW_MTMSR(3) | 1 << 16,
	RAW_TLBSYNC | 1, RAW_TLBSYNC | 1 << 21, RAW_TLBSYNC | 1 << 11,
	RAW_MTSR(3, 3) | 1, RAW_MTSR(3, 3) | 1 << 11, RAW_MTSR(3, 3) | 1 << 20,
	RAW_MTSRIN(3, 3) | 1, RAW_MTSRIN(3, 3) | 1 << 16,
	RAW_MFSRIN(3, 3) | 1, RAW_MFSRIN(3, 3) | 1 << 16, RAW_MFSR(3, 3),
	RAW_DCBZ(3, 3) | 1, RAW_DCBZ(3, 3) | 1 << 21, RAW_DCBZ_TRAP(3, 3) | 1 << 21,
	RAW_MTMSRD(3), RAW_MTMSRD_1(3), RAW_WRTEE(3), RAW_WRTEEI(1), RAW_TLBWE,
	0
};

const u16 kvm_para_pairs[][2] = {
	{ SPRN_SPRG3, SPRN_USPRG3 },
	{ }
};
