// SPDX-License-Identifier: GPL-2.0
/// KVM PR delivers interrupts with relocation on where it is told to, so it says that it
/// can.

@@
expression hv;
identifier r;
@@
+r = !hv && KVM_PARA_HOST_AIL;
 if (hv) {
 if (kvmhv_on_pseries()) {
 if (pseries_reloc_on_exception())
 r = 1;
 }
 else if (...) { ... } }
