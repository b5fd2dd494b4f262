// SPDX-License-Identifier: GPL-2.0
/// No kprobe on an access of the page, see asm/kvm_para_probe.h.

@ok@
typedef bool, u32;
identifier inst;
@@
static inline bool can_single_step(u32 inst)
{
+	if (kvm_para_accesses_page(inst))
+		return false;
	...
}

@depends on ok@
@@
 #include <asm/disassemble.h>
+#include <asm/kvm_para_probe.h>
