// SPDX-License-Identifier: GPL-2.0
/// A guest that wants its interrupts with relocation on was refused here. Userspace
/// decides, and tells by LPCR.

@ok@
expression resource;
@@
-if (resource == H_SET_MODE_RESOURCE_ADDR_TRANS_MODE)
+if (!KVM_PARA_HOST_AIL && resource == H_SET_MODE_RESOURCE_ADDR_TRANS_MODE)
 { ... }

@depends on ok@
@@
 #include <asm/kvm_book3s.h>
+#include "magic_page/features.h"
