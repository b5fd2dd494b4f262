// SPDX-License-Identifier: GPL-2.0
/// A segment that goes out of the shadow SLB goes out of what is put aside of it. So does
/// one whose virtual segment is given to another. What it was made from is kept.

@whole@
identifier vcpu;
@@
 void kvmppc_mmu_flush_segments(struct kvm_vcpu *vcpu)
 {
 struct kvmppc_book3s_shadow_vcpu *svcpu = svcpu_get(vcpu);
+kvm_para_host_drop_segments(vcpu);
 ...
 }

@one depends on whole@
identifier vcpu, ea, size, mask, svcpu, i;
@@
 void kvmppc_mmu_flush_segment(struct kvm_vcpu *vcpu, ulong ea, ulong size)
 {
 struct kvmppc_book3s_shadow_vcpu *svcpu = svcpu_get(vcpu);
 ulong mask = -size;
 int i;
+kvm_para_host_drop_segment(vcpu, ea, size);
 ...
 }

@made depends on one@
expression second, first;
identifier index;
@@
 svcpu->slb[index].vsid = second;
 trace_kvm_book3s_slbmte(second, first);
+kvm_para_host_segment_mapped(vcpu, index, first);

@given depends on made@
expression map;
@@
+if (map->valid)
+	kvm_para_host_drop_vsid(vcpu, map->host_vsid);
 map->host_vsid = vsid_scramble(...);

@depends on given@
@@
 #include "book3s.h"
+#include "magic_page/book3s/segments.h"
