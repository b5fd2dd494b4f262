/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Part of the kernel's linker script, among the init sections: the record of
 * sites and their alternatives.
 *
 * Hazard: they are of use only until they have been applied, so they go with
 * init memory.
 */
#ifdef CONFIG_KVM_MAGIC_PAGE
	. = ALIGN(8);
	.kvm_para_sites : AT(ADDR(.kvm_para_sites) - LOAD_OFFSET) {
		__start_kvm_para_fixup = .;
		KEEP(*(.kvm_para_fixup))
		__stop_kvm_para_fixup = .;
		__start_kvm_para_alt = .;
		KEEP(*(.kvm_para_alt))
		__stop_kvm_para_alt = .;
	}
#endif
