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

/*
 * kvm_para_keep_trapping: from here to kvm_para_end nothing is recorded.
 * kvm_para_no_stack: from here to kvm_para_end r1 may not be a kernel stack.
 * kvm_para_defer_tlbwe <n>: the next tlbwe is followed by an rfi and by nothing that
 *	needs what it writes; rN is not zero.
 * kvm_para_acknowledged: the next write that acknowledges an interrupt is that of the
 *	interrupt being handled.
 *
 * With the library they are macros of the prelude.
 */
#if defined(__ASSEMBLY__) && !defined(CONFIG_KVM_MAGIC_PAGE)
#define kvm_para_keep_trapping
#define kvm_para_no_stack
#define kvm_para_end
#endif

#endif /* _ASM_POWERPC_KVM_PARA_ASM_H */
