// SPDX-License-Identifier: GPL-2.0
/// The counterpart knows which interrupt the guest is given.

@ok@
identifier pc, msr, vec;
@@
+kvm_para_host_interrupted(vcpu, vec);
 msr = vcpu->arch.intr_msr;
 pc = to_book3s(vcpu)->hior + vec;

@depends on ok@
@@
 #include "book3s.h"
+#include "magic_page/book3s/faults.h"
