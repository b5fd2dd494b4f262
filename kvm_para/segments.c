// SPDX-License-Identifier: GPL-2.0
/*
 * The segment registers of user mode, at a change of address space: stores to the page
 * and one exit, for which upstream's kernels have one for each register.
 *
 * Hazard: KVM would go on with the translations of the old address space, for nobody has
 * told it of the new one. It forgets all segments of a vCPU when MSR[IR] or MSR[DR]
 * changes, which it finds out by comparing with MSR in the page. So in the page data
 * relocation is turned off, by a store; and mtmsr, which traps, turns it on again. In
 * between nothing is accessed but text, whose relocation stays on, and the page, which
 * has its address in real mode as well. EE is off: nobody else sees such an MSR.
 */
#include <linux/compiler.h>
#include <asm/kvm_para_guest.h>
#include <asm/processor.h>
#include <asm/reg.h>

#include "magic_page/page.h"
#include "patching/codec.h"

#define PLACE(field, width)	(KVM_PARA_PAGE_EA + KVM_PARA_OFFSET(field, width))

#define USER_SEGMENTS		(TASK_SIZE >> 28)
/* From one segment's VSID to the next one's; see CTX_TO_VSID(). */
#define SKEW			0x111

static void set_segments(u32 val)
{
	unsigned long last = PLACE(sr[USER_SEGMENTS - 1], u32);
	unsigned long msr, off, at;

	asm volatile("lwz %[msr], %[place](0)\n\t"
		     "rlwinm %[off], %[msr], 0, %[ee]\n\t"
		     "rlwinm %[off], %[off], 0, %[dr]\n\t"
		     "stw %[off], %[place](0)\n"
		     "0:\tstwu %[val], 4(%[at])\n\t"
		     "addi %[val], %[val], %[skew]\n\t"
		     "cmplw %[at], %[last]\n\t"
		     "bne 0b\n\t"
		     "kvm_para_raw_mtmsr %[msr]\n\t"
		     "isync"
		     : [msr] "=&r" (msr), [off] "=&r" (off), [at] "=&b" (at), [val] "+r" (val)
		     : [last] "r" (last), "[at]" (PLACE(sr, u32) - 4), [skew] "i" (SKEW),
		       [place] "i" (PLACE(msr, ulong)), [ee] "i" (~MSR_EE), [dr] "i" (~MSR_DR)
		     : "cr0", "memory");
}

/**
 * kvm_para_user_segments() - set the segment registers of user mode
 * @val: the first one, from which the others count
 *
 * Context: interrupts off, in text that no page table maps.
 * Return: whether it is done; if not, the registers have to be written.
 */
bool kvm_para_user_segments(u32 val)
{
	if (!kvm_para_does(KVM_PARA_FTR_sr))
		return false;
	set_segments(val & 0xf0ffffff);
	return true;
}
