// SPDX-License-Identifier: GPL-2.0
/// What the counterpart does for a guest is said in the answer to its map call.

@ok@
identifier r;
@@
 r = KVM_MAGIC_FEAT_SR | KVM_MAGIC_FEAT_MAS0_TO_SPRG7;
+r = r | kvm_para_host_features();

@depends on ok@
@@
 #include <asm/cputable.h>
+#include "magic_page/features.h"
