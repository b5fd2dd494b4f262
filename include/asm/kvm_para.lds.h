/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the library adds to the kernel's linker script.
 *
 * Hazard: the record and the alternatives are of use only until they have been
 * applied, so they go with init memory; the stubs stay, next to the text that
 * branches to them.
 */
#ifndef _ASM_POWERPC_KVM_PARA_LDS_H
#define _ASM_POWERPC_KVM_PARA_LDS_H

#ifdef CONFIG_KVM_MAGIC_PAGE
#define KVM_PARA_STUBS							\
		. = ALIGN(4);						\
		__start_kvm_para_stub = .;				\
		*(.kvm_para_stub)					\
		__stop_kvm_para_stub = .;

#define KVM_PARA_SITES							\
	. = ALIGN(8);							\
	.kvm_para_sites : AT(ADDR(.kvm_para_sites) - LOAD_OFFSET) {	\
		__start_kvm_para_fixup = .;				\
		KEEP(*(__kvm_para_fixup))				\
		__stop_kvm_para_fixup = .;				\
		__start_kvm_para_alt = .;				\
		KEEP(*(.kvm_para_alt))					\
		__stop_kvm_para_alt = .;				\
	}
#else
#define KVM_PARA_STUBS
#define KVM_PARA_SITES
#endif

#endif /* _ASM_POWERPC_KVM_PARA_LDS_H */
