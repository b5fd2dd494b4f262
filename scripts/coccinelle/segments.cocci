// SPDX-License-Identifier: GPL-2.0
/// A change of address space goes through the library.
//
// Hazard: interrupts have to be off there, as they are in this one place of all that write
// these registers.

@ok@
expression val;
@@
 switch_mmu_context(...)
 {
 ...
-update_user_segments(val);
+if (!kvm_para_user_segments(val))
+	update_user_segments(val);
 ...
 }

@depends on ok@
@@
 #include <linux/export.h>
+#include <asm/kvm_para_guest.h>
