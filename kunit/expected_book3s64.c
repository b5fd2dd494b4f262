// SPDX-License-Identifier: GPL-2.0
/*
 * What the codec is to make of the instructions of 64 bit Book3S, see expected.h.
 *
 * Hazard: what stands here only because the table says so.
 */
#include <linux/kernel.h>

#include "kunit/expected.h"

#define PAGE	KVM_PARA_FTR_page
#define MSR	KVM_PARA_FTR_msr
#define ABSENT	KVM_PARA_FTR_absent
#define FACILITY	KVM_PARA_FTR_facility

/* A register of 64 bits in the counterpart's part of the page. */
#define AREA(field)	(2048 + offsetof(struct kvm_para_area, field))

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
	{ SPRN_FSCR, AREA(fscr), true, false, FACILITY },
	{ SPRN_EBBHR, AREA(ebbhr), true, false, FACILITY },
	{ SPRN_EBBRR, AREA(ebbrr), true, false, FACILITY },
	{ SPRN_BESCR, AREA(bescr), true, false, FACILITY },
	{ }
};

const struct expected_insn kvm_para_expected_insns[] = {
	{ RAW_MFMSR(0), "mfmsr", KVM_PARA_LOAD, MSR, true, RAW_LL(0, -4096 + (int)LONG(msr)) },
	{ PPC_RAW_MFSPR(0, SPRN_DSCR), "dscr", KVM_PARA_ZERO, ABSENT, true, PPC_RAW_LI(0, 0) },
	{ PPC_RAW_MFSPR(0, SPRN_CFAR), "cfar", KVM_PARA_ZERO, ABSENT, true, PPC_RAW_LI(0, 0) },
	{ RAW_MTMSRD(0), "mtmsrd", KVM_PARA_KEEP, 0, true },
	{ RAW_MTMSRD_1(0), "mtmsrd1", KVM_PARA_SEQUENCE, MSR, true },
	{ }
};

const u16 kvm_para_other_lines[] = { SPRN_DSCR, SPRN_CFAR, 0 };

/* mtmsr, and what only others have, too */
const u32 kvm_para_lookalikes[] = {
	RAW_MFMSR(3) | 1, RAW_MFMSR(3) | 1 << 11, RAW_MFMSR(3) | 1 << 16,
	RAW_MTMSRD(3) | 1, RAW_MTMSRD(3) | 1 << 11, RAW_MTMSRD(3) | 1 << 17,
	RAW_MTMSRD_1(3) | 1, RAW_MTMSRD_1(3) | 1 << 11, RAW_MTMSRD_1(3) | 1 << 17,
	RAW_MTMSR(3), RAW_WRTEE(3), RAW_WRTEEI(1), RAW_TLBSYNC, RAW_TLBWE,
	0
};

const u16 kvm_para_pairs[][2] = {
	{ SPRN_SPRG3, SPRN_USPRG3 },
	{ }
};
