/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Part of the linker script of modules: the records, alternatives and stubs of
 * all sections, gathered by how long those sections live.
 *
 * Hazard: the kernel knows from the first letters of a section's name when it is
 * to be freed, so that the record of init text has to begin like it.
 */
#ifdef CONFIG_KVM_MAGIC_PAGE
SECTIONS {
	.init.kvm_para_fixup 0 : { KEEP(*(*.init.text.kvm_para_fixup)) }
	.init.kvm_para_alt 0 : { KEEP(*(*.init.text.kvm_para_alt)) }
	.init.kvm_para_stub 0 : { *(*.init.text.kvm_para_stub) }
#ifndef CONFIG_MODULE_UNLOAD
	/* Nothing calls it, and where it goes depends on the kernel. */
	.exit.kvm_para_fixup 0 : { KEEP(*(*.exit.text.kvm_para_fixup)) }
	.exit.kvm_para_alt 0 : { KEEP(*(*.exit.text.kvm_para_alt)) }
	.exit.kvm_para_stub 0 : { *(*.exit.text.kvm_para_stub) }
#endif
	.kvm_para_fixup 0 : { KEEP(*(*.kvm_para_fixup)) }
	.kvm_para_alt 0 : { KEEP(*(*.kvm_para_alt)) }
	.kvm_para_stub 0 : { *(*.kvm_para_stub) }
}
#endif
