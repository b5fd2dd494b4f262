/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Proof that the page is the vCPU's.
 */
#ifndef _KVM_PARA_SELFTEST_H
#define _KVM_PARA_SELFTEST_H

#include <linux/types.h>

const char *kvm_para_selftest(u32 features);

#endif /* _KVM_PARA_SELFTEST_H */
