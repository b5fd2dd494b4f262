/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The library off and on in a running guest.
 */
#ifndef _KVM_PARA_SWITCH_H
#define _KVM_PARA_SWITCH_H

#include <linux/kprobes.h>
#include <linux/types.h>

struct kvm_para_object;

/* Optimized probes that have been unregistered stay in text for some ticks. */
#ifdef CONFIG_KPROBES
static inline void kvm_para_settle_probes(void)
{
	wait_for_kprobe_optimizer();
}
#else
static inline void kvm_para_settle_probes(void) { }
#endif

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
