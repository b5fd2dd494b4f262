/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mode=behave: the code whose every instruction and register is known.
 *
 * Hazard: a compiler that keeps a value where the pattern should be, or puts an
 * instruction between two that are counted. There is none here.
 */
#include "../asm.h"

/* struct image, see behave.h; registers from r2 on lie at REG * number */
#define LR		(32 * REG)
#define CTR		(33 * REG)
#define XER		(34 * REG)
#define CR		(35 * REG)
#define IMAGE_WORDS	36

/* The frame of hold_registers() */
#define F_LR		(F_HEAD)
#define F_CR		(F_HEAD + REG)
#define F_OUT		(F_HEAD + 2 * REG)
#define F_R2		(F_HEAD + 3 * REG)
#define F_SAVED		(F_HEAD + 4 * REG)	/* r13 to r31 */
#define F_IMAGE		(F_HEAD + 24 * REG)
#define F_SIZE		(64 * REG)

#define IDLE		4000	/* instructions */

	.text

/* \insn rN, \base + REG * N(\from) for the registers FIRST to 31 */
	.macro	all_from first, insn, base, from
	.set	.Ln, \first
	.rept	32 - \first
	\insn	.Ln, \base + REG * .Ln(\from)
	.set	.Ln, .Ln + 1
	.endr
	.endm

/*
 * void hold_registers(const struct image *in, struct image *out): loads what in
 * says, executes instructions that change nothing, and stores what there is.
 * r1 is the stack's, for signals need one.
 */
	.globl	hold_registers
hold_registers:
	STREGU	1, -F_SIZE(1)
	mflr	0
	STREG	0, F_LR(1)
	mfcr	0
	STREG	0, F_CR(1)
	STREG	4, F_OUT(1)
	STREG	2, F_R2(1)
	all_from 13, STREG, F_SAVED - 13 * REG, 1
	LREG	0, LR(3)
	mtlr	0
	LREG	0, CTR(3)
	mtctr	0
	LREG	0, XER(3)
	mtxer	0
	LREG	0, CR(3)
	mtcr	0
	LREG	0, 0(3)
	LREG	2, 2 * REG(3)
	all_from 4, LREG, 0, 3
	LREG	3, 3 * REG(3)
	.rept	IDLE
	nop
	.endr
	STREG	0, F_IMAGE(1)
	all_from 2, STREG, F_IMAGE, 1
	mflr	3
	STREG	3, F_IMAGE + LR(1)
	mfctr	3
	STREG	3, F_IMAGE + CTR(1)
	mfxer	3
	STREG	3, F_IMAGE + XER(1)
	mfcr	3
	STREG	3, F_IMAGE + CR(1)
	/* only now is there a register for the address to store to */
	li	3, IMAGE_WORDS
	mtctr	3
	addi	5, 1, F_IMAGE - REG
	LREG	4, F_OUT(1)
	addi	4, 4, -REG
1:	LREGU	3, REG(5)
	STREGU	3, REG(4)
	bdnz	1b
	li	0, 0
	mtxer	0
	LREG	0, F_LR(1)
	mtlr	0
	LREG	0, F_CR(1)
	mtcr	0
	LREG	2, F_R2(1)
	all_from 13, LREG, F_SAVED - 13 * REG, 1
	addi	1, 1, F_SIZE
	blr

/*
 * void stepped_code(char *page): what a traced child executes: additions, system
 * calls, and the first touch of a page. It ends the child with what is in r14,
 * STEPPED_ADDITIONS of behave.h, as its exit status.
 */
	.globl	stepped_code, first_step, last_step
stepped_code:
	mr	31, 3
	li	14, 0
	.irp	n, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
	lis	\n, 0x5a00 + \n
	.endr
first_step:
	.rept	64
	addi	14, 14, 1
	.endr
	li	0, 20		/* getpid */
	sc
	.rept	64
	addi	14, 14, 1
	.endr
	stw	14, 0(31)
	lwz	13, 0(31)
	.rept	8
	li	0, 20
	sc
	addi	14, 14, 1
	.endr
	.rept	64
	addi	14, 14, 1
	.endr
last_step:
	mr	3, 14
	li	0, 1		/* exit */
	sc

	.section .note.GNU-stack, "", %progbits
