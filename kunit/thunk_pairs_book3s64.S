/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pairs of thunks of 64 bit Book3S, see thunk_pairs.S.
 *
 * Hazard: r13 is the kernel's own, and an interrupt does not give back another, so
 * that none may come where it is the operand.
 */
#include "kunit/thunk_pairs.S"

/*
 * mtmsrd with r1 is not recorded. The last is SPRG3 by the user's number. The original
 * does not trap, so nothing but a site may stand in the kernel's text; the test writes
 * it in the place of the nop.
 */
.macro thunks_of gpr:req
	thunk_pair 0, \gpr, "kvm_para_raw_mfmsr \gpr", "mfmsr \gpr"
	.if \gpr != 1
	thunk_pair 11, \gpr, "kvm_para_raw_mtmsrd \gpr, 1", "mtmsrd \gpr, 1"
	.endif
	kvm_para_each_spr spr_thunks, \gpr
	thunk_pair 259, \gpr, "nop", "mfspr \gpr, 259"
.endm

	thunk_table_begin
	.irp	r, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
	thunks_of \r
	.endr
	.irp	r, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	thunks_of \r
	.endr
	thunk_table_end
