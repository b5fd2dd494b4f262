// SPDX-License-Identifier: GPL-2.0
/// An interrupt of the host's, taken while a guest runs, turns to the host's
/// debug registers, as it does for any program that is traced. Without its own,
/// a guest misses single steps until one is due in its kernel, which dies of it.
/// Linux leaves IDM on, which alone asks for no event, so that is not looked at.

@@
identifier r, s, vcpu;
@@
 s = kvmppc_prepare_to_enter(vcpu);
 if (s <= 0)
 	r = (s << 2) | RESUME_HOST | (r & RESUME_FLAG_NV);
 else {
 	kvmppc_fix_ee_before_entry();
+	if (vcpu->arch.dbg_reg.dbcr0 & ~DBCR0_IDM)
+		switch_booke_debug_regs(&vcpu->arch.dbg_reg);
 	...
 }
