/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The audit that kvm_para_audit on the command line asks for.
 */
#ifndef _KVM_PARA_KVM_PARA_AUDIT_H
#define _KVM_PARA_KVM_PARA_AUDIT_H

#include "kvm_para/records.h"

void kvm_para_audit_object(const struct kvm_para_object *object);

#endif /* _KVM_PARA_KVM_PARA_AUDIT_H */
