/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pairs of thunks of an e500v2, see thunk_pairs.S.
 *
 * Hazard: a form that is not here is compared with no trap.
 */
#include "kunit/thunk_pairs.S"

/*
 * KVM emulates no read of SPRG4-7 by their privileged numbers, so there is no
 * trap to compare those four with.
 */
.macro trapping_spr_thunks spr:req, access:req, gpr:req
	.if \spr < 276 || \spr > 279
	spr_thunks \spr, \access, \gpr
	.elseif \access & 2
	spr_writes \spr, \gpr
	.endif
.endm

/* The register that the compiler would spare in the sequences is another one. */
.macro thunks_of gpr:req, spare:req
	thunk_pair 0, \gpr, "kvm_para_raw_mfmsr \gpr", "mfmsr \gpr"
	thunk_pair 1, \gpr, "kvm_para_raw_mtmsr \gpr", "mtmsr \gpr"
	thunk_pair 2, \gpr, "kvm_para_raw_wrtee \gpr", "wrtee \gpr"
	thunk_pair 5, \gpr, "kvm_para_raw_wrtee \gpr", "kvm_para_wrtee \gpr, \spare", \spare
	.if \gpr != 1
	thunk_pair 8, \gpr, "kvm_para_raw_mtmsr \gpr", "prologue_mtmsr \gpr"
	.if \gpr != 2
	thunk_pair 10, \gpr, "kvm_para_raw_mtmsr \gpr", "prologue_mtmsr \gpr"
	thunk_pair 6, \gpr, "kvm_para_raw_wrteei 0", "kvm_para_wrteei0 \gpr", \gpr
	thunk_pair 7, \gpr, "kvm_para_raw_wrteei 1", "kvm_para_wrteei1 \gpr", \gpr
	.endif
	.endif
	kvm_para_each_spr trapping_spr_thunks, \gpr
.endm

	thunk_table_begin
	thunk_pair 3, 0, "kvm_para_raw_wrteei 0", "wrteei 0"
	thunk_pair 4, 0, "kvm_para_raw_wrteei 1", "wrteei 1"
	thunk_pair 9, 0, "kvm_para_raw_tlbsync", "tlbsync"
	thunks_of 0, 3
	.irp	r, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
	thunks_of \r, 0
	.endr
	.irp	r, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	thunks_of \r, 0
	.endr
	thunk_table_end
