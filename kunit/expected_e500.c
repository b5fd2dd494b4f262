// SPDX-License-Identifier: GPL-2.0
/*
 * What the codec is to make of an e500v2's instructions, see expected.h.
 *
 * Hazard: what stands here only because the table says so.
 */
#include <linux/kernel.h>
#include <asm/reg_booke.h>

#include "kunit/expected.h"

#define PAGE	KVM_PARA_FTR_page
#define MAS	KVM_PARA_FTR_mas0_to_sprg7
#define MSR	KVM_PARA_FTR_msr
#define SYNC	KVM_PARA_FTR_sync

const struct expected_spr kvm_para_expected_sprs[] = {
	{ SPRN_SPRG0, LONG(sprg0), true, true, PAGE },
	{ SPRN_SPRG1, LONG(sprg1), true, true, PAGE },
	{ SPRN_SPRG2, LONG(sprg2), true, true, PAGE },
	{ SPRN_SPRG3, LONG(sprg3), true, true, PAGE },
	{ SPRN_USPRG3, LONG(sprg3), true, false, PAGE },
	{ SPRN_SRR0, LONG(srr0), true, true, PAGE },
	{ SPRN_SRR1, LONG(srr1), true, true, PAGE },
	{ SPRN_DEAR, LONG(dar), true, true, PAGE },
	{ SPRN_ESR, WORD(esr), false, true, MAS },
	{ SPRN_PIR, WORD(pir), false, false, MAS },
	{ SPRN_MAS0, WORD(mas0), false, true, MAS },
	{ SPRN_MAS1, WORD(mas1), false, true, MAS },
	{ SPRN_MAS2, LONG(mas2), true, true, MAS },
	{ SPRN_MAS3, LONG(mas7_3), false, true, MAS },
	{ SPRN_MAS4, WORD(mas4), false, true, MAS },
	{ SPRN_MAS6, WORD(mas6), false, true, MAS },
	{ SPRN_MAS7, WORD(mas7_3), false, true, MAS },
	{ SPRN_SPRG4, LONG(sprg4), true, true, MAS },
	{ SPRN_SPRG4R, LONG(sprg4), true, false, MAS },
	{ SPRN_SPRG5, LONG(sprg5), true, true, MAS },
	{ SPRN_SPRG5R, LONG(sprg5), true, false, MAS },
	{ SPRN_SPRG6, LONG(sprg6), true, true, MAS },
	{ SPRN_SPRG6R, LONG(sprg6), true, false, MAS },
	{ SPRN_SPRG7, LONG(sprg7), true, true, MAS },
	{ SPRN_SPRG7R, LONG(sprg7), true, false, MAS },
	{ }
};

const struct expected_insn kvm_para_expected_insns[] = {
	{ RAW_MFMSR(0), "mfmsr", KVM_PARA_LOAD, MSR, true, RAW_LL(0, -4096 + (int)LONG(msr)) },
	{ RAW_MTMSR(0), "mtmsr", KVM_PARA_SEQUENCE, MSR, true },
	{ RAW_WRTEE(0), "wrtee", KVM_PARA_SEQUENCE, MSR, true },
	{ RAW_WRTEEI(0), "wrteei", KVM_PARA_SEQUENCE, MSR },
	{ RAW_WRTEEI(1), "wrteei", KVM_PARA_SEQUENCE, MSR },
	{ RAW_TLBSYNC, "tlbsync", KVM_PARA_NOP, SYNC, false, PPC_RAW_NOP() },
	{ RAW_TLBWE, "tlbwe", KVM_PARA_MARK, KVM_PARA_FTR_tlbwe, false,
	  PPC_RAW_STW(0, 0, -2048), true },
	{ PPC_RAW_MFSPR(0, SPRN_MMUCSR0), "mmucsr0", KVM_PARA_ZERO, SYNC, true,
	  PPC_RAW_LI(0, 0) },
	{ PPC_RAW_MTSPR(SPRN_BUCSR, 0), "bucsr", KVM_PARA_NOP, KVM_PARA_FTR_predictor, true,
	  PPC_RAW_NOP() },
	{ PPC_RAW_MFSPR(0, SPRN_BUCSR), "bucsr", KVM_PARA_KEEP, KVM_PARA_FTR_predictor, true },
	{ PPC_RAW_MTSPR(SPRN_TSR, 0), "tsr", KVM_PARA_NOP, KVM_PARA_FTR_timer, true,
	  PPC_RAW_NOP(), true },
	{ PPC_RAW_MFSPR(0, SPRN_TSR), "tsr", KVM_PARA_KEEP, KVM_PARA_FTR_timer, true, 0, true },
	{ PPC_RAW_MFSPR(0, SPRN_SPRG9), "sprg9", KVM_PARA_KEEP, 0, true },
	{ PPC_RAW_MTSPR(SPRN_SPRG9, 0), "sprg9", KVM_PARA_KEEP, 0, true },
	{ }
};

const u16 kvm_para_other_lines[] = { SPRN_MMUCSR0, SPRN_BUCSR, SPRN_TSR, 0 };

const u32 kvm_para_lookalikes[] = {
	RAW_MFMSR(3) | 1, RAW_MFMSR(3) | 1 << 11, RAW_MFMSR(3) | 1 << 16,
	RAW_MTMSR(3) | 1, RAW_MTMSR(3) | 1 << 16,
	RAW_WRTEE(3) | 1, RAW_WRTEE(3) | 1 << 15,
	RAW_WRTEEI(1) | 1, RAW_WRTEEI(0) | 1 << 21, RAW_WRTEEI(0) | 1 << 14,
	RAW_TLBSYNC | 1, RAW_TLBSYNC | 1 << 21, RAW_TLBSYNC | 1 << 11,
	RAW_TLBWE | 1, RAW_TLBWE | 1 << 21, RAW_TLBWE | 1 << 11,
	RAW_MTMSRD(3), PPC_RAW_MTSPR(SPRN_MMUCSR0, 3),
	0
};

const u16 kvm_para_pairs[][2] = {
	{ SPRN_SPRG4, SPRN_SPRG4R }, { SPRN_SPRG5, SPRN_SPRG5R },
	{ SPRN_SPRG6, SPRN_SPRG6R }, { SPRN_SPRG7, SPRN_SPRG7R },
	{ SPRN_SPRG3, SPRN_USPRG3 },
	{ }
};
