/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mode=behave: the code whose every instruction and register is known.
 *
 * Hazard: a compiler that keeps a value where the pattern should be, or puts an
 * instruction between two that are counted. There is none here.
 */

/* struct image, see behave.h; registers from r2 on lie at 4 * number */
#define LR		128
#define CTR		132
#define XER		136
#define CR		140
#define IMAGE_WORDS	36

/* The frame of hold_registers() */
#define F_LR		8
#define F_CR		12
#define F_OUT		16
#define F_R2		20
#define F_R13		24
#define F_IMAGE		104
#define F_SIZE		256

#define IDLE		4000	/* instructions */

	.text

/*
 * void hold_registers(const struct image *in, struct image *out): loads what in
 * says, executes instructions that change nothing, and stores what there is.
 * r1 is the stack's, for signals need one.
 */
	.globl	hold_registers
hold_registers:
	stwu	1, -F_SIZE(1)
	mflr	0
	stw	0, F_LR(1)
	mfcr	0
	stw	0, F_CR(1)
	stw	4, F_OUT(1)
	stw	2, F_R2(1)
	stmw	13, F_R13(1)
	lwz	0, LR(3)
	mtlr	0
	lwz	0, CTR(3)
	mtctr	0
	lwz	0, XER(3)
	mtxer	0
	lwz	0, CR(3)
	mtcr	0
	lwz	0, 0(3)
	lwz	2, 8(3)
	lmw	4, 16(3)
	lwz	3, 12(3)
	.rept	IDLE
	nop
	.endr
	stw	0, F_IMAGE(1)
	stmw	2, F_IMAGE + 8(1)
	mflr	3
	stw	3, F_IMAGE + LR(1)
	mfctr	3
	stw	3, F_IMAGE + CTR(1)
	mfxer	3
	stw	3, F_IMAGE + XER(1)
	mfcr	3
	stw	3, F_IMAGE + CR(1)
	/* only now is there a register for the address to store to */
	li	3, IMAGE_WORDS
	mtctr	3
	addi	5, 1, F_IMAGE - 4
	lwz	4, F_OUT(1)
	addi	4, 4, -4
1:	lwzu	3, 4(5)
	stwu	3, 4(4)
	bdnz	1b
	li	0, 0
	mtxer	0
	lwz	0, F_LR(1)
	mtlr	0
	lwz	0, F_CR(1)
	mtcr	0
	lwz	2, F_R2(1)
	lmw	13, F_R13(1)
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
