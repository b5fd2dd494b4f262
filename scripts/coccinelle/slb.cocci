// SPDX-License-Identifier: GPL-2.0
/// Segments of user mode are taken out of the SLB by notes.

@ok@
identifier data;
@@
 slb_cache_slbie_user(...)
 {
 ...
 data |= SLBIE_C;
+if (kvm_para_note_slb(0, data))
+	return;
 ...
 }

@depends on ok@
@@
 #include <asm/paca.h>
+#include <asm/kvm_para_guest.h>
