/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts by which one sees whether MSR[EE] is what it should be.
 */
#ifndef _KVM_PARA_KUNIT_EE_H
#define _KVM_PARA_KUNIT_EE_H

#include <linux/types.h>

struct kunit;

bool kvm_para_test_needs_page(struct kunit *test);
unsigned int kvm_para_timer_interrupts(void);
bool kvm_para_make_one_wait(void);
void kvm_para_make_none_come(void);
void kvm_para_let_some_come(void);
void kvm_para_make_exit(void);

#endif /* _KVM_PARA_KUNIT_EE_H */
