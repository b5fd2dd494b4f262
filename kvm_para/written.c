// SPDX-License-Identifier: GPL-2.0
/*
 * Privileged instructions that the kernel writes into its own text while it runs: the
 * barriers against speculative attacks, on the way out to user mode.
 *
 * Hazard: such a word is no site, for nothing stands there when it is assembled, so
 * it is translated where it is made. Written after the kernel was patched, it stays a
 * load or a store when the library is turned off: the page stays mapped, and holds
 * what an instruction that traps reads and writes.
 */
#include <asm/kvm_para_guest.h>

#include "patching/codec.h"

/**
 * kvm_para_word() - what an instruction is to be that the kernel is about to write
 * @word: the instruction
 *
 * Context: any.
 * Return: the load or the store that stands for it, or @word itself.
 */
u32 kvm_para_word(u32 word)
{
	struct kvm_para_insn insn;
	u32 becomes;

	if (!kvm_para_decode(word, &insn) || !(insn.feature & kvm_para_agreed_features()))
		return word;
	becomes = kvm_para_encode(&insn);
	return becomes ?: word;
}
