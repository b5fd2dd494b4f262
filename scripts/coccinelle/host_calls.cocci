// SPDX-License-Identifier: GPL-2.0
/// What the counterpart does for a guest is said in the answer to its map call, and
/// a call that Linux does not know may be one of the counterpart's.

@other@
identifier r;
@@
-r = EV_UNIMPLEMENTED;
+r = kvm_para_host_hypercall(vcpu, nr, param1, &r2);

@answer depends on other@
identifier r;
@@
 r = KVM_MAGIC_FEAT_SR | KVM_MAGIC_FEAT_MAS0_TO_SPRG7;
+r = r | kvm_para_host_map(vcpu, param2);

@depends on answer@
@@
 #include <asm/cputable.h>
+#include "magic_page/features.h"
