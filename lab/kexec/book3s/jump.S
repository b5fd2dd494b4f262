/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Between two kernels of a pseries, in real mode: the old one copies the first 256 bytes
 * of this to address 0, jumps to the first of all this with its CPU's number in r3, and
 * sends all other CPUs to address 0x60, with theirs, and in big endian mode whatever it is
 * itself. The new one wants its device tree in r3, and the others at address 0x60 of its
 * own first bytes, in either mode. What is for the others is turned round by entry.c.
 *
 * Hazard: a CPU that is at an address whose bytes change. So the others leave what has
 * been copied, and come back when the new kernel's bytes are there.
 */
#define HOLD	0x60		/* where the other CPUs enter a kernel */
#define COPIED	0x100		/* so many bytes of one are enough for that */
#define LINE	32		/* or more, of all caches */

	.data
	.globl	jump_begin, jump_hold, jump_away, jump_others, jump_first, jump_data, jump_end
	.balign	8
jump_begin:
	b	jump_first

	/* Executed as a copy: the way out is by an address, which has been copied too */
	.org	jump_begin + HOLD
jump_hold:
	bcl	20, 31, 1f
1:	mflr	12
	ld	12, jump_away - 1b(12)
	mtctr	12
	bctr
	.balign	8
jump_away:
	.quad	0		/* jump_others, where it lies; entry.c's */

	.org	jump_begin + COPIED
jump_others:
	bcl	20, 31, 1f
1:	mflr	12
2:	ld	11, ready - 1b(12)
	cmpdi	11, 0
	beq	2b
	isync
	li	12, HOLD
	mtctr	12
	bctr

jump_first:
	bcl	20, 31, 1f
1:	mflr	12
	ld	4, jump_data - 1b(12)
	ld	3, jump_data + 8 - 1b(12)
	li	5, 0
	/* from r4 to 0 */
	li	6, 0
2:	ldx	7, 4, 6
	stdx	7, 0, 6
	addi	6, 6, 8
	cmpdi	6, COPIED
	blt	2b
	li	6, 0
3:	dcbst	0, 6
	sync
	icbi	0, 6
	addi	6, 6, LINE
	cmpdi	6, COPIED
	blt	3b
	sync
	isync
	li	6, 1
	std	6, ready - 1b(12)
	mtctr	4
	bctr

	.balign	8
jump_data:
	.quad	0, 0		/* kernel, tree: entry.c's */
ready:	.quad	0
jump_end:
