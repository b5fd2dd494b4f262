// SPDX-License-Identifier: GPL-2.0
/// An instruction that KVM does not know costs the host as many as three lines of its
/// log, and a guest may execute one as often as it likes.

@@
identifier f = {kvmppc_emulate_mtspr, kvmppc_emulate_mfspr, kvmppc_emulate_instruction,
		emulation_exit};
expression list es;
@@
 f(...)
 {
 <+...
-printk(es);
+printk_ratelimited(es);
 ...+>
 }

@@
expression list es;
@@
 kvmppc_exit_pr_progint(...)
 {
 <+...
-pr_crit(es);
+pr_crit_ratelimited(es);
 ...+>
 }
