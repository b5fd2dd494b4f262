// SPDX-License-Identifier: GPL-2.0
/// An interrupt source has one of the outputs that a CPU has, or keeps its own.
//
// Hazard: the number is a guest's, and indexes an array in struct irq_dest; behind
// that are other vCPUs' pointers.

@@
identifier opp, n, val;
@@
 static inline void write_IRQreg_ilr(struct openpic *opp, int n, uint32_t val)
 {
+if ((val & ILR_INTTGT_MASK) > ILR_INTTGT_MCP)
+	return;
 ...
 }
