// SPDX-License-Identifier: GPL-2.0
/// The counterpart drops the identity of one address space of the guest, and knows when
/// one may have been dropped: it is asked for anew then, but where only MSR has changed.
/// The page is mapped when its vCPU is loaded: all pages have one entry of the host's TLB.

@one@
@@
-static inline
 void kvmppc_e500_id_table_reset_one(...)
 { ... }

@destroyed depends on one@
@@
 local_sid_destroy_all();
+kvm_para_host_forget_ids(&vcpu_e500->vcpu);

@change depends on destroyed@
identifier f != { kvmppc_mmu_msr_notify, kvmppc_e500_get_sid };
expression e;
@@
 f(...)
 {
 <+...
+kvm_para_host_forget_ids(&e->vcpu);
 kvmppc_e500_recalc_shadow_pid(e);
 ...+>
 }

@load depends on change@
identifier f =~ "vcpu_load", vcpu, cpu;
@@
 f(struct kvm_vcpu *vcpu, int cpu)
 {
 ...
 kvmppc_e500_recalc_shadow_pid(...);
+kvm_para_host_loaded(vcpu);
 }

@depends on load@
@@
 #include "e500.h"
+#include "magic_page/e500/tlb.h"
