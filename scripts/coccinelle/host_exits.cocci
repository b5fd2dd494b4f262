// SPDX-License-Identifier: GPL-2.0
/// Every exit comes by here, whatever becomes of it, and is counted first of all.

@@
@@
+kvm_para_count(vcpu, exit_nr);
 kvmppc_fix_ee_after_exit();
