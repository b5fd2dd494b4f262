/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What thunk_pairs_<platform>.S is made of. For every general purpose register, each
 * instruction form stands there twice: the trapping original, and the site that was
 * patched at boot, both run from a register state that the caller gives and stores
 * what it finds afterwards.
 *
 * Hazard: a frame has to be found again when the instruction is over, so one
 * register is not part of the state: r1, which points to it, and for r1 as the
 * operand r2, which then does. With such an r1 no interrupt may come, unless it
 * points to a stack.
 *
 * State, in words of the CPU's size: r0 to r31, CR, XER, CTR, LR.
 */
#include <asm/kvm_para_asm.h>
#include <asm/ppc_asm.h>
#include <asm/reg.h>

#define STATE_CR	32 * SZL
#define STATE_XER	33 * SZL
#define STATE_CTR	34 * SZL
#define STATE_LR	35 * SZL

/* The first words are the ABI's. */
#define SAVED_STATE	4 * SZL
#define SAVED_R3	5 * SZL
#define SAVED_CR	6 * SZL
#define SAVED_R2	7 * SZL
#define SAVED_GPRS	8 * SZL	/* r13 to r31 */
#define FRAME		28 * SZL

	.section .text, "ax"

/* void kvm_para_thunk_run(struct state *state, unsigned long code) */
_GLOBAL(kvm_para_thunk_run)
	mtctr	r4
	bctr

/* A load or store of what is in the state, but for \base and r3, which points to it. */
.macro other_gprs op:req, base:req
	.irp	r, 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18
	.if \r != \base
	\op	\r, SZL * \r(r3)
	.endif
	.endr
	.irp	r, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	\op	\r, SZL * \r(r3)
	.endr
.endm

.macro saved_gprs op:req
	.irp	r, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	\op	\r, SAVED_GPRS + SZL * (\r - 13)(r1)
	.endr
.endm

.macro enter base:req
	PPC_LL	r4, STATE_CR(r3)
	mtcr	r4
	PPC_LL	r4, STATE_XER(r3)
	mtxer	r4
	PPC_LL	r4, STATE_CTR(r3)
	mtctr	r4
	mr	\base, r1
	other_gprs PPC_LL, \base
	PPC_LL	r3, SZL * 3(r3)
	blr
.endm

.macro leave base:req
	PPC_STL	r3, SAVED_R3(\base)
	PPC_LL	r3, SAVED_STATE(\base)
	other_gprs PPC_STL, \base
	PPC_LL	r4, SAVED_R3(\base)
	PPC_STL	r4, SZL * 3(r3)
	mfcr	r4
	PPC_STL	r4, STATE_CR(r3)
	mfxer	r4
	PPC_STL	r4, STATE_XER(r3)
	mfctr	r4
	PPC_STL	r4, STATE_CTR(r3)
	mflr	r4
	PPC_STL	r4, STATE_LR(r3)
	mr	r1, \base
	PPC_LL	r2, SAVED_R2(r1)
	PPC_LL	r4, SAVED_CR(r1)
	mtcr	r4
	saved_gprs PPC_LL
	PPC_LL	r0, FRAME + PPC_LR_STKOFF(r1)
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
	PPC_STLU r1, -FRAME(r1)
	mflr	r0
	PPC_STL	r0, FRAME + PPC_LR_STKOFF(r1)
	mfcr	r0
	PPC_STL	r0, SAVED_CR(r1)
	saved_gprs PPC_STL
	PPC_STL	r3, SAVED_STATE(r1)
	PPC_STL	r2, SAVED_R2(r1)
	bl	thunk_enter_\base
.Linsn\id:
	\insn
.Lend\id:
	b	thunk_leave_\base
.endm

/* An entry of kvm_para_thunks, struct thunk in thunks.h. */
.macro thunk_pair form:req, gpr:req, raw:req, site:req, spare=0xff
	.pushsection .rodata
	PPC_LONG .Lraw\@, .Lsite\@
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

.macro spr_reads spr:req, gpr:req
	thunk_pair \spr, \gpr, "kvm_para_raw_mfspr \gpr, \spr", "mfspr \gpr, \spr"
.endm

.macro spr_writes spr:req, gpr:req
	thunk_pair 0x8000 + \spr, \gpr, "kvm_para_raw_mtspr \spr, \gpr", "mtspr \spr, \gpr"
.endm

/* For kvm_para_each_spr */
.macro spr_thunks spr:req, access:req, gpr:req
	spr_reads \spr, \gpr
	.if \access & 2
	spr_writes \spr, \gpr
	.endif
.endm

/* As in an exception's prologue: r1 is no stack of the kernel's. */
.macro prologue_mtmsr rs:req
	kvm_para_no_stack
	mtmsr	\rs
	kvm_para_end
.endm

/* The platform's file calls this once, with what is to stand between. */
.macro thunk_table_begin
	.pushsection .rodata
	.balign	SZL
	.globl	kvm_para_thunks
kvm_para_thunks:
	.popsection
kvm_para_thunk_code:
.endm

.macro thunk_table_end
	.pushsection .rodata
	.globl	kvm_para_thunks_end
kvm_para_thunks_end:
	.popsection
.endm
