// SPDX-License-Identifier: GPL-2.0
/// A guest names the entry of its SLB that it reads or writes, and there are slb_nr of
/// them. The one behind the last was taken for one as well: a write of that fell upon
/// how many there are, and upon addresses of functions that the host calls.

@@
identifier n;
@@
-n > vcpu->arch.slb_nr
+n >= vcpu->arch.slb_nr
