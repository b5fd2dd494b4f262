// SPDX-License-Identifier: GPL-2.0
/// LPCR[AIL] is kept, and asked when an interrupt is delivered.

@set@
identifier vcpu, lpcr;
@@
 void kvmppc_set_lpcr_pr(struct kvm_vcpu *vcpu, u64 lpcr)
 {
+kvm_para_host_set_lpcr(vcpu, lpcr);
 ...
 }

@get depends on set@
expression val, id;
@@
 if (vcpu->arch.intr_msr & MSR_LE)
-	val = get_reg_val(id, LPCR_ILE);
+	val = get_reg_val(id, LPCR_ILE | kvm_para_host_lpcr(vcpu));
 else
-	val = get_reg_val(id, 0);
+	val = get_reg_val(id, kvm_para_host_lpcr(vcpu));

@deliver depends on get@
identifier pc, msr, vec;
@@
 msr = vcpu->arch.intr_msr;
 pc = to_book3s(vcpu)->hior + vec;
+if (kvm_para_host_relocated(vcpu, vec)) {
+	msr |= MSR_IR | MSR_DR;
+	pc = KVM_PARA_RELOCATED + vec;
+}

@depends on deliver@
@@
 #include "book3s.h"
+#include "magic_page/book3s/ail.h"
