// SPDX-License-Identifier: GPL-2.0
/// What a page fault has put into the page table is what the access misses next.

@ok@
identifier address, fault;
expression list more;
expression vma;
@@
 fault = handle_mm_fault(vma, address, more);
+kvm_para_faulted(address, fault);

@depends on ok@
@@
 #include <asm/firmware.h>
+#include <asm/kvm_para_guest.h>
