// SPDX-License-Identifier: GPL-2.0
/// The translation of a 32-bit guest's page says nothing of how the memory behind it
/// may be accessed, so the host asked for its page as not coherent, which a
/// hypervisor below it refuses for memory. That is memory, so it is: M, as in the
/// entry of a hash table.

@@
identifier pte, data, iswrite;
@@
 static int kvmppc_mmu_book3s_32_xlate(..., struct kvmppc_pte *pte, bool data, bool iswrite)
 {
 ...
 pte->page_size = MMU_PAGE_4K;
+pte->wimg = 0x10;
 ...
 }
