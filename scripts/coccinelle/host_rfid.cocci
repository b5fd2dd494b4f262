// SPDX-License-Identifier: GPL-2.0
/// The counterpart knows when the guest has returned from an interrupt.

@ok@
identifier srr1;
expression vcpu, advance;
@@
 kvmppc_set_pc(vcpu, kvmppc_get_srr0(vcpu));
 kvmppc_set_msr(vcpu, srr1);
+kvm_para_host_returned(vcpu);
 *advance = 0;

@depends on ok@
@@
 #include "book3s.h"
+#include "magic_page/book3s/faults.h"
