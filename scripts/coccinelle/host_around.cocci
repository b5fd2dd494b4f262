// SPDX-License-Identifier: GPL-2.0
/// When a page has been mapped in the shadow, so are its neighbours.

@@
identifier pte;
@@
 kvmppc_handle_pagefault(...)
 {
 <+...
 if (kvmppc_mmu_map_page(vcpu, &pte, ...) == -EIO) { ... }
+kvm_para_host_map_around(vcpu, &pte);
 ...+>
 }
