/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What of the text still traps.
 */
#ifndef _KVM_PARA_AUDIT_H
#define _KVM_PARA_AUDIT_H

#include <linux/types.h>

#include "patching/codec.h"
#include "patching/sites.h"

typedef void kvm_para_audit_fn(const u32 *word, const struct kvm_para_insn *insn);

unsigned int kvm_para_audit(const struct kvm_para_record *rec, const u32 *start,
			    const u32 *stop, kvm_para_audit_fn *report);

#endif /* _KVM_PARA_AUDIT_H */
