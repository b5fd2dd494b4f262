// SPDX-License-Identifier: GPL-2.0
/*
 * The state that thunks run from, and what of it says nothing afterwards.
 *
 * Hazard: two registers that hold the same cannot be told from each other, so
 * each starts with a pattern of its own.
 */
#include <linux/kernel.h>
#include <linux/string.h>

#include "kunit/thunks.h"

/* XER as it is: its reserved bits do not keep what is written to them. */
#define XER_PATTERN	0xe0000055
#define CTR_PATTERN	0x12345678
#define PATTERN(i)	(0x5a5a0000 + 0x01010101 * (i))
#define CR0		0xf0000000

/**
 * kvm_para_thunk_fill() - make the state a thunk starts from
 * @t: the thunk
 * @s: the state
 * @operand: what its operand holds
 * @cr: the condition register
 *
 * Context: any.
 */
void kvm_para_thunk_fill(const struct thunk *t, struct state *s, u32 operand, u32 cr)
{
	unsigned int i;

	memset(s, 0, sizeof(*s));
	for (i = 0; i < 32; i++)
		s->gpr[i] = PATTERN(i);
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
