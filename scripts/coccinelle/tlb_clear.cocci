// SPDX-License-Identifier: GPL-2.0
/// The TLB that KVM makes for a guest held what was in that memory before: the guest reads
/// it by tlbre, and what was another guest's TLB translates.

@@
expression e;
expression list size;
@@
-e->gtlb_arch = kmalloc_array(size);
+e->gtlb_arch = kcalloc(size);
