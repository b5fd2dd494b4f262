/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The hostile guest of KVM PR: its first instruction, which is also what each of its
 * interrupts comes to, and the ways to execute any word and to make a hypercall.
 *
 * Hazard: what the guest has done to itself must not end it. So nothing is assumed here:
 * the registers are made anew, and who was interrupted is forgotten.
 */
#include "hostile.h"

/* As the assembler understands them: of asm/kvm_para.h, and of abi.h */
#define KVM_SC_MAGIC_R0	0x4b564d21
#define SC_1_FOR_PR	0x7c000268

/* From 0 on, and at every vector */
	.section .start, "ax", @progbits
	.globl	_start
_start:
	.rept	1024
	b	begin
	.endr

	.text
begin:
	lis	1, STACK@h
	ori	1, 1, STACK@l
	lis	2, .TOC.@ha
	addi	2, 2, .TOC.@l
	bl	hostile
	b	begin

/* void execute(unsigned long rs, unsigned long rb, const unsigned int *word): with r3 and r4 */
	.globl	execute
execute:
	mtctr	5
	bctr

/* void begin_turn(unsigned long dec, unsigned long msr): until the decrementer ends it */
	.globl	begin_turn
begin_turn:
	mtdec	3
	mtmsrd	4
	blr

/* unsigned long hypercall(unsigned long *r3): eight registers from r3 on, PAPR's */
	.globl	hypercall
hypercall:
	std	3, -8(1)
	ld	4, 8(3)
	ld	5, 16(3)
	ld	6, 24(3)
	ld	7, 32(3)
	ld	8, 40(3)
	ld	9, 48(3)
	ld	10, 56(3)
	ld	3, 0(3)
	.long	SC_1_FOR_PR
	ld	11, -8(1)
	std	4, 8(11)
	blr

/* long call_kvm(unsigned long r3, unsigned long r4, unsigned long token): ePAPR's */
	.globl	call_kvm
call_kvm:
	mr	11, 5
	lis	0, KVM_SC_MAGIC_R0@h
	ori	0, 0, KVM_SC_MAGIC_R0@l
	sc
	blr

	.section .note.GNU-stack, "", @progbits
