/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For every general purpose register, each instruction form twice: the trapping
 * original, and the site that was patched at boot, both run from a register
 * state that the caller gives and stores what it finds afterwards.
 *
 * Hazard: the frame is the only thing a thunk has left while it runs, so r1 and
 * r2, which interrupts need, are not part of the state, and not operands.
 *
 * State: r0 to r31 at 0, CR at 128, XER at 132, CTR at 136, LR at 140.
 */
#include <asm/ppc_asm.h>
#include <asm/reg.h>

#define FRAME		128
#define SAVED_STATE	8
#define SAVED_R3	12
#define SAVED_CR	16
#define SAVED_GPRS	20	/* r13 to r31 */

	.section .text, "ax"

/* lwz or stw of what is in the state besides r1, r2 and r3, which points to it. */
.macro other_gprs op:req
	\op	r0, 0(r3)
	.irp	r, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21
	\op	\r, 4 * \r(r3)
	.endr
	.irp	r, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	\op	\r, 4 * \r(r3)
	.endr
.endm

thunk_enter:
	lwz	r4, 128(r3)
	mtcr	r4
	lwz	r4, 132(r3)
	mtxer	r4
	lwz	r4, 136(r3)
	mtctr	r4
	other_gprs lwz
	lwz	r3, 12(r3)
	blr

thunk_leave:
	stw	r3, SAVED_R3(r1)
	lwz	r3, SAVED_STATE(r1)
	other_gprs stw
	lwz	r4, SAVED_R3(r1)
	stw	r4, 12(r3)
	mfcr	r4
	stw	r4, 128(r3)
	mfxer	r4
	stw	r4, 132(r3)
	mfctr	r4
	stw	r4, 136(r3)
	mflr	r4
	stw	r4, 140(r3)
	lwz	r4, SAVED_CR(r1)
	mtcr	r4
	lmw	r13, SAVED_GPRS(r1)
	lwz	r0, FRAME + 4(r1)
	mtlr	r0
	addi	r1, r1, FRAME
	blr

/* LR is the instruction's own address, so many bytes behind the thunk's. */
.macro thunk insn:vararg
	stwu	r1, -FRAME(r1)
	mflr	r0
	stw	r0, FRAME + 4(r1)
	mfcr	r0
	stw	r0, SAVED_CR(r1)
	stmw	r13, SAVED_GPRS(r1)
	stw	r3, SAVED_STATE(r1)
	bl	thunk_enter
	\insn
	b	thunk_leave
.endm

.macro thunk_pair form:req, gpr:req, raw:req, site:req
	.pushsection .rodata
	.long	.Lraw\@, .Lsite\@, \form, \gpr
	.popsection
.Lraw\@:
	thunk	\raw
.Lsite\@:
	thunk	\site
.endm

/*
 * Forms of SPRs: the number for a read, 0x8000 more for a write. KVM emulates no
 * read of SPRG4-7 by their privileged numbers, so there is no trap to compare
 * those four with.
 */
.macro spr_thunks spr:req, access:req, gpr:req
	.if \spr < 276 || \spr > 279
	thunk_pair \spr, \gpr, "kvm_para_raw_mfspr \gpr, \spr", "mfspr \gpr, \spr"
	.endif
	.if \access & 2
	thunk_pair 0x8000 + \spr, \gpr, "kvm_para_raw_mtspr \spr, \gpr", "mtspr \spr, \gpr"
	.endif
.endm

.macro thunks_of gpr:req
	thunk_pair 0, \gpr, "kvm_para_raw_mfmsr \gpr", "mfmsr \gpr"
	thunk_pair 1, \gpr, "kvm_para_raw_mtmsr \gpr", "mtmsr \gpr"
	thunk_pair 2, \gpr, "kvm_para_raw_wrtee \gpr", "wrtee \gpr"
	thunk_pair 3, \gpr, "kvm_para_raw_wrteei 0", "wrteei 0"
	thunk_pair 4, \gpr, "kvm_para_raw_wrteei 1", "wrteei 1"
	kvm_para_each_spr spr_thunks, \gpr
.endm

	.pushsection .rodata
	.balign	4
	.globl	kvm_para_thunks
kvm_para_thunks:
	.popsection

kvm_para_thunk_code:
	.irp	r, 0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
	thunks_of \r
	.endr
	.irp	r, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	thunks_of \r
	.endr

	.pushsection .rodata
	.globl	kvm_para_thunks_end
kvm_para_thunks_end:
	.popsection
