// SPDX-License-Identifier: GPL-2.0
/// A vCPU begins without a page, and its MAS registers can be set: Linux reads them
/// instead.

@create@
identifier vcpu, e;
@@
 static int kvmppc_core_vcpu_create_e500(struct kvm_vcpu *vcpu)
 {
 ...
 e = to_e500(vcpu);
+kvm_para_host_create(vcpu);
 ...
 }

@@
@@
 static int kvmppc_set_one_reg_e500(...)
 {
 <...
-kvmppc_get_one_reg_e500_tlb
+kvmppc_set_one_reg_e500_tlb
 (...)
 ...>
 }

@depends on create@
@@
 #include "e500.h"
+#include "magic_page/features.h"
