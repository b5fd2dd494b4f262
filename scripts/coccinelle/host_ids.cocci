// SPDX-License-Identifier: GPL-2.0
/// The counterpart drops the identity of one address space of the guest.

@ok@
@@
-static inline
 void kvmppc_e500_id_table_reset_one(...)
 { ... }

@depends on ok@
@@
 #include "e500.h"
+#include "magic_page/tlb.h"
