// SPDX-License-Identifier: GPL-2.0
/// A page fault that comes with relocation on has not been to hash_page().

@ok@
identifier regs, address, error, probed;
@@
 ___do_page_fault(struct pt_regs *regs, unsigned long address, unsigned long error)
 {
 ...
 bool probed = kprobe_page_fault(...);
+
+if (kvm_para_hash_fault(regs, address, error))
+	return 0;
 ...
 }

@depends on ok@
@@
 #include <asm/firmware.h>
+#include <asm/kvm_para_guest.h>
