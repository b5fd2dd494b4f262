/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pairs of thunks of 32 bit Book3S, see thunk_pairs.S.
 *
 * Hazard: a form that is not here is compared with no trap.
 */
#include "kunit/thunk_pairs.S"

/*
 * mfsrin with r0 as its target, and dcbz with r1, are not recorded. Of the two of each,
 * one has the operand twice. The last is SPRG3 by the user's number: see
 * thunk_pairs_book3s64.S.
 */
.macro thunks_of gpr:req, other=6
	thunk_pair 0, \gpr, "kvm_para_raw_mfmsr \gpr", "mfmsr \gpr"
	thunk_pair 1, \gpr, "kvm_para_raw_mtmsr \gpr", "mtmsr \gpr"
	thunk_pair 13, \gpr, "kvm_para_raw_mfsrin \other, \gpr", "mfsrin \other, \gpr"
	.if \gpr != 0
	thunk_pair 12, \gpr, "kvm_para_raw_mfsrin \gpr, \gpr", "mfsrin \gpr, \gpr"
	.endif
	.if \gpr != 1
	thunk_pair 8, \gpr, "kvm_para_raw_mtmsr \gpr", "prologue_mtmsr \gpr"
	thunk_pair 14, \gpr, "kvm_para_raw_dcbz 0, \gpr", "dcbz 0, \gpr"
	.if \gpr != 0
	thunk_pair 15, \gpr, "kvm_para_raw_dcbz \gpr, \gpr", "dcbz \gpr, \gpr"
	.endif
	.if \gpr != 2
	thunk_pair 10, \gpr, "kvm_para_raw_mtmsr \gpr", "prologue_mtmsr \gpr"
	.endif
	.endif
	kvm_para_each_spr spr_thunks, \gpr
	thunk_pair 259, \gpr, "nop", "mfspr \gpr, 259"
.endm

	thunk_table_begin
	thunk_pair 9, 0, "kvm_para_raw_tlbsync", "tlbsync"
	thunks_of 6, 7
	.irp	r, 0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
	thunks_of \r
	.endr
	.irp	r, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	thunks_of \r
	.endr
	thunk_table_end
