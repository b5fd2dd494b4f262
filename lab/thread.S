/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The one system call C cannot make: clone() with another stack.
 *
 * Hazard: the new thread comes back from the same instruction as the old one,
 * with an empty stack, where compiled code would look for its frame. What it is
 * to do therefore lies on the stack that it gets, and it calls that at once.
 */
#include <asm/unistd.h>
#include "asm.h"

/* The new stack's first frame */
#define F_RUN		(F_HEAD)
#define F_ARG		(F_HEAD + REG)
#define F_SIZE		(F_HEAD + 6 * REG)

	.text

/*
 * long thread_start(void (*run)(void *arg), void *arg, void *stack_end,
 *		     unsigned long flags): the thread's number, or -errno.
 * run must not return.
 */
	.globl	thread_start
thread_start:
	addi	5, 5, -F_SIZE
	li	0, 0
	STREG	0, 0(5)
	STREG	3, F_RUN(5)
	STREG	4, F_ARG(5)
	mr	3, 6
	mr	4, 5
	li	5, 0
	li	6, 0
	li	7, 0
	li	0, __NR_clone
	sc
	bso	1f
	cmpwi	3, 0
	bnelr
	/* in r12, by which 64-bit code finds its data */
	LREG	12, F_RUN(1)
	LREG	3, F_ARG(1)
	mtctr	12
	bctrl
	trap
1:	neg	3, 3
	blr

	.section .note.GNU-stack, "", @progbits
