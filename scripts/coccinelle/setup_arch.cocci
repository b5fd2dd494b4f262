// SPDX-License-Identifier: GPL-2.0
/// Take the page into use as soon as the device tree is known, with one CPU up.

@ok@
@@
 setup_arch(...)
 {
 ...
 smp_setup_cpu_maps();
+kvm_para_init();
 ...
 }

@depends on ok@
@@
 #include <asm/setup.h>
+#include <asm/kvm_para_guest.h>
