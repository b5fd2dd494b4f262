// SPDX-License-Identifier: GPL-2.0
/// When a guest's mode changes, what is known of the segments of the new one comes back.
/// Whoever asks for all of the shadow to be dropped means segments as well.

@mode@
expression said;
@@
 kvmppc_set_msr_pr(...)
 {
 <+...
-if (said) {
+if (kvm_para_host_new_mode(vcpu, said)) {
-	kvmppc_mmu_flush_segments(vcpu);
 	...
 }
 ...+>
 }

@flush depends on mode@
@@
-if (kvm_check_request(KVM_REQ_TLB_FLUSH, vcpu))
+if (kvm_check_request(KVM_REQ_TLB_FLUSH, vcpu)) {
+	kvmppc_mmu_flush_segments(vcpu);
 	kvmppc_mmu_pte_flush(vcpu, 0, 0);
+}

@depends on flush@
@@
 #include "book3s.h"
+#include "magic_page/book3s/segments.h"
