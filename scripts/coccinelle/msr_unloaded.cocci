// SPDX-License-Identifier: GPL-2.0
/// Userspace that set MSR with FP on got the guest's floating point registers into those
/// of its own thread, and what it set of the guest's after that was lost when they were
/// put back. The guest of a vCPU that does not run gets them when it does.

@@
@@
 kvmppc_set_msr_pr(...)
 {
 <...
(
-if (kvmppc_get_msr(vcpu) & MSR_FP)
+if (vcpu->cpu >= 0 && kvmppc_get_msr(vcpu) & MSR_FP)
 kvmppc_handle_ext(...);
|
-if (kvmppc_get_msr(vcpu) & MSR_TM)
+if (vcpu->cpu >= 0 && kvmppc_get_msr(vcpu) & MSR_TM)
 kvmppc_handle_lost_math_exts(vcpu);
)
 ...>
 }
