// SPDX-License-Identifier: GPL-2.0
/// The decrementer's interrupt is acknowledged when it is delivered.

@ok@
identifier f, vcpu, priority, keep;
@@
 f(struct kvm_vcpu *vcpu, unsigned int priority)
 {
 <+...
+if (kvm_para_host_acknowledge(vcpu, priority))
+	keep = false;
 if (!keep)
 	clear_bit(priority, &vcpu->arch.pending_exceptions);
 ...+>
 }

@depends on ok@
@@
 #include "booke.h"
+#include "magic_page/e500/timer.h"
