/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pairs of thunks in thunk_pairs.S, and the register state they run from.
 *
 * Hazard: the state's layout and the forms' numbers are written there by hand.
 */
#ifndef _KVM_PARA_THUNKS_H
#define _KVM_PARA_THUNKS_H

#include <linux/types.h>

struct state {
	u32 gpr[32];
	u32 cr;
	u32 xer;
	u32 ctr;
	u32 lr;
};

/*
 * SPRs have their number for a read, and 0x8000 more for a write. The sequences
 * that C code has are forms of their own, and so is mtmsr in an exception's
 * prologue, once with a stack and once with an r1 that points nowhere.
 */
enum form {
	MFMSR, MTMSR, WRTEE, WRTEEI_0, WRTEEI_1, C_WRTEE, C_WRTEEI_0, C_WRTEEI_1,
	PROLOGUE_MTMSR, TLBSYNC, NO_STACK_MTMSR, FIRST_SPR = 16,
};

/**
 * struct thunk - one instruction, twice
 * @raw: runs the original, which traps
 * @site: runs the site that was patched at boot
 * @form: of enum form, or of an SPR
 * @gpr: its operand
 * @spare: the register a sequence of C code works in, 0xff if none
 * @bytes: size of the site
 *
 * LR in the state is the address of the instruction or the site.
 */
struct thunk {
	void (*raw)(struct state *state);
	void (*site)(struct state *state);
	u16 form;
	u8 gpr;
	u8 spare;
	u32 bytes;
};

extern const struct thunk kvm_para_thunks[], kvm_para_thunks_end[];

void kvm_para_thunk_fill(const struct thunk *t, struct state *s, u32 operand, u32 cr);
void kvm_para_thunk_forget(const struct thunk *t, struct state *s);

#endif /* _KVM_PARA_THUNKS_H */
