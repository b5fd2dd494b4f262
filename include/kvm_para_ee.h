/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MSR[EE] changes in C, in a register that the compiler spares.
 *
 * Hazard: this header stands in the middle of asm/reg.h, where wrtee() is
 * defined, so it may use nothing that reg.h defines later. Why the sequences
 * are safe is said where they are written, in patching/prelude_booke.s.
 */
#ifndef _ASM_POWERPC_KVM_PARA_EE_H
#define _ASM_POWERPC_KVM_PARA_EE_H

#ifndef __ASSEMBLY__
#include <linux/types.h>

#ifdef CONFIG_KVM_MAGIC_PAGE
/* The compiler counts lines to know how far a branch has to reach. */
#define __KVM_PARA_LINES_2	"\n\n"
#define __KVM_PARA_LINES_6	"\n\n\n\n\n\n"
#define __KVM_PARA_LINES_8	"\n\n\n\n\n\n\n\n"

/**
 * kvm_para_set_ee() - set MSR[EE], without an exit once the page is in use
 * @val: the value whose EE bit becomes MSR[EE]
 *
 * Context: any in which wrtee may be executed; interrupts may be on or off and
 *          are taken at once if one waits and EE goes on.
 * Return: true, the instruction has been executed.
 *
 * See wrtee and wrteei in the EREF, "Instruction set", and struct
 * kvm_vcpu_arch_shared in asm/kvm_para.h for msr and int_pending.
 */
static __always_inline bool kvm_para_set_ee(unsigned long val)
{
	unsigned long tmp;

	if (!__builtin_constant_p(val))
		asm volatile("kvm_para_wrtee %1, %0" __KVM_PARA_LINES_8
			     : "=&r" (tmp) : "r" (val) : "cr0", "memory");
	else if (val & MSR_EE)
		asm volatile("kvm_para_wrteei1 %0" __KVM_PARA_LINES_6
			     : "=r" (tmp) : : "cr0", "memory");
	else
		asm volatile("kvm_para_wrteei0 %0" __KVM_PARA_LINES_2
			     : "=r" (tmp) : : "memory");
	return true;
}
#else
static __always_inline bool kvm_para_set_ee(unsigned long val)
{
	return false;
}
#endif /* CONFIG_KVM_MAGIC_PAGE */

#endif /* __ASSEMBLY__ */
#endif /* _ASM_POWERPC_KVM_PARA_EE_H */
