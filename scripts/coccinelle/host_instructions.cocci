// SPDX-License-Identifier: GPL-2.0
/// Every instruction that has been emulated, or could not be, is traced in one place,
/// and counted there.

@@
expression inst, pc, emulated;
@@
+kvm_para_count_instruction(vcpu, inst);
 trace_kvm_ppc_instr(inst, pc, emulated);
