/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The prelude's part for 32 bit guests: tlbsync and mtmsr.
 *
 * Hazard: a bit of MSR that the host has to act upon and would not be told of.
 */

/* KVM has finished an invalidation when the instruction that asked for it is
 * over, so there is nothing left for tlbsync to wait for. */
.macro __kvm_para_def_tlbsync
.macro tlbsync
.Lkvm_para_o\@:
	.purgem tlbsync
	tlbsync
	__kvm_para_def_tlbsync
.Lkvm_para_e\@:
	.if .Lkvm_para_mode
	__kvm_para_alt \@
	nop
	__kvm_para_alt_end \@, .Lkvm_para_ftr_sync
	.endif
.endm
.endm
__kvm_para_def_tlbsync

.macro kvm_para_raw_tlbsync
	.purgem tlbsync
	tlbsync
	__kvm_para_def_tlbsync
.endm

.macro kvm_para_raw_mtmsr rs:req
	.purgem mtmsr
	mtmsr	\rs
	__kvm_para_def_mtmsr
.endm

/*
 * mtmsr rs without an exit, when nothing but EE, CE of Book E, ME and RI changes: those
 * are the bits KVM looks at in the page, or not at all, and has not to act upon.
 * With one of EE, CE and ME newly set, int_pending is read after the store, as
 * in wrteei 1.
 */
.macro __kvm_para_not_ri t:req
	rlwinm.	\t, \t, 0, 31, 29
.endm

.macro __kvm_para_unsafe_bits t:req
	rlwinm	\t, \t, 0, 17, 15	/* not EE */
	__kvm_para_not_critical \t
	rlwinm	\t, \t, 0, 20, 18	/* not ME */
	__kvm_para_not_ri \t
.endm

/*
 * With a stack:
 *   push            as in every stub
 *   xor, rlwinm     interrupted: MSR comes back as it was loaded
 *   andc            the bits that rs sets anew, for after the store
 *   stl             MSR is rs from here on
 *   lwz int_pending after the store, when a bit was set anew
 *   pop             the frame is ours until it is gone
 */
.macro __kvm_para_mtmsr_stack id:req, rs:req
	__kvm_para_push
	__kvm_para_st	.Lkvm_para_u, .Lkvm_para_save_u(1)
	.if .Lkvm_para_rs_is_r1
	__kvm_para_ld	.Lkvm_para_u, 0(1)
	.else
	mr	.Lkvm_para_u, \rs
	.endif
	__kvm_para_ll	.Lkvm_para_t, .Lkvm_para_off_msr
	xor	.Lkvm_para_t, .Lkvm_para_t, .Lkvm_para_u
	__kvm_para_unsafe_bits .Lkvm_para_t
	bne	.Lkvm_para_w\id
	__kvm_para_ll	.Lkvm_para_t, .Lkvm_para_off_msr
	andc	.Lkvm_para_t, .Lkvm_para_u, .Lkvm_para_t
	__kvm_para_not_ri .Lkvm_para_t
	__kvm_para_stl	.Lkvm_para_u, .Lkvm_para_off_msr
	beq	.Lkvm_para_d\id
	lwz	.Lkvm_para_t, -4096 + .Lkvm_para_off_int_pending(0)
	cmpwi	.Lkvm_para_t, 0
	bne-	.Lkvm_para_w\id
.Lkvm_para_d\id:
	__kvm_para_ld	.Lkvm_para_u, .Lkvm_para_save_u(1)
	__kvm_para_pop
	b	.Lkvm_para_e\id
.Lkvm_para_w\id:
	__kvm_para_ld	.Lkvm_para_u, .Lkvm_para_save_u(1)
	__kvm_para_pop
	kvm_para_raw_mtmsr \rs
	b	.Lkvm_para_e\id
.endm

/*
 * Without a stack, in the first instructions of an exception handler. EE is
 * off, since an interrupt here would have nowhere to go; what could still come
 * and find its own use for the scratch fields is a critical or machine check
 * interrupt, which KVM holds while the critical field equals r1.
 *   stl critical  first: from here nothing comes
 *   ...           MSR in the page only ever loses EE, CE or ME here, and RI may
 *                 change; whatever else would change takes the original
 *   stl critical  last: rs is an MSR, which no kernel stack pointer equals. A
 *                 user's r1 may, until the handler has loaded its own
 * A critical interrupt that was held is delivered at the next exit, the rfi of
 * this very handler at the latest.
 */
