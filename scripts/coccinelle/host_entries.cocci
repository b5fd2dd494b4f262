// SPDX-License-Identifier: GPL-2.0
/// A 32-bit guest gets interrupts of user mode where it wants them.

@ok@
identifier pc, msr, vec;
@@
 msr = vcpu->arch.intr_msr;
 pc = to_book3s(vcpu)->hior + vec;
+kvm_para_host_enter_at(vcpu, vec, &msr, &pc);

@depends on ok@
@@
 #include "book3s.h"
+#include "magic_page/book3s/entries.h"
