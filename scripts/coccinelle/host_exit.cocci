// SPDX-License-Identifier: GPL-2.0
/// What the guest has put off until it exits is done first.

@ok@
expression run;
identifier vcpu;
identifier f;
@@
 f(struct kvm_vcpu *vcpu, unsigned int exit_nr)
 {
 <+...
 run->ready_for_interrupt_injection = 1;
+kvm_para_host_exit(vcpu);
 ...+>
 }

@depends on ok@
@@
 #include "booke.h"
+#include "magic_page/e500/tlb.h"
