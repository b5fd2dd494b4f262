/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is known of the library in this guest, and where it can be read.
 */
#ifndef _KVM_PARA_FACTS_H
#define _KVM_PARA_FACTS_H

#include <linux/types.h>

#define KVM_PARA_NAMES	128	/* bytes for the names of all features */

/**
 * struct kvm_para_outcome - what came of taking the page into use at boot
 * @step: the step that failed, or the last
 * @error: why it failed, NULL if it did not
 * @bad: the site it stumbled over, NULL if none
 * @features: bits of enum kvm_para_feature that were agreed on
 * @ticks: of the time base, that it took
 */
struct kvm_para_outcome {
	const char *step;
	const char *error;
	const u32 *bad;
	u32 features;
	u64 ticks;
};

extern struct kvm_para_outcome kvm_para_outcome;

void kvm_para_set_in_use(bool on);
void kvm_para_format_features(char *buf, size_t size, u32 features);
struct dentry *kvm_para_debugfs(void);

#endif /* _KVM_PARA_FACTS_H */
