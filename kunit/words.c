// SPDX-License-Identifier: GPL-2.0
/*
 * Walk through the words of patched sites, and of the stubs behind them.
 *
 * Hazard: a word that is left out is one that nobody has stopped on. So a stub is
 * followed from the branch at its site to the branch that leaves it.
 */
#include <linux/irqflags.h>
#include <linux/sched.h>
#include <asm/code-patching.h>
#include <asm/inst.h>
#include <asm/reg.h>

#include "kunit/platform.h"
#include "kunit/words.h"

#define KINDS_MAX	16

/* A probe on the way is a trap, and one before may have left its cause. */
static void forget_causes(const struct thunk *t, struct kvm_para_left *left)
{
	left->msr &= ~KVM_PARA_CAUSES;
	if (t->form == MFMSR)
		left->state.gpr[t->gpr] &= ~KVM_PARA_CAUSES;
}

/**
 * kvm_para_words_run() - run a site
 * @tried: which
 * @left: receives what it leaves
 *
 * Context: interrupts are off while it runs, unless it enables them.
 */
void kvm_para_words_run(const struct kvm_para_tried *tried, struct kvm_para_left *left)
{
	unsigned long flags;

	kvm_para_thunk_fill(tried->t, &left->state, tried->operand, 0x12345678);
	/* An optimized probe calls C code without an exception, which would load it. */
	left->state.gpr[2] = (unsigned long)current;
	local_irq_save(flags);
	kvm_para_mask();
	kvm_para_thunk_run(&left->state, tried->t->site);
	left->msr = mfmsr();
	kvm_para_mask();
	local_irq_restore(flags);
	kvm_para_thunk_forget(tried->t, &left->state);
	forget_causes(tried->t, left);
}

/* LR, as the thunk finds it */
static u32 *site_of(const struct kvm_para_tried *tried)
{
	struct kvm_para_left left;

	kvm_para_words_run(tried, &left);
	return (u32 *)left.state.lr;
}

/**
 * kvm_para_words_of_site() - each word of a site, and of its stub up to the branch back
 * @tried: the site; its @word is changed
 * @try: what is done with a word
 * @arg: for @try
 *
 * Context: as @try.
 */
void kvm_para_words_of_site(struct kvm_para_tried *tried,
			    void (*try)(const struct kvm_para_tried *tried, void *arg), void *arg)
{
	u32 *site = site_of(tried), *end = site + tried->t->bytes / sizeof(*site);
	u32 *stub = NULL;
	bool more;

	if (instr_is_branch_iform(ppc_inst_read(site)))
		stub = (u32 *)branch_target(site);
	for (tried->word = site; tried->word < end; tried->word++)
		try(tried, arg);
	for (more = stub; more; stub++) {
		more = !instr_is_branch_iform(ppc_inst_read(stub));
		tried->word = stub;
		try(tried, arg);
	}
}

static const struct thunk *find(unsigned int form, unsigned int gpr)
{
	const struct thunk *t;

	for (t = kvm_para_thunks; t < kvm_para_thunks_end; t++) {
		if (t->form == form && t->gpr == gpr)
			return t;
	}
	return NULL;
}

/**
 * kvm_para_words_each_site() - a site of each kind
 * @try: what is done with it
 * @arg: for @try
 *
 * Context: as @try.
 * Return: how many there were.
 */
unsigned int kvm_para_words_each_site(void (*try)(struct kvm_para_tried *tried, void *arg),
				      void *arg)
{
	struct kvm_para_site_kind kinds[KINDS_MAX];
	unsigned int i, count = kvm_para_kinds(kinds, KINDS_MAX);
	struct kvm_para_tried tried;

	if (WARN_ON_ONCE(count > KINDS_MAX))
		return 0;
	for (i = 0; i < count; i++) {
		tried.t = find(kinds[i].form, 5);
		tried.operand = kinds[i].operand;
		if (!tried.t)
			return 0;
		try(&tried, arg);
	}
	return i;
}
