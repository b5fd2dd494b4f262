/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The hostile guest's first instruction, which is also the handler of each of its
 * exceptions, and the way to execute any word.
 *
 * Hazard: what the guest has done to itself must not end it. So nothing is assumed
 * here but a translation for this text: the registers are made anew, and who was
 * interrupted is forgotten.
 */
#include "hostile.h"

	.section .start, "ax", @progbits
	.globl	_start
_start:
	mfspr	3, 286		/* PIR, which KVM knows better than the page */
	lis	4, (HOSTILE_STACKS + HOSTILE_STACK - 16) >> 16
	ori	4, 4, (HOSTILE_STACKS + HOSTILE_STACK - 16) & 0xffff
	mulli	5, 3, HOSTILE_STACK
	add	1, 4, 5
	bl	hostile
	b	_start

	.text

/*
 * unsigned int execute(const unsigned int *gpr, const unsigned int *word): the words
 * there, up to a return, with these 32 values in r0 and r3 to r31. What r3 is then.
 */
	.globl	execute
execute:
	mflr	0
	stw	0, 4(1)
	stwu	1, -96(1)
	stmw	13, 16(1)
	mtctr	4
	mr	2, 3
	lmw	3, 12(2)
	lwz	0, 0(2)
	bctrl
	lmw	13, 16(1)
	addi	1, 1, 96
	lwz	0, 4(1)
	mtlr	0
	blr

	.section .note.GNU-stack, "", @progbits
