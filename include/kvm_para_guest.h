/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the kernel calls of the library.
 */
#ifndef _ASM_POWERPC_KVM_PARA_GUEST_H
#define _ASM_POWERPC_KVM_PARA_GUEST_H

#ifdef CONFIG_KVM_MAGIC_PAGE
void kvm_para_init(void);
#else
static inline void kvm_para_init(void) { }
#endif

#endif /* _ASM_POWERPC_KVM_PARA_GUEST_H */
