// SPDX-License-Identifier: GPL-2.0
/// And taken out by it.

@ok@
expression context, va, pmd, count;
@@
-flush_hash_pages(context, va, pmd, count);
+if (!kvm_para_flush_hash_pages(context, va, pmd, count))
+	flush_hash_pages(context, va, pmd, count);

@depends on ok@
@@
 #include <asm/tlb.h>
+#include <asm/kvm_para_guest.h>
