// SPDX-License-Identifier: GPL-2.0
/// A guest's memory may have a hole, and userspace may have unmapped part of it. KVM
/// says so by page frame numbers of 64 bits whose lower 32 are zero or little more. In
/// a long of 32 bits they became page frames: the guest was given the host's first
/// page, with its vectors, to write.

@ok@
symbol pfn;
typedef kvm_pfn_t;
@@
 kvmppc_e500_shadow_map(...)
 {
 ...
-unsigned long pfn = 0;
+kvm_pfn_t pfn = 0;
 ...
 }

@depends on ok@
symbol pfn, gfn;
expression list[2] what;
@@
 pr_err_ratelimited(what, (long)gfn,
-	pfn
+	(long)pfn
 )
