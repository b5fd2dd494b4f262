// SPDX-License-Identifier: GPL-2.0
/// Text that comes along with a return is rewritten as it would be at a miss.

@@
identifier vcpu, pte;
@@
-static
 void kvmppc_patch_dcbz(struct kvm_vcpu *vcpu, struct kvmppc_pte *pte)
 {
 ...
 }
