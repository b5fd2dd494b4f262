/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For every general purpose register, each instruction form twice: the trapping
 * original, and the site that was patched at boot, both run from a register
 * state that the caller gives and stores what it finds afterwards.
 *
 * Hazard: a frame has to be found again when the instruction is over, so one
 * register is not part of the state: r1, which points to it, and for r1 as the
 * operand r2, which then does. With such an r1 no interrupt may come, unless it
 * points to a stack.
 *
 * State: r0 to r31 at 0, CR at 128, XER at 132, CTR at 136, LR at 140.
 */
#include <asm/kvm_para_asm.h>
#include <asm/ppc_asm.h>
#include <asm/reg.h>

#define FRAME		128
#define SAVED_STATE	8
#define SAVED_R3	12
#define SAVED_CR	16
#define SAVED_GPRS	20	/* r13 to r31 */
#define SAVED_R2	96

	.section .text, "ax"

/* lwz or stw of what is in the state, but for \base and r3, which points to it. */
.macro other_gprs op:req, base:req
	.irp	r, 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18
	.if \r != \base
	\op	\r, 4 * \r(r3)
	.endif
	.endr
	.irp	r, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	\op	\r, 4 * \r(r3)
	.endr
.endm

.macro enter base:req
	lwz	r4, 128(r3)
	mtcr	r4
	lwz	r4, 132(r3)
	mtxer	r4
	lwz	r4, 136(r3)
	mtctr	r4
	mr	\base, r1
	other_gprs lwz, \base
	lwz	r3, 12(r3)
	blr
.endm

.macro leave base:req
	stw	r3, SAVED_R3(\base)
	lwz	r3, SAVED_STATE(\base)
	other_gprs stw, \base
	lwz	r4, SAVED_R3(\base)
	stw	r4, 12(r3)
	mfcr	r4
	stw	r4, 128(r3)
	mfxer	r4
	stw	r4, 132(r3)
	mfctr	r4
	stw	r4, 136(r3)
	mflr	r4
	stw	r4, 140(r3)
	mr	r1, \base
	lwz	r2, SAVED_R2(r1)
	lwz	r4, SAVED_CR(r1)
	mtcr	r4
	lmw	r13, SAVED_GPRS(r1)
	lwz	r0, FRAME + 4(r1)
	mtlr	r0
	addi	r1, r1, FRAME
	blr
.endm

thunk_enter_1:
	enter	1
thunk_leave_1:
	leave	1
thunk_enter_2:
	enter	2
thunk_leave_2:
	leave	2

/* LR is the instruction's own address. */
.macro thunk base:req, id:req, insn:vararg
	stwu	r1, -FRAME(r1)
	mflr	r0
	stw	r0, FRAME + 4(r1)
	mfcr	r0
	stw	r0, SAVED_CR(r1)
	stmw	r13, SAVED_GPRS(r1)
	stw	r3, SAVED_STATE(r1)
	stw	r2, SAVED_R2(r1)
	bl	thunk_enter_\base
.Linsn\id:
	\insn
.Lend\id:
	b	thunk_leave_\base
.endm

.macro thunk_pair form:req, gpr:req, raw:req, site:req, spare=0xff
	.pushsection .rodata
	.long	.Lraw\@, .Lsite\@
	.short	\form
	.byte	\gpr, \spare
	.long	.Lends\@ - .Linsns\@
	.popsection
.Lraw\@:
	.if \gpr == 1 || \form == 10
	thunk	2, r\@, \raw
	.else
	thunk	1, r\@, \raw
	.endif
.Lsite\@:
	.if \gpr == 1 || \form == 10
	thunk	2, s\@, \site
	.else
	thunk	1, s\@, \site
	.endif
.endm

/*
 * KVM emulates no read of SPRG4-7 by their privileged numbers, so there is no
 * trap to compare those four with.
 */
.macro spr_thunks spr:req, access:req, gpr:req
	.if \spr < 276 || \spr > 279
	thunk_pair \spr, \gpr, "kvm_para_raw_mfspr \gpr, \spr", "mfspr \gpr, \spr"
	.endif
	.if \access & 2
	thunk_pair 0x8000 + \spr, \gpr, "kvm_para_raw_mtspr \spr, \gpr", "mtspr \spr, \gpr"
	.endif
.endm

/* As in an exception's prologue: r1 is no stack of the kernel's. */
.macro prologue_mtmsr rs:req
	kvm_para_no_stack
	mtmsr	\rs
	kvm_para_end
.endm

/* The register that the compiler would spare in the sequences is another one. */
.macro thunks_of gpr:req, spare:req
	thunk_pair 0, \gpr, "kvm_para_raw_mfmsr \gpr", "mfmsr \gpr"
	thunk_pair 1, \gpr, "kvm_para_raw_mtmsr \gpr", "mtmsr \gpr"
	thunk_pair 2, \gpr, "kvm_para_raw_wrtee \gpr", "wrtee \gpr"
	thunk_pair 5, \gpr, "kvm_para_raw_wrtee \gpr", "kvm_para_wrtee \gpr, \spare", \spare
	.if \gpr != 1
	thunk_pair 8, \gpr, "kvm_para_raw_mtmsr \gpr", "prologue_mtmsr \gpr"
	.if \gpr != 2
	thunk_pair 10, \gpr, "kvm_para_raw_mtmsr \gpr", "prologue_mtmsr \gpr"
	thunk_pair 6, \gpr, "kvm_para_raw_wrteei 0", "kvm_para_wrteei0 \gpr", \gpr
	thunk_pair 7, \gpr, "kvm_para_raw_wrteei 1", "kvm_para_wrteei1 \gpr", \gpr
	.endif
	.endif
	kvm_para_each_spr spr_thunks, \gpr
.endm

	.pushsection .rodata
	.balign	4
	.globl	kvm_para_thunks
kvm_para_thunks:
	.popsection

kvm_para_thunk_code:
	thunk_pair 3, 0, "kvm_para_raw_wrteei 0", "wrteei 0"
	thunk_pair 4, 0, "kvm_para_raw_wrteei 1", "wrteei 1"
	thunk_pair 9, 0, "kvm_para_raw_tlbsync", "tlbsync"
	thunks_of 0, 3
	.irp	r, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
	thunks_of \r, 0
	.endr
	.irp	r, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	thunks_of \r, 0
	.endr

	.pushsection .rodata
	.globl	kvm_para_thunks_end
kvm_para_thunks_end:
	.popsection
