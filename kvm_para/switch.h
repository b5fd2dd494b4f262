/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The library off and on in a running guest.
 */
#ifndef _KVM_PARA_SWITCH_H
#define _KVM_PARA_SWITCH_H

#include <linux/types.h>

struct kvm_para_object;

#ifdef CONFIG_KVM_MAGIC_PAGE_DEBUGFS
const char *kvm_para_keep_kernel(u32 features);
const char *kvm_para_prove_kernel(const u32 **bad);
int kvm_para_keep_module(struct kvm_para_object *object);
int kvm_para_switch(bool on);
#else
static inline const char *kvm_para_keep_kernel(u32 features) { return NULL; }
static inline const char *kvm_para_prove_kernel(const u32 **bad) { return NULL; }
static inline int kvm_para_keep_module(struct kvm_para_object *object) { return 0; }
#endif

#endif /* _KVM_PARA_SWITCH_H */
