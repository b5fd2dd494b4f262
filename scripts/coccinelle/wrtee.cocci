// SPDX-License-Identifier: GPL-2.0
/// wrtee() goes through the library's sequences, when they are configured.
//
// Hazard: every change of MSR[EE] in C ends in this one helper; a second helper
// would show up in the static check as a site with a stub.

@ok@
identifier val;
@@
static inline void wrtee(unsigned long val)
{
+	if (kvm_para_set_ee(val))
+		return;
	...
}

@depends on ok@
identifier val;
@@
+#include <asm/kvm_para_ee.h>
+
static inline void wrtee(unsigned long val)
{
	...
}
