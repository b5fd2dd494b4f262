/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The one system call C cannot make: clone() with another stack.
 *
 * Hazard: the new thread comes back from the same instruction as the old one,
 * with an empty stack, where compiled code would look for its frame. What it is
 * to do therefore lies on the stack that it gets, and it calls that at once.
 */
#include <asm/unistd.h>

/* The new stack's first frame, above the two words of the ABI */
#define F_RUN		8
#define F_ARG		12
#define F_SIZE		32

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
	stw	0, 0(5)
	stw	3, F_RUN(5)
	stw	4, F_ARG(5)
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
	lwz	0, F_RUN(1)
	lwz	3, F_ARG(1)
	mtctr	0
	bctrl
	trap
1:	neg	3, 3
	blr

	.section .note.GNU-stack, "", @progbits
