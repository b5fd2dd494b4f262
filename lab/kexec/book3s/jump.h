/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What jump.S has for entry.c: bytes that are copied to where they run, and in them what
 * is filled in before.
 */
#ifndef LAB_KEXEC_BOOK3S_JUMP_H
#define LAB_KEXEC_BOOK3S_JUMP_H

extern __u32 jump_begin[], jump_hold[], jump_away[], jump_others[], jump_first[], jump_end[];

struct jump_data {
	unsigned long kernel;
	unsigned long tree;
};

extern struct jump_data jump_data;

#endif /* LAB_KEXEC_BOOK3S_JUMP_H */
