// SPDX-License-Identifier: GPL-2.0
/// If nothing is pending there is no first bit, and __ffs() of that is whatever the
/// compiler makes of it. On a 32-bit host that became a system reset, which the guest
/// got at each entry.

@@
identifier pending, priority;
@@
 kvmppc_core_prepare_to_enter(...)
 {
 ...
-priority = __ffs(*pending);
+priority = find_first_bit(pending, BITS_PER_BYTE * sizeof(*pending));
 ...
 }
