// SPDX-License-Identifier: GPL-2.0
/// Whoever is stepped between a load of MSR from the page and the store behind it
/// takes away the DE that the step needs. The event is then withheld, and comes at
/// each instruction again, so that no stwcx. ever succeeds. MSR[DE] is not among the
/// bits that may change in the page: at a debug event it is what it was at the last
/// change the host knows of.

@@
identifier vcpu;
@@
 static int kvmppc_handle_debug(struct kvm_vcpu *vcpu)
 {
 ...
 if (vcpu->guest_debug == 0) {
+	vcpu->arch.shared->msr |= vcpu->arch.shadow_msr & MSR_DE;
 	...
 }
 ...
 }
