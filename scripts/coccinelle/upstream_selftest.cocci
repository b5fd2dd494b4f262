// SPDX-License-Identifier: GPL-2.0
/// fault_in_readable() takes user addresses only and refuses the page's, so
/// patching never happened. A read that may fault is what was meant.

@@
statement S;
@@
 kvm_use_magic_page(...)
 {
 ...
 u32 features;
+u32 word;
 ...
-if (fault_in_readable(...))
+if (get_kernel_nofault(word, (u32 *)KVM_MAGIC_PAGE))
 S
 ...
 }