.macro __kvm_para_unborrow rs:req
	lwz	.Lkvm_para_t, -4096 + .Lkvm_para_off_scratch2(0)
	mtcrf	255, .Lkvm_para_t
	__kvm_para_ll	.Lkvm_para_t, .Lkvm_para_off_scratch1
	__kvm_para_stl	\rs, .Lkvm_para_off_critical
.endm

.macro __kvm_para_mtmsr_nostack id:req, rs:req
	__kvm_para_stl	1, .Lkvm_para_off_critical
	__kvm_para_stl	.Lkvm_para_t, .Lkvm_para_off_scratch1
	mfcr	.Lkvm_para_t
	stw	.Lkvm_para_t, -4096 + .Lkvm_para_off_scratch2(0)
	__kvm_para_ll	.Lkvm_para_t, .Lkvm_para_off_msr
	xor	.Lkvm_para_t, .Lkvm_para_t, \rs
	__kvm_para_not_ri .Lkvm_para_t
	beq+	.Lkvm_para_d\id
	__kvm_para_ll	.Lkvm_para_t, .Lkvm_para_off_msr
	andc	.Lkvm_para_t, \rs, .Lkvm_para_t
	__kvm_para_not_ri .Lkvm_para_t
	bne	.Lkvm_para_w\id
	__kvm_para_ll	.Lkvm_para_t, .Lkvm_para_off_msr
	xor	.Lkvm_para_t, .Lkvm_para_t, \rs
	__kvm_para_unsafe_bits .Lkvm_para_t
	bne	.Lkvm_para_w\id
.Lkvm_para_d\id:
	__kvm_para_stl	\rs, .Lkvm_para_off_msr
	__kvm_para_unborrow \rs
	b	.Lkvm_para_e\id
.Lkvm_para_w\id:
	__kvm_para_unborrow \rs
	kvm_para_raw_mtmsr \rs
	b	.Lkvm_para_e\id
.endm

/*
 * Idle's mtmsr, of MSR with EE set, where an interrupt does not come back to: a stub
 * would leave its frame behind. Says before it which register is free; so is CR0. The
 * sequence is that of wrteei 1.
 */
	.set	.Lkvm_para_idle, 0

.macro kvm_para_idle t:req
	.set	.Lkvm_para_idle, \t
.endm

.macro __kvm_para_mtmsr_idle id:req, rs:req
	__kvm_para_alt \id
	__kvm_para_ll	.Lkvm_para_idle, .Lkvm_para_off_msr
	ori	.Lkvm_para_idle, .Lkvm_para_idle, 0x8000
	__kvm_para_stl	.Lkvm_para_idle, .Lkvm_para_off_msr
	lwz	.Lkvm_para_idle, -4096 + .Lkvm_para_off_int_pending(0)
	cmpwi	.Lkvm_para_idle, 0
	beq+	.Lkvm_para_z\id
	kvm_para_raw_mtmsr \rs
	__kvm_para_alt_end \id, .Lkvm_para_ftr_msr
	.set	.Lkvm_para_idle, 0
.endm

.macro __kvm_para_def_mtmsr
.macro mtmsr rs:req
.Lkvm_para_o\@:
	kvm_para_raw_mtmsr \rs
	.if .Lkvm_para_idle
	b	.Lkvm_para_e\@
	.rept	5
	nop
	.endr
	.endif
.Lkvm_para_e\@:
	__kvm_para_pick \rs
	.if .Lkvm_para_idle
	__kvm_para_mtmsr_idle \@, \rs
	.elseif .Lkvm_para_mode == 2
	__kvm_para_stub \@
	__kvm_para_mtmsr_stack \@, \rs
	.popsection
	.elseif .Lkvm_para_mode == 1 && !.Lkvm_para_rs_is_r1
	__kvm_para_stub \@
	__kvm_para_mtmsr_nostack \@, \rs
	.popsection
	.endif
.endm
.endm
__kvm_para_def_mtmsr
