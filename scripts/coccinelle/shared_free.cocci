// SPDX-License-Identifier: GPL-2.0
/// The TLB's end looks at MSR in the page once more, so the page goes after it.

@@
expression page, tlb;
@@
 kvmppc_core_vcpu_free_e500(...)
 {
 ...
-free_page(page);
 kvmppc_e500_tlb_uninit(tlb);
+free_page(page);
 ...
 }
