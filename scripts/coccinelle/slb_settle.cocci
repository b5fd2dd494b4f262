// SPDX-License-Identifier: GPL-2.0
/// A change of address space is made when it is over.

@ok@
expression prev, next, tsk;
@@
 switch_mmu_context(prev, next, tsk);
+kvm_para_settle_slb(next);

@depends on ok@
@@
 #include <asm/mmu_context.h>
+#include <asm/kvm_para_guest.h>
