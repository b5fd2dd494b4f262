/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Instruction words that the tests' miniature kernels and tables are made of, by the
 * kernel's own encodings, and not by the encoder that is tested.
 */
#ifndef _KVM_PARA_KUNIT_RAW_H
#define _KVM_PARA_KUNIT_RAW_H

#include <asm/ppc-opcode.h>
#include <asm/reg.h>

#include "magic_page/page.h"
#include "patching/codec.h"

#define RAW_MFMSR(d)	(0x7c0000a6 | ___PPC_RT(d))
#define RAW_MTMSR(s)	(0x7c000124 | ___PPC_RS(s))
#define RAW_MTMSRD(s)	(0x7c000164 | ___PPC_RS(s))
#define RAW_MTMSRD_1(s)	(0x7c010164 | ___PPC_RS(s))
#define RAW_WRTEE(s)	(0x7c000106 | ___PPC_RS(s))
#define RAW_WRTEEI(e)	(0x7c000146 | (e) << 15)
#define RAW_TLBSYNC	0x7c00046c
#define RAW_TLBWE	0x7c0007a4
#define RAW_MTSR(sr, s)	(0x7c0001a4 | ___PPC_RS(s) | (sr) << 16)
#define RAW_MFSR(d, sr)	(0x7c0004a6 | ___PPC_RT(d) | (sr) << 16)
#define RAW_MTSRIN(s, b)	(0x7c0001e4 | ___PPC_RS(s) | ___PPC_RB(b))
#define RAW_MFSRIN(d, b)	(0x7c000526 | ___PPC_RT(d) | ___PPC_RB(b))
#define RAW_DCBZ(a, b)	(0x7c0007ec | ___PPC_RA(a) | ___PPC_RB(b))
/* The same, as KVM has it in text that a guest executes */
#define RAW_DCBZ_TRAP(a, b)	(0x7c0007e4 | ___PPC_RA(a) | ___PPC_RB(b))

/* A register of the CPU's word size, at a displacement from address 0. */
#ifdef CONFIG_PPC64
#define RAW_LL(gpr, displacement)	PPC_RAW_LD(gpr, 0, displacement)
#define RAW_STL(gpr, displacement)	PPC_RAW_STD(gpr, 0, displacement)
#else
#define RAW_LL(gpr, displacement)	PPC_RAW_LWZ(gpr, 0, displacement)
#define RAW_STL(gpr, displacement)	PPC_RAW_STW(gpr, 0, displacement)
#endif

/*
 * What becomes a sequence, and what is read without a trap, by which number, from
 * where, and with which feature.
 */
#ifdef CONFIG_PPC_E500
#define RAW_SEQUENCE	RAW_WRTEEI(0)
#define SILENT_SPR	SPRN_SPRG7R
#define SILENT_OFFSET	KVM_PARA_OFFSET(sprg7, ulong)
#define SILENT_FEATURE	KVM_PARA_FTR_mas0_to_sprg7
#else
#ifdef CONFIG_PPC64
#define RAW_SEQUENCE	RAW_MTMSRD_1(9)
#else
#define RAW_SEQUENCE	RAW_MTMSR(9)
#endif
#define SILENT_SPR	SPRN_USPRG3
#define SILENT_OFFSET	KVM_PARA_OFFSET(sprg3, ulong)
#define SILENT_FEATURE	KVM_PARA_FTR_page
#endif

#endif /* _KVM_PARA_KUNIT_RAW_H */
