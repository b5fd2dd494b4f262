// SPDX-License-Identifier: GPL-2.0
/// A huge page is an entry of the page directory, and that is an entry of a page table then,
/// of 64 bits. Its page frame was taken for the address of a page table. When the page is
/// unmapped the upper half stays, as it does in page tables, so that a TLB miss handler
/// that has read one half finds the other; but the entry was taken for one in use, and the
/// page table it does not point to was freed.

@none@
identifier pmd;
@@
 #define pmd_none(pmd)
-	(!pmd_val(pmd))
+	(!(unsigned long)pmd_val(pmd))

@present depends on none@
identifier pmd;
@@
 #define pmd_present(pmd)
-	(pmd_val(pmd) & _PMD_PRESENT_MASK)
+	((unsigned long)pmd_val(pmd) & _PMD_PRESENT_MASK)

@depends on present@
identifier pmd;
@@
 #define pmd_pfn(pmd)
-	(__pa(pmd_val(pmd)) >> PAGE_SHIFT)
+	(pmd_leaf(pmd) ? pte_pfn(__pte(pmd_val(pmd))) : __pa(pmd_val(pmd)) >> PAGE_SHIFT)
