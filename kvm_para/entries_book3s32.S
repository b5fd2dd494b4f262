/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where interrupts of user mode arrive that the host delivers with relocation on, in place
 * of vectors in real mode: each does what its vector does, but for the rfi that turns
 * relocation on, and goes on where that would have gone.
 *
 * Hazard: until SRR0 and SRR1 are saved nothing may fault. What is accessed before is text,
 * the page, and the thread_struct and the stack of the program, all of which BATs map; see
 * entries.c. Interrupts are off, and r1 is the user's.
 */
#include <asm/asm-offsets.h>
#include <asm/interrupt.h>
#include <asm/kvm_para_asm.h>
#include <asm/page.h>
#include <asm/ppc_asm.h>
#include <asm/ptrace.h>
#include <asm/reg.h>
#include <asm/thread_info.h>

	kvm_para_no_stack

	.text
	.balign	256
	.globl	kvm_para_entries
kvm_para_entries:

/*
 * What \handler, the part of a vector that runs with relocation on, expects: r1 is the
 * frame, r11 what r1 was, r10 is CR, and r10 and r11 are in the scratch registers; SRR0,
 * SRR1, and DAR and DSISR where it says so, are in the thread_struct. CR0 says that this
 * came from user mode.
 */
.macro enter vec:req, handler:req, fault=0
	. = kvm_para_entries + \vec
	mtspr	SPRN_SPRG_SCRATCH0, r10
	mtspr	SPRN_SPRG_SCRATCH1, r11
	mfspr	r10, SPRN_SPRG_THREAD
	tovirt(r10, r10)
	mfspr	r11, SPRN_SRR0
	stw	r11, SRR0(r10)
	mfspr	r11, SPRN_SRR1
	stw	r11, SRR1(r10)
	.if	\fault
	mfspr	r11, SPRN_DAR
	stw	r11, DAR(r10)
	mfspr	r11, SPRN_DSISR
	stw	r11, DSISR(r10)
	.endif
	mr	r11, r1
	lwz	r1, TASK_STACK - THREAD(r10)
	addi	r1, r1, THREAD_SIZE - INT_FRAME_SIZE
	mfcr	r10
	crclr	eq
	b	\handler
.endm

	enter	INTERRUPT_DATA_STORAGE, DataAccess_virt, fault=1
	enter	INTERRUPT_INST_STORAGE, InstructionAccess_virt
	enter	INTERRUPT_EXTERNAL, HardwareInterrupt_virt
	enter	INTERRUPT_ALIGNMENT, Alignment_virt, fault=1
	enter	INTERRUPT_PROGRAM, ProgramCheck_virt
#ifdef CONFIG_PPC_FPU
	enter	INTERRUPT_FP_UNAVAIL, FPUnavailable_virt
#endif
	enter	INTERRUPT_DECREMENTER, Decrementer_virt

/*
 * A system call leaves r9 to r12 to the kernel. transfer_to_syscall expects SRR1 in r9, the
 * thread_struct in r10, what r1 was in r11; and SRR0, and CR without SO, in the frame.
 */
	. = kvm_para_entries + INTERRUPT_SYSCALL
	mfspr	r12, SPRN_SRR0
	mfspr	r9, SPRN_SRR1
	mfspr	r10, SPRN_SPRG_THREAD
	tovirt(r10, r10)
	mr	r11, r1
	lwz	r1, TASK_STACK - THREAD(r10)
	addi	r1, r1, THREAD_SIZE - INT_FRAME_SIZE
	stw	r12, _NIP(r1)
	mfcr	r12
	rlwinm	r12, r12, 0, 4, 2
	stw	r12, _CCR(r1)
	LOAD_REG_IMMEDIATE(r12, MSR_KERNEL)
	mtmsr	r12
	b	transfer_to_syscall

	enter	INTERRUPT_TRACE, SingleStep_virt
_ASM_NOKPROBE_SYMBOL(kvm_para_entries)

	kvm_para_end
