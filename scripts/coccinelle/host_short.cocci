// SPDX-License-Identifier: GPL-2.0
/// The exits that are made most often are answered before the long way begins.

@ok@
identifier f, vcpu, exit_nr;
@@
 f(struct kvm_vcpu *vcpu, unsigned int exit_nr)
 {
 <+...
 kvmppc_update_timing_stats(vcpu);
+if (kvm_para_host_short(vcpu, exit_nr))
+	return RESUME_GUEST;
 ...+>
 }

@depends on ok@
@@
 #include "booke.h"
+#include "magic_page/e500/short.h"
