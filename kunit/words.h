/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Every word of patched sites and of their stubs, for who may stop on one.
 */
#ifndef _KVM_PARA_KUNIT_WORDS_H
#define _KVM_PARA_KUNIT_WORDS_H

#include "kunit/thunks.h"

/**
 * struct kvm_para_tried - a site that is tried, and one of its words
 * @t: the thunk that runs it
 * @operand: what its operand holds
 * @word: in the site or its stub
 */
struct kvm_para_tried {
	const struct thunk *t;
	unsigned long operand;
	u32 *word;
};

/* What a thunk leaves behind. */
struct kvm_para_left {
	struct state state;
	unsigned long msr;
};

void kvm_para_words_run(const struct kvm_para_tried *tried, struct kvm_para_left *left);
void kvm_para_words_of_site(struct kvm_para_tried *tried,
			    void (*try)(const struct kvm_para_tried *tried, void *arg), void *arg);
unsigned int kvm_para_words_each_site(void (*try)(struct kvm_para_tried *tried, void *arg),
				      void *arg);

#endif /* _KVM_PARA_KUNIT_WORDS_H */
