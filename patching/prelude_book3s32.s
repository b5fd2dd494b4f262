/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The prelude's part for 32 bit Book3S guests: mfsrin and dcbz.
 *
 * Hazard: a dcbz of user memory may fault, and is then fixed up by its own address, so
 * that one keeps trapping: kvm_para_raw_dcbz.
 */

/* Nothing but EE, ME and RI may change in the page alone. */
.macro __kvm_para_not_critical t:req
.endm

/* .Lkvm_para_hit: is \reg register \num? */
.macro __kvm_para_is reg:req, num:req
	.set	.Lkvm_para_hit, 0
	.irp	name, \num, r\num, %r\num
	.ifc	\reg,\name
	.set	.Lkvm_para_hit, 1
	.endif
	.endr
.endm

/*
 * mfsrin rt, rb: the segment registers are in the page, in their order, and its upper
 * bits of address come with the displacement. Works without a stack. A register that
 * cannot be a base keeps trapping.
 */
.macro kvm_para_raw_mfsrin rt:req, rb:req
	.purgem mfsrin
	mfsrin	\rt, \rb
	__kvm_para_def_mfsrin
.endm

.macro __kvm_para_def_mfsrin
.macro mfsrin rt:req, rb:req
.Lkvm_para_o\@:
	kvm_para_raw_mfsrin \rt, \rb
.Lkvm_para_e\@:
	__kvm_para_is \rt, 0
	.if .Lkvm_para_mode && !.Lkvm_para_hit
	__kvm_para_stub \@, .Lkvm_para_ftr_sr
	rlwinm	\rt, \rb, 6, 26, 29
	lwz	\rt, -4096 + .Lkvm_para_off_sr(\rt)
	b	.Lkvm_para_e\@
	.popsection
	.endif
.endm
.endm
__kvm_para_def_mfsrin

/* ---- dcbz ---------------------------------------------------------------- */

.macro kvm_para_raw_dcbz ra:req, rb:req
	.purgem dcbz
	dcbz	\ra, \rb
	__kvm_para_def_dcbz
.endm

/* The registers of a stub that are neither \ra nor \rb */
.macro __kvm_para_take num:req, ra:req, rb:req
	__kvm_para_is \ra, \num
	.set	.Lkvm_para_taken, .Lkvm_para_hit
	__kvm_para_is \rb, \num
	.if !(.Lkvm_para_taken | .Lkvm_para_hit)
	.if !.Lkvm_para_t
	.set	.Lkvm_para_t, \num
	.elseif !.Lkvm_para_u
	.set	.Lkvm_para_u, \num
	.endif
	.endif
.endm

/*
 * dcbz ra, rb: stores to the line of 32 bytes. What is stored twice, since an interrupt
 * came in between and somebody else has stored there, would be a race without us.
 */
.macro __kvm_para_def_dcbz
.macro dcbz ra:req, rb:req
.Lkvm_para_o\@:
	kvm_para_raw_dcbz \ra, \rb
.Lkvm_para_e\@:
	.set	.Lkvm_para_t, 0
	.set	.Lkvm_para_u, 0
	.irp	num, 31, 30, 29, 28
	__kvm_para_take \num, \ra, \rb
	.endr
	__kvm_para_is \ra, 1
	.set	.Lkvm_para_rs_is_r1, .Lkvm_para_hit
	__kvm_para_is \rb, 1
	.if .Lkvm_para_mode == 2 && !(.Lkvm_para_rs_is_r1 | .Lkvm_para_hit)
	__kvm_para_stub \@, .Lkvm_para_ftr_dcbz
	__kvm_para_stlu	1, -.Lkvm_para_frame(1)
	__kvm_para_st	.Lkvm_para_t, .Lkvm_para_save_t(1)
	__kvm_para_st	.Lkvm_para_u, .Lkvm_para_save_u(1)
	__kvm_para_is \ra, 0
	.if .Lkvm_para_hit
	rlwinm	.Lkvm_para_t, \rb, 0, 0, 26
	.else
	add	.Lkvm_para_t, \ra, \rb
	rlwinm	.Lkvm_para_t, .Lkvm_para_t, 0, 0, 26
	.endif
	li	.Lkvm_para_u, 0
	.irp	at, 0, 4, 8, 12, 16, 20, 24, 28
	stw	.Lkvm_para_u, \at(.Lkvm_para_t)
	.endr
	__kvm_para_ld	.Lkvm_para_u, .Lkvm_para_save_u(1)
	__kvm_para_ld	.Lkvm_para_t, .Lkvm_para_save_t(1)
	addi	1, 1, .Lkvm_para_frame
	b	.Lkvm_para_e\@
	.popsection
	.endif
.endm
.endm
__kvm_para_def_dcbz

/*
 * dcbz ra, rb of a line that the code behind it writes from end to end: it is there to
 * save a load of the line from memory, and for nothing else.
 */
.macro kvm_para_dcbz_written ra:req, rb:req
.Lkvm_para_o\@:
	kvm_para_raw_dcbz \ra, \rb
.Lkvm_para_e\@:
	.if .Lkvm_para_mode
	__kvm_para_alt \@
	nop
	__kvm_para_alt_end \@, .Lkvm_para_ftr_dcbz
	.endif
.endm

/*
 * dcbz ra, rb of the line that begins 4 bytes behind \base, with \zero holding zero: no
 * register is borrowed.
 */
.macro kvm_para_dcbz_behind ra:req, rb:req, base:req, zero:req
.Lkvm_para_o\@:
	kvm_para_raw_dcbz \ra, \rb
.Lkvm_para_e\@:
	.if .Lkvm_para_mode
	__kvm_para_stub \@, .Lkvm_para_ftr_dcbz
	.irp	at, 4, 8, 12, 16, 20, 24, 28, 32
	stw	\zero, \at(\base)
	.endr
	b	.Lkvm_para_e\@
	.popsection
	.endif
.endm
