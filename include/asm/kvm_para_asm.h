/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where assembly tells the prelude that its code is special.
 *
 * Hazard: a recorded site must not run where the page is not mapped: before its
 * CPU has asked for the page, and in address space 1 (MSR[IS] or MSR[DS] set),
 * for which KVM does not map it and would resolve the same miss for ever. And a
 * stub with a stack must not run while r1 still belongs to user mode.
 */
#ifndef _ASM_POWERPC_KVM_PARA_ASM_H
#define _ASM_POWERPC_KVM_PARA_ASM_H

#ifdef __ASSEMBLY__
#ifdef CONFIG_KVM_MAGIC_PAGE
/* From here to KVM_PARA_END nothing is recorded. */
#define KVM_PARA_KEEP_TRAPPING	__kvm_para_enter 0
/* From here to KVM_PARA_END r1 may not be a kernel stack. */
#define KVM_PARA_NO_STACK	__kvm_para_enter 1
#define KVM_PARA_END		__kvm_para_leave
#else
#define KVM_PARA_KEEP_TRAPPING
#define KVM_PARA_NO_STACK
#define KVM_PARA_END
#endif
#endif /* __ASSEMBLY__ */

#endif /* _ASM_POWERPC_KVM_PARA_ASM_H */
