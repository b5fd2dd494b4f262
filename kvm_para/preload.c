// SPDX-License-Identifier: GPL-2.0
/*
 * Which pages need no entry in the hash table yet.
 *
 * A fault on a page of a file maps those around it as well, as many as are in memory, and
 * Linux makes an entry in the hash table for each: a few stores, but a hypercall for a
 * guest, and later a quarter of one, to take it back. Few of the pages are ever used.
 *
 * Hazard: a page that has no entry when it is used faults, and gets one then. So leaving
 * one out costs an exit or three and nothing else.
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <asm/interrupt.h>
#include <asm/kvm_para_guest.h>
#include <asm/ptrace.h>

/**
 * kvm_para_leave_out() - has nobody asked for this page?
 * @address: a page of the current program's that has been mapped
 *
 * Context: a page fault of the program's; its registers are those of the fault.
 * Return: whether it is not the one that has faulted, and entries cost exits.
 */
bool kvm_para_leave_out(unsigned long address)
{
	const struct pt_regs *regs = current->thread.regs;
	unsigned long faulted = TRAP(regs) == INTERRUPT_INST_STORAGE ? regs->nip : regs->dar;

	return kvm_para_in_use() && ((faulted ^ address) & PAGE_MASK);
}
