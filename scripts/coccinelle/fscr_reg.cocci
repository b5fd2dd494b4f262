// SPDX-License-Identifier: GPL-2.0
/// Userspace that set a vCPU's FSCR set its FPSCR, and lost what was there.

@@
expression value;
@@
-kvmppc_set_fpscr(vcpu, value)
+vcpu->arch.fscr = value
