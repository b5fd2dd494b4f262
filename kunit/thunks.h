/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pairs of thunks in thunk_pairs_<platform>.S, the register state they run from,
 * and what may be tried with each.
 *
 * Hazard: the state's layout and the forms' numbers are written there by hand.
 */
#ifndef _KVM_PARA_THUNKS_H
#define _KVM_PARA_THUNKS_H

#include <linux/types.h>

struct state {
	unsigned long gpr[32];
	unsigned long cr;
	unsigned long xer;
	unsigned long ctr;
	unsigned long lr;
};

/*
 * SPRs have their number for a read, and 0x8000 more for a write. The sequences
 * that C code has are forms of their own, and so is mtmsr in an exception's
 * prologue, once with a stack and once with an r1 that points nowhere. mfsrin has its
 * operand as its target, or another register; dcbz has it once, or twice, as a sum.
 */
enum form {
	MFMSR, MTMSR, WRTEE, WRTEEI_0, WRTEEI_1, C_WRTEE, C_WRTEEI_0, C_WRTEEI_1,
	PROLOGUE_MTMSR, TLBSYNC, NO_STACK_MTMSR, MTMSRD_1, MFSRIN, MFSRIN_OTHER,
	DCBZ, DCBZ_TWICE, FIRST_SPR = 16,
};

/* What dcbz clears a line of: one, and what is next to it on both sides. */
#define KVM_PARA_THUNK_LINE	32
extern u8 kvm_para_thunk_room[4 * KVM_PARA_THUNK_LINE];

/* The register that holds what every exception of the kernel needs, and its number. */
#ifdef CONFIG_PPC64
#define KERNELS_OWN_GPR		13
#else
#define KERNELS_OWN_GPR		32	/* none */
#endif

/**
 * struct thunk - one instruction, twice
 * @raw: the original, which traps
 * @site: the site that was patched at boot
 * @form: of enum form, or of an SPR
 * @gpr: its operand
 * @spare: the register a sequence of C code works in, 0xff if none
 * @bytes: size of the site
 *
 * LR in the state is the address of the instruction or the site.
 */
struct thunk {
	unsigned long raw;
	unsigned long site;
	u16 form;
	u8 gpr;
	u8 spare;
	u32 bytes;
};

extern const struct thunk kvm_para_thunks[], kvm_para_thunks_end[];

/* What its operand may be. */
enum operands {
	ANY_WORD,	/* any */
	ANY_MSR,	/* one that the kernel can go on with, */
	ANY_MSR_EE_OFF,	/* and that lets no interrupt come */
	EE_AND_RI,	/* these two count */
	A_LINE,		/* an address in kvm_para_thunk_room, */
	HALF_A_LINE,	/* and half of one */
};

/**
 * struct kvm_para_traits - what may be tried with a form
 * @operands: what its operand may be
 * @turns_off: whether it can turn EE off
 * @turns_on: whether it can turn EE on
 * @may_wait: an interrupt may wait, and be taken right behind it
 * @may_be_on: EE may be on before
 * @on_stack: with r1 as the operand, this has to be a stack
 */
struct kvm_para_traits {
	enum operands operands;
	bool turns_off;
	bool turns_on;
	bool may_wait;
	bool may_be_on;
	bool on_stack;
};

void kvm_para_thunk_run(struct state *state, unsigned long code);
void kvm_para_thunk_fill(const struct thunk *t, struct state *s, unsigned long operand, u32 cr);
void kvm_para_thunk_forget(const struct thunk *t, struct state *s);
const struct kvm_para_traits *kvm_para_thunk_traits(const struct thunk *t);

#endif /* _KVM_PARA_THUNKS_H */
