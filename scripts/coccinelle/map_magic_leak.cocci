// SPDX-License-Identifier: GPL-2.0
/// The page belongs to the vCPU and lives as long; a reference taken at every
/// mapping was never dropped.

@@
identifier pfn;
@@
 void kvmppc_map_magic(...)
 {
 ...
-get_page(pfn_to_page(pfn));
 ...
 }
