// SPDX-License-Identifier: GPL-2.0
/*
 * The state that thunks run from, what of it says nothing afterwards, and what may be
 * tried with each form.
 *
 * Hazard: two registers that hold the same cannot be told from each other, so
 * each starts with a pattern of its own.
 */
#include <linux/kernel.h>
#include <linux/string.h>

#include "kunit/platform.h"
#include "kunit/thunks.h"

/* The same in both halves of a register that has two. */
#define IN_EACH_HALF	(~0UL / 0xffffffffUL)

/* XER as it is: its reserved bits do not keep what is written to them. */
#define XER_PATTERN	0xe0000055
#define CTR_PATTERN	(0x12345678 * IN_EACH_HALF)
#define PATTERN(i)	((u32)(0x5a5a0000 + 0x01010101 * (i)) * IN_EACH_HALF)
#define CR0		0xf0000000UL

u8 kvm_para_thunk_room[4 * KVM_PARA_THUNK_LINE] __aligned(4 * KVM_PARA_THUNK_LINE);

static const struct kvm_para_traits traits[FIRST_SPR + 1] = {
	[MFMSR] = { ANY_WORD, .may_wait = true, .may_be_on = true },
	[MTMSR] = { ANY_MSR, true, true, true, true, .on_stack = true },
	[WRTEE] = { ANY_WORD, true, true, true, true, .on_stack = true },
	[WRTEEI_0] = { ANY_WORD, true, false, true, true },
	[WRTEEI_1] = { ANY_WORD, false, true, true, true },
	[C_WRTEE] = { ANY_WORD, true, true, true, true, .on_stack = true },
	[C_WRTEEI_0] = { ANY_WORD, true, false, true, true },
	[C_WRTEEI_1] = { ANY_WORD, false, true, true, true },
	[PROLOGUE_MTMSR] = { ANY_MSR, .may_wait = true },
	[TLBSYNC] = { ANY_WORD, .may_wait = true, .may_be_on = true },
	[NO_STACK_MTMSR] = { ANY_MSR_EE_OFF },
	[MTMSRD_1] = { EE_AND_RI, true, true, true, true },
	[MFSRIN] = { ANY_WORD, .may_wait = true, .may_be_on = true },
	[MFSRIN_OTHER] = { ANY_WORD, .may_wait = true, .may_be_on = true },
	[DCBZ] = { A_LINE, .may_wait = true, .may_be_on = true },
	[DCBZ_TWICE] = { HALF_A_LINE, .may_wait = true, .may_be_on = true },
	[FIRST_SPR] = { ANY_WORD },
};

/**
 * kvm_para_thunk_traits() - what may be tried with a thunk
 * @t: the thunk
 *
 * Context: any.
 * Return: its form's traits.
 */
const struct kvm_para_traits *kvm_para_thunk_traits(const struct thunk *t)
{
	return &traits[t->form < FIRST_SPR ? t->form : FIRST_SPR];
}

/**
 * kvm_para_thunk_fill() - make the state a thunk starts from
 * @t: the thunk
 * @s: the state
 * @operand: what its operand holds
 * @cr: the condition register
 *
 * Context: any.
 */
void kvm_para_thunk_fill(const struct thunk *t, struct state *s, unsigned long operand, u32 cr)
{
	unsigned int i;

	memset(s, 0, sizeof(*s));
	for (i = 0; i < 32; i++)
		s->gpr[i] = i == KERNELS_OWN_GPR ? kvm_para_kernels_own() : PATTERN(i);
	s->gpr[t->gpr] = operand;
	s->cr = cr;
	s->xer = XER_PATTERN;
	s->ctr = CTR_PATTERN;
}

/**
 * kvm_para_thunk_forget() - clear what the compiler expects to be overwritten
 * @t: the thunk
 * @s: the state it left
 *
 * See kvm_para_set_ee(): a register, and CR0.
 *
 * Context: any.
 */
void kvm_para_thunk_forget(const struct thunk *t, struct state *s)
{
	if (t->spare >= ARRAY_SIZE(s->gpr))
		return;
	s->gpr[t->spare] = 0;
	s->cr &= ~CR0;
}
