// SPDX-License-Identifier: GPL-2.0
/*
 * Changes of the SLB for user mode, noted in the page and made at one exit.
 *
 * At each change of address space Linux takes out the old one's segments, a slbie each,
 * and puts in those that the new one is known to use, a slbmte each. All of them trap. So
 * they are noted, for the host to make them at the next exit, and the last is executed.
 *
 * Hazard: a kernel that reads or writes user memory by what it has noted and not settled.
 * It would find the old address space. So the change of address space settles when it is
 * over (scripts/coccinelle/slb_settle.cocci), unless it is to the kernel's own, which has
 * no user memory: that waits for the next change. A segment that was missing is noted as
 * well: what has missed it, in user mode or in the kernel, is executed again by an rfid,
 * which is an exit.
 *
 * What is noted is in memory before its number is, so an exit in the middle finds what is
 * complete. The number begins anew then, and what was noted before is made a second time,
 * in the same order and with the same end.
 */
#include <linux/compiler.h>
#include <linux/mm_types.h>
#include <asm/kvm_para_guest.h>

#include "magic_page/page.h"
#include "patching/codec.h"

static void make(unsigned long rs, unsigned long rb)
{
	if (rs)
		asm volatile("slbmte %0, %1" : : "r" (rs), "r" (rb) : "memory");
	else
		asm volatile("slbie %0" : : "r" (rb) : "memory");
}

/**
 * kvm_para_note_slb() - note a change of the SLB
 * @rs: what slbmte takes in RS; 0 for slbie
 * @rb: what either takes in RB
 *
 * Power ISA 2.07, Book III-S, 5.9.3.
 *
 * Context: interrupts hard disabled, maybe where no other segment of the kernel's is there
 * yet; kvm_para_settle_slb() follows, or rfid.
 * Return: whether it is noted; if not, the instruction has to be executed, and makes what
 * has been noted before it.
 */
bool kvm_para_note_slb(unsigned long rs, unsigned long rb)
{
	struct kvm_para_area *area;
	u32 n;

	if (!kvm_para_does(KVM_PARA_FTR_slb))
		return false;
	area = kvm_para_area();
	n = READ_ONCE(area->slb_notes);
	if (n >= KVM_PARA_SLB_NOTES)
		return false;
	WRITE_ONCE(area->slb[n].rs, rs);
	WRITE_ONCE(area->slb[n].rb, rb);
	barrier();	/* an exit is no other CPU */
	WRITE_ONCE(area->slb_notes, n + 1);
	return true;
}

/**
 * kvm_para_settle_slb() - what has been noted is to be made
 * @mm: the address space that the CPU has changed to
 *
 * Context: as kvm_para_note_slb().
 */
void kvm_para_settle_slb(const struct mm_struct *mm)
{
	struct kvm_para_area *area = kvm_para_area();
	struct kvm_para_slb_note last;
	u32 n;

	if (mm == &init_mm || !kvm_para_does(KVM_PARA_FTR_slb))
		return;
	n = READ_ONCE(area->slb_notes);
	if (!n || n > KVM_PARA_SLB_NOTES)
		return;
	last.rs = READ_ONCE(area->slb[n - 1].rs);
	last.rb = READ_ONCE(area->slb[n - 1].rb);
	WRITE_ONCE(area->slb_notes, n - 1);
	make(last.rs, last.rb);
}
