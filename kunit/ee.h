/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ways to change MSR[EE], and interrupts to see whether it did.
 */
#ifndef _KVM_PARA_KUNIT_EE_H
#define _KVM_PARA_KUNIT_EE_H

#include <linux/types.h>

struct kunit;

bool kvm_para_test_needs_page(struct kunit *test);
unsigned int kvm_para_timer_interrupts(void);
bool kvm_para_make_one_wait(void);

/* Each gives MSR[EE] the value that bit has in @val. */
#define KVM_PARA_EE_WAYS	5
extern void (*const kvm_para_set_ee_by[KVM_PARA_EE_WAYS])(unsigned long val);

#endif /* _KVM_PARA_KUNIT_EE_H */
