/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Part of the kernel's linker script, inside .text: the stubs that sites without
 * a spare register branch to.
 *
 * Hazard: a branch reaches 32 MiB, so they lie in the middle of the text.
 */
#ifdef CONFIG_KVM_MAGIC_PAGE
		. = ALIGN(4);
		__start_kvm_para_stub = .;
		*(.kvm_para_stub)
		__stop_kvm_para_stub = .;
#endif
