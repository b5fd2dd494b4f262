// SPDX-License-Identifier: GPL-2.0
/// What the kernel writes into its text goes through the library.
//
// Hazard: the barriers are written anew whenever a mitigation is switched, so it is
// not done once, but where the words are made.

@ok@
expression a, b;
@@
(
- PPC_RAW_MTSPR(a, b)
+ kvm_para_word(PPC_RAW_MTSPR(a, b))
|
- PPC_RAW_MFSPR(a, b)
+ kvm_para_word(PPC_RAW_MFSPR(a, b))
)

@depends on ok@
@@
 #include <asm/code-patching.h>
+#include <asm/kvm_para_guest.h>
