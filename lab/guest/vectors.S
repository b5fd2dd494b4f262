/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mode=state: the registers of a 64-bit processor that the compiler is told not to use:
 * all 64 of VSX, which are those of floating point and of vectors, and TAR.
 *
 * Hazard: as in assembly.S.
 */
#define TAR	815

	.machine power8
	.text

/* \insn each register, from \base on; r5 is then behind them */
	.macro	each insn, base
	li	5, 0
	.set	.Ln, 0
	.rept	64
	\insn	.Ln, \base, 5
	addi	5, 5, 16
	.set	.Ln, .Ln + 1
	.endr
	.endm

/* void load_vectors(const struct vectors *in), see behave.h */
	.globl	load_vectors
load_vectors:
	each	lxvd2x, 3
	ldx	0, 3, 5
	mtspr	TAR, 0
	blr

/* void store_vectors(struct vectors *out) */
	.globl	store_vectors
store_vectors:
	each	stxvd2x, 3
	mfspr	0, TAR
	stdx	0, 3, 5
	blr

	.section .note.GNU-stack, "", %progbits
