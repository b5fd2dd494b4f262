// SPDX-License-Identifier: GPL-2.0
/// The counterpart knows what the guest has written into its TLB.

@ok@
expression vcpu, eaddr, raddr, index;
@@
 kvmppc_e500_emul_tlbwe(...)
 {
 <+...
-kvmppc_mmu_map(vcpu, eaddr, raddr, index);
+kvm_para_host_written(vcpu, eaddr, raddr, index);
 ...+>
 }

@depends on ok@
@@
 #include "e500_mmu_host.h"
+#include "magic_page/e500/tlb.h"
