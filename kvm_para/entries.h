/* SPDX-License-Identifier: GPL-2.0 */
/*
 * 32 bit Book3S: interrupts of user mode that the host delivers with relocation on.
 */
#ifndef _KVM_PARA_ENTRIES_H
#define _KVM_PARA_ENTRIES_H

#include <linux/types.h>

/* entries_book3s32.S */
extern const char kvm_para_entries[];

void kvm_para_use_entries(bool on);
bool kvm_para_hash_in_use(void);

#endif /* _KVM_PARA_ENTRIES_H */
