// SPDX-License-Identifier: GPL-2.0
/// Entries of the hash table are put in by the library, where it can.

@ok@
expression context, va, pmd;
@@
-add_hash_page(context, va, pmd);
+if (!kvm_para_add_hash_page(context, va, pmd))
+	add_hash_page(context, va, pmd);

@depends on ok@
@@
 #include <asm/code-patching.h>
+#include <asm/kvm_para_guest.h>
