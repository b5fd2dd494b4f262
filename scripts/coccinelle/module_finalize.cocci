// SPDX-License-Identifier: GPL-2.0
/// Patch a module when all else has been done to its text. Should that fail, then
/// nobody calls module_arch_cleanup(), so it comes last.

@ok@
typedef Elf_Ehdr, Elf_Shdr;
identifier hdr, sechdrs, me;
@@
 int module_finalize(const Elf_Ehdr *hdr, const Elf_Shdr *sechdrs, struct module *me)
 {
 ...
-return 0;
+return kvm_para_module_finalize(hdr, sechdrs, me);
 }

@depends on ok@
@@
 #include <asm/setup.h>
+#include <asm/kvm_para_guest.h>
