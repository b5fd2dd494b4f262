// SPDX-License-Identifier: GPL-2.0
/// Every exit of a guest of KVM PR comes by here, and is counted first of all.

@ok@
expression run;
identifier f, vcpu, exit_nr;
@@
 f(struct kvm_vcpu *vcpu, unsigned int exit_nr)
 {
 <+...
 run->ready_for_interrupt_injection = 1;
+kvm_para_count_vector(vcpu, exit_nr);
 ...+>
 }

@depends on ok@
@@
 #include "book3s.h"
+#include "magic_page/exits.h"
