// SPDX-License-Identifier: GPL-2.0
/// With no entry in TLB1 the mask for MAS0[ESEL] was all ones, and the guest wrote
/// entries behind the end of what userspace had given for them.

@@
identifier params;
@@
-if (params.tlb_sizes[1] > 64)
+if (!params.tlb_sizes[1] || params.tlb_sizes[1] > 64)
 	return -EINVAL;
