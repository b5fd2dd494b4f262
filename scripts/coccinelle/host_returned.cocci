// SPDX-License-Identifier: GPL-2.0
/// The counterpart knows when the guest has returned from an interrupt.

@ok@
expression vcpu;
@@
 kvmppc_set_msr(vcpu, vcpu->arch.shared->srr1);
+kvm_para_host_returned(vcpu);

@depends on ok@
@@
 #include "booke.h"
+#include "magic_page/e500/tlb.h"
