/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A window through which read-only text is written.
 */
#ifndef _KVM_PARA_WINDOW_H
#define _KVM_PARA_WINDOW_H

#include <linux/types.h>

/**
 * struct kvm_para_window - pages of text, mapped once more
 * @text: the first page, where it is executed
 * @at: where it can be written, or NULL if there is no window
 */
struct kvm_para_window {
	void *text;
	void *at;
};

int kvm_para_window_open(struct kvm_para_window *window, u32 *first, u32 *last);
void kvm_para_window_close(struct kvm_para_window *window);
int kvm_para_window_write(const struct kvm_para_window *window, u32 *site, u32 word);

#endif /* _KVM_PARA_WINDOW_H */
