// SPDX-License-Identifier: GPL-2.0
/// Userspace that gave a vCPU of 32 bits the BATs it had read gave each its halves the
/// wrong way round.

@@
symbol false, true;
expression vcpu, bat, half;
@@
(
 kvmppc_set_bat(vcpu, bat,
-		false,
+		true,
		half)
|
 kvmppc_set_bat(vcpu, bat,
-		true,
+		false,
		half)
)
