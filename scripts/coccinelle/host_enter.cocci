// SPDX-License-Identifier: GPL-2.0
/// What the guest reads in the page is written before it runs.

@ok@
identifier f, vcpu, svcpu;
@@
 f(struct kvm_vcpu *vcpu)
 {
 ...
 svcpu->in_use = true;
+kvm_para_host_enter(vcpu);
 ...
 }

@depends on ok@
@@
 #include "book3s.h"
+#include "magic_page/book3s/facility.h"
