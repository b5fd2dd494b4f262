// SPDX-License-Identifier: GPL-2.0
/// A huge page may reach beyond the slot of the guest's memory that begins or ends in it,
/// and lie otherwise in the guest than in the host. A shadow entry as large as the page
/// gave the guest what is userspace's own, or its own memory at other addresses.

@@
symbol tsize, psize, slot, gfn, hva;
@@
 kvmppc_e500_shadow_map(...)
 {
 <...
 tsize = min(__ilog2(psize) - 10, tsize);
 tsize = max(BOOK3E_PAGESZ_4K, tsize & ~1);
+while (tsize > BOOK3E_PAGESZ_4K) {
+	gfn_t within = (1UL << (tsize + 10 - PAGE_SHIFT)) - 1;
+	gfn_t first = gfn & ~within, end = slot->base_gfn + slot->npages;
+	bool aligned = !((gfn ^ (hva >> PAGE_SHIFT)) & within);
+
+	if (aligned && first >= slot->base_gfn && first + within < end)
+		break;
+	tsize -= 2;
+}
 ...>
 }
