// SPDX-License-Identifier: GPL-2.0
/// KVM says in one place what a miss of the TLB was: the guest's own, one of the shadow
/// TLB alone, or an access to a device.

@@
identifier vcpu, type;
@@
 static inline void kvmppc_account_exit_stat(struct kvm_vcpu *vcpu, int type)
 {
+	kvm_para_count_miss(vcpu, type);
 	...
 }
