// SPDX-License-Identifier: GPL-2.0
/// A 32-bit guest may have said that all of its tlbie's address counts.

@ok@
expression v, ea;
@@
-kvmppc_mmu_pte_flush(v, ea, 0x0FFFF000)
+kvmppc_mmu_pte_flush(v, ea, kvm_para_host_tlbie_mask(vcpu))

@depends on ok@
@@
 #include <asm/kvm_book3s.h>
+#include "magic_page/book3s/notes.h"
