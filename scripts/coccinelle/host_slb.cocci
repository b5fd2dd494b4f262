// SPDX-License-Identifier: GPL-2.0
/// What a guest does to its SLB is done to what is put aside of its segments, in whichever
/// mode it does so.

@write@
identifier vcpu, rs, rb;
@@
 kvmppc_mmu_book3s_64_slbmte(struct kvm_vcpu *vcpu, u64 rs, u64 rb)
 {
 ...
 slbe = &vcpu->arch.slb[slb_nr];
+kvm_para_host_slbmte(vcpu, slbe, rs, rb);
 ...
-kvmppc_mmu_map_segment(...);
+kvm_para_host_slb_written(vcpu, slbe);
 }

@whole depends on write@
identifier vcpu, i;
@@
 kvmppc_mmu_book3s_64_slbia(struct kvm_vcpu *vcpu)
 {
 int i;
+kvm_para_host_drop_segments(vcpu);
 ...
 }

@depends on whole@
@@
 #include <asm/book3s/64/mmu-hash.h>
+#include "magic_page/book3s/segments.h"
