/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Part of the kernel's linker script, at the beginning of .text on 32 bits: what writes
 * text has its pages to itself.
 *
 * Hazard: KVM lets a 32-bit Book3S guest execute a page or write it, so that no site in
 * the writer's page is patched (patching/sites.c). Whatever the linker put there kept
 * trapping: memset(), with its dcbz, or the hash table's functions.
 */
#if defined(CONFIG_KVM_MAGIC_PAGE) && defined(CONFIG_PPC_BOOK3S_32)
		. = ALIGN(PAGE_SIZE);
		"*code-patching.o"(.text)
		. = ALIGN(PAGE_SIZE);
#endif
