// SPDX-License-Identifier: GPL-2.0
/// Pages that are unmapped are noted, and invalidated together before they are freed.

@note@
expression mm, ptep, address;
@@
 if (pte_val(*ptep) & _PAGE_HASHPTE)
-	flush_hash_entry(mm, ptep, address);
+	if (!kvm_para_note_flush(mm->context.id, address, __pa(ptep)))
+		flush_hash_entry(mm, ptep, address);

@depends on note@
@@
 #include <asm-generic/tlb.h>
+#include <asm/kvm_para_guest.h>
