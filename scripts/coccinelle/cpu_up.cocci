// SPDX-License-Identifier: GPL-2.0
/// Say why a CPU did not come up, if it was refused its page.

@ok@
identifier cpu;
@@
 __cpu_up(...)
 {
 ...
 if (!cpu_callin_map[cpu]) {
+	kvm_para_cpu_failed(cpu);
 	...
 	return -ENOENT;
 }
 ...
 }

@depends on ok@
@@
 #include <asm/smp.h>
+#include <asm/kvm_para_guest.h>
