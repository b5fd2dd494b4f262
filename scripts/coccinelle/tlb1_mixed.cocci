// SPDX-License-Identifier: GPL-2.0
/// An entry of the guest's TLB1 may be backed by entries of the host's TLB1 and by those
/// of its TLB0. Only the last one was remembered: the others outlived the guest's entry,
/// and the host warned at each later use of it.

@@
identifier ref;
@@
 kvmppc_e500_ref_setup(...)
 {
 ...
-ref->flags = E500_TLB_VALID;
+ref->flags = (ref->flags & (E500_TLB_BITMAP | E500_TLB_TLB0)) | E500_TLB_VALID;
 ...
 }
