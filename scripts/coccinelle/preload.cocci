// SPDX-License-Identifier: GPL-2.0
/// Each entry of the hash table is an exit, so none is made for pages that nobody has
/// asked for.

@ok@
expression mm;
identifier ptep, address, exec, trap;
@@
+if (kvm_para_leave_out(address))
+	return;
 hash_preload(mm, ptep, address, exec, trap);

@depends on ok@
@@
 #include <asm/firmware.h>
+#include <asm/kvm_para_guest.h>
