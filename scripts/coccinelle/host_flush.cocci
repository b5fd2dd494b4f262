// SPDX-License-Identifier: GPL-2.0
/// A write to MMUCSR0 leaves in the shadow TLB what stands for surviving entries.

@ok@
expression vcpu_e500, value;
@@
-kvmppc_e500_emul_mt_mmucsr0(vcpu_e500, value)
+kvm_para_host_flush(vcpu_e500, value)

@depends on ok@
@@
 #include "e500.h"
+#include "magic_page/e500/tlb.h"
