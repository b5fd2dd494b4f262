/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pairs of thunks in thunks.S, and the register state they run from.
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

/* SPRs have their number for a read, and 0x8000 more for a write. */
enum form {
	MFMSR, MTMSR, WRTEE, WRTEEI_0, WRTEEI_1, FIRST_SPR = 16,
};

/**
 * struct thunk - one instruction, twice
 * @raw: runs the original, which traps
 * @site: runs the site that was patched at boot
 * @form: of enum form, or of an SPR
 * @gpr: its operand
 */
struct thunk {
	void (*raw)(struct state *state);
	void (*site)(struct state *state);
	u32 form;
	u32 gpr;
};

extern const struct thunk kvm_para_thunks[], kvm_para_thunks_end[];

#endif /* _KVM_PARA_THUNKS_H */
