/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The assembler prelude: read before every file of a guest kernel that has the
 * library, it gives the privileged instructions of registers.tbl a second
 * meaning. Each still assembles to itself; in addition its address and an
 * alternative that needs no exit are recorded, in the shape of the kernel's own
 * struct fixup_entry, for do_feature_fixups() to apply later.
 *
 * Hazards it guards against:
 *  - a site that runs before its CPU has mapped the page, or in address space 1
 *    where the page is not mapped, must never be recorded: see the modes;
 *  - a stub must not push on a stack that may not be one: see the modes;
 *  - the record points at the instruction itself, so the original stays first
 *    in its site.
 *
 * scripts/gen-tables puts in front of this file what registers.tbl says:
 * __kvm_para_find (SPR number to field), the offsets .Lkvm_para_off_<field>,
 * the features .Lkvm_para_ftr_<feature>, and __kvm_para_ll/__kvm_para_stl, the
 * load and store of a register of the guest's word size.
 *
 * Everything is local (.L) or a macro: an object that holds no site is the same
 * with and without the prelude.
 */

/*
 * Modes, changed by the first three macros below; see asm/kvm_para_asm.h.
 *   0  keep trapping: nothing is recorded.
 *   1  no stack: r1 may belong to user mode, EE is off. Loads, stores and mtmsr
 *      are recorded; mtmsr works in the page's scratch fields.
 *   2  everything is recorded; r1 is a kernel stack wherever EE may change.
 */
	.set	.Lkvm_para_mode, 2
	/* The mode to go back to; regions nest one deep, through an #include. */
	.set	.Lkvm_para_outer, 2

.macro __kvm_para_enter mode:req
	/* By value: an assignment of symbol to symbol would follow changes. */
	.if .Lkvm_para_mode == 0
	.set	.Lkvm_para_outer, 0
	.elseif .Lkvm_para_mode == 1
	.set	.Lkvm_para_outer, 1
	.else
	.set	.Lkvm_para_outer, 2
	.endif
	.set	.Lkvm_para_mode, \mode
.endm

.macro kvm_para_keep_trapping
	__kvm_para_enter 0
.endm

.macro kvm_para_no_stack
	__kvm_para_enter 1
.endm

.macro kvm_para_end
	.if .Lkvm_para_outer == 0
	.set	.Lkvm_para_mode, 0
	.elseif .Lkvm_para_outer == 1
	.set	.Lkvm_para_mode, 1
	.else
	.set	.Lkvm_para_mode, 2
	.endif
.endm

/*
 * In a module, what belongs to a site goes where its section goes: %S is the name
 * of that, by which asm/kvm_para_module.lds.h gathers them. Init text is loaded
 * elsewhere than the rest and freed earlier, so its stubs must be in reach from
 * there and need not live longer.
 */
.macro __kvm_para_section name:req, flags:req
	.ifdef	.Lkvm_para_module
	.pushsection .of%S\name, "\flags"
	.else
	.pushsection \name, "\flags"
	.endif
.endm

/* A branch to a stub is relocated, and so has to be in reach of it as well. */
.macro __kvm_para_alt_section
	.ifdef	.Lkvm_para_module
	__kvm_para_section .kvm_para_alt, ax
	.else
	__kvm_para_section .kvm_para_alt, a
	.endif
.endm

/* The record of site \id; its four labels exist when this is expanded. */
.macro __kvm_para_record id:req, ftr:req
	__kvm_para_section .kvm_para_fixup, a
	.balign	.Lkvm_para_bytes
.Lkvm_para_x\id:
	__kvm_para_long	\ftr
	__kvm_para_long	0
	__kvm_para_long	.Lkvm_para_o\id - .Lkvm_para_x\id
	__kvm_para_long	.Lkvm_para_e\id - .Lkvm_para_x\id
	__kvm_para_long	.Lkvm_para_a\id - .Lkvm_para_x\id
	__kvm_para_long	.Lkvm_para_z\id - .Lkvm_para_x\id
	.popsection
.endm

.macro __kvm_para_alt id:req
	__kvm_para_alt_section
.Lkvm_para_a\id:
.endm

.macro __kvm_para_alt_end id:req, ftr:req
.Lkvm_para_z\id:
	.popsection
	__kvm_para_record \id, \ftr
.endm

/* Site \id becomes a branch to a stub, which begins here. */
.macro __kvm_para_stub id:req
	__kvm_para_alt \id
	b	.Lkvm_para_s\id
	__kvm_para_alt_end \id, .Lkvm_para_ftr_msr
	__kvm_para_section .kvm_para_stub, ax
.Lkvm_para_s\id:
.endm

/* .Lkvm_para_t and _u: registers for a stub to work in, not the operand \rs. */
.macro __kvm_para_pick rs:req
	.set	.Lkvm_para_t, 31
	.set	.Lkvm_para_u, 30
	.irp	name, 31, r31, %r31
	.ifc	\rs,\name
	.set	.Lkvm_para_t, 29
	.endif
	.endr
	.irp	name, 30, r30, %r30
	.ifc	\rs,\name
	.set	.Lkvm_para_u, 29
	.endif
	.endr
	.set	.Lkvm_para_rs_is_r1, 0
	.irp	name, 1, r1, %r1
	.ifc	\rs,\name
	.set	.Lkvm_para_rs_is_r1, 1
	.endif
	.endr
.endm

/*
 * Stubs with a stack. One frame holds what the stub borrows, so it may be
 * interrupted, and nested, after any of its instructions: a handler builds its
 * own frame below r1. No critical section is needed.
 */
	.set	.Lkvm_para_frame, 8 * .Lkvm_para_bytes
	.set	.Lkvm_para_save_t, 4 * .Lkvm_para_bytes
	.set	.Lkvm_para_save_u, 5 * .Lkvm_para_bytes
	.set	.Lkvm_para_save_cr, 6 * .Lkvm_para_bytes

.macro __kvm_para_push
	__kvm_para_stlu	1, -.Lkvm_para_frame(1)
	__kvm_para_st	.Lkvm_para_t, .Lkvm_para_save_t(1)
	mfcr	.Lkvm_para_t
	stw	.Lkvm_para_t, .Lkvm_para_save_cr(1)
.endm

.macro __kvm_para_pop
	lwz	.Lkvm_para_t, .Lkvm_para_save_cr(1)
	mtcrf	255, .Lkvm_para_t
	__kvm_para_ld	.Lkvm_para_t, .Lkvm_para_save_t(1)
	addi	1, 1, .Lkvm_para_frame
.endm

/* Operand \rs, or what r1 was before the push, in .Lkvm_para_t. */
.macro __kvm_para_operand rs:req
	.if .Lkvm_para_rs_is_r1
	__kvm_para_ld	.Lkvm_para_t, 0(1)
	.else
	mr	.Lkvm_para_t, \rs
	.endif
.endm

/*
 * Where the host has acknowledged the interrupt that is being handled, when it delivered
 * it: the next write of a register that acknowledges is for nothing.
 */
	.set	.Lkvm_para_acked, 0

.macro kvm_para_acknowledged
	.set	.Lkvm_para_acked, 16
.endm

/* ---- mfspr, mtspr: one load or store for one instruction ---------------- */

.macro __kvm_para_def_mfspr
.macro mfspr rd:req, spr:req
	__kvm_para_find \spr
.Lkvm_para_o\@:
	.purgem mfspr
	mfspr	\rd, \spr
	__kvm_para_def_mfspr
.Lkvm_para_e\@:
	.if (.Lkvm_para_acc & 1) && .Lkvm_para_mode
	__kvm_para_alt \@
	.if .Lkvm_para_wide
	__kvm_para_ll	\rd, .Lkvm_para_off
	.else
	lwz	\rd, -4096 + .Lkvm_para_off(0)
	.endif
	__kvm_para_alt_end \@, .Lkvm_para_ftr
	.elseif (.Lkvm_para_acc & 4) && .Lkvm_para_mode
	__kvm_para_alt \@
	li	\rd, 0
	__kvm_para_alt_end \@, .Lkvm_para_ftr
	.endif
.endm
.endm
__kvm_para_def_mfspr

.macro __kvm_para_def_mtspr
.macro mtspr spr:req, rs:req
	__kvm_para_find \spr
.Lkvm_para_o\@:
	.purgem mtspr
	mtspr	\spr, \rs
	__kvm_para_def_mtspr
.Lkvm_para_e\@:
	.if (.Lkvm_para_acc & 2) && .Lkvm_para_mode
	__kvm_para_alt \@
	.if .Lkvm_para_wide
	__kvm_para_stl	\rs, .Lkvm_para_off
	.else
	stw	\rs, -4096 + .Lkvm_para_off(0)
	.endif
	__kvm_para_alt_end \@, .Lkvm_para_ftr
	.elseif (.Lkvm_para_acc & (8 | .Lkvm_para_acked)) && .Lkvm_para_mode
	__kvm_para_alt \@
	nop
	__kvm_para_alt_end \@, .Lkvm_para_ftr
	.if .Lkvm_para_acc & 16
	.set	.Lkvm_para_acked, 0
	.endif
	.endif
.endm
.endm
__kvm_para_def_mtspr

/* ---- mfmsr, tlbsync ----------------------------------------------------- */

.macro __kvm_para_def_mfmsr
.macro mfmsr rd:req
.Lkvm_para_o\@:
	.purgem mfmsr
	mfmsr	\rd
	__kvm_para_def_mfmsr
.Lkvm_para_e\@:
	.if .Lkvm_para_mode
	__kvm_para_alt \@
	__kvm_para_ll	\rd, .Lkvm_para_off_msr
	__kvm_para_alt_end \@, .Lkvm_para_ftr_msr
	.endif
.endm
.endm
__kvm_para_def_mfmsr

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

/*
 * tlbwe at the end of a TLB miss handler: the host carries it out when the rfi exits.
 * For the next one \rs is a register that is never zero there. Anywhere else something
 * may follow that needs the translation and does not exit.
 */
	.set	.Lkvm_para_defer, 0

.macro kvm_para_defer_tlbwe rs:req
	.set	.Lkvm_para_defer, \rs
.endm

.macro __kvm_para_def_tlbwe
.macro tlbwe operands:vararg
.Lkvm_para_o\@:
	.purgem tlbwe
	tlbwe	\operands
	__kvm_para_def_tlbwe
.Lkvm_para_e\@:
	.if .Lkvm_para_defer && .Lkvm_para_mode
	__kvm_para_alt \@
	stw	.Lkvm_para_defer, -4096 + .Lkvm_para_off_tlbwe(0)
	__kvm_para_alt_end \@, .Lkvm_para_ftr_tlbwe
	.set	.Lkvm_para_defer, 0
	.endif
.endm
.endm
__kvm_para_def_tlbwe

/* ---- The trapping originals, for the slow paths and the self-test -------- */

.macro kvm_para_raw_wrtee rs:req
	.purgem wrtee
	wrtee	\rs
	__kvm_para_def_wrtee
.endm

.macro kvm_para_raw_wrteei e:req
	.purgem wrteei
	wrteei	\e
	__kvm_para_def_wrteei
.endm

.macro kvm_para_raw_mfmsr rd:req
	.purgem mfmsr
	mfmsr	\rd
	__kvm_para_def_mfmsr
.endm

.macro kvm_para_raw_mtmsr rs:req
	.purgem mtmsr
	mtmsr	\rs
	__kvm_para_def_mtmsr
.endm

.macro kvm_para_raw_tlbsync
	.purgem tlbsync
	tlbsync
	__kvm_para_def_tlbsync
.endm

.macro kvm_para_raw_mfspr rd:req, spr:req
	.purgem mfspr
	mfspr	\rd, \spr
	__kvm_para_def_mfspr
.endm

.macro kvm_para_raw_mtspr spr:req, rs:req
	.purgem mtspr
	mtspr	\spr, \rs
	__kvm_para_def_mtspr
.endm

/*
 * ---- MSR[EE] in C, in a register that the compiler spares ----------------
 *
 * Only KVM, during an exit, writes MSR in the page besides the guest, and it
 * does so for an interrupt it delivers, whose rfi puts back what it found. So
 * whatever interrupts a sequence, MSR is afterwards what it was before, and the
 * value a sequence has loaded is still right. KVM looks at EE in the page at
 * each exit and nowhere else.
 */

/*
 * wrteei 0
 *   lwz     interrupted after it: MSR is as loaded when the handler is back
 *   rlwinm  works on the register: likewise
 *   stw     EE is off with this store and not before; an interrupt that comes
 *           later stays pending, and KVM says so in int_pending
 */
.macro kvm_para_wrteei0 t:req
.Lkvm_para_o\@:
	kvm_para_raw_wrteei 0
	nop
	nop
.Lkvm_para_e\@:
	__kvm_para_alt \@
	__kvm_para_ll	\t, .Lkvm_para_off_msr
	rlwinm	\t, \t, 0, 17, 15
	__kvm_para_stl	\t, .Lkvm_para_off_msr
	__kvm_para_alt_end \@, .Lkvm_para_ftr_msr
.endm

/*
 * wrteei 1
 *   lwz, ori  as above
 *   stw       EE is on with this store. An interrupt that came before it is in
 *             int_pending; one that comes after it is delivered at once
 *   lwz       reads int_pending after EE is on, so neither kind is lost.
 *             Interrupted after it: what was pending has been delivered, the
 *             register may still say so, and the original below is executed
 *             once for nothing, which is harmless
 *   cmpwi     on registers
 *   beq       nothing waits: done, six instructions
 *   wrteei    something waits: the exit delivers it
 */
.macro kvm_para_wrteei1 t:req
.Lkvm_para_o\@:
	kvm_para_raw_wrteei 1
	b	.Lkvm_para_e\@
	.rept	5
	nop
	.endr
.Lkvm_para_e\@:
	__kvm_para_alt \@
	__kvm_para_ll	\t, .Lkvm_para_off_msr
	ori	\t, \t, 0x8000
	__kvm_para_stl	\t, .Lkvm_para_off_msr
	lwz	\t, -4096 + .Lkvm_para_off_int_pending(0)
	cmpwi	\t, 0
	beq+	.Lkvm_para_z\@
	kvm_para_raw_wrteei 1
	__kvm_para_alt_end \@, .Lkvm_para_ftr_msr
.endm

/*
 * wrtee rs
 *   lwz .. beq  as for wrteei 1, with EE taken from rs
 *   andi., beq  something waits, but EE stays off: done
 *   wrtee       EE is on and something waits: the exit delivers it
 */
.macro kvm_para_wrtee rs:req, t:req
.Lkvm_para_o\@:
	kvm_para_raw_wrtee \rs
	b	.Lkvm_para_e\@
	.rept	7
	nop
	.endr
.Lkvm_para_e\@:
	__kvm_para_alt \@
	__kvm_para_ll	\t, .Lkvm_para_off_msr
	rlwimi	\t, \rs, 0, 16, 16
	__kvm_para_stl	\t, .Lkvm_para_off_msr
	lwz	\t, -4096 + .Lkvm_para_off_int_pending(0)
	cmpwi	\t, 0
	beq+	.Lkvm_para_z\@
	andi.	\t, \rs, 0x8000
	beq	.Lkvm_para_z\@
	kvm_para_raw_wrtee \rs
	__kvm_para_alt_end \@, .Lkvm_para_ftr_msr
.endm

/*
 * ---- MSR[EE] elsewhere, in stubs -----------------------------------------
 *
 * The same sequences around a push and a pop. What makes the C sequences safe
 * makes these safe; the push and the pop are the compiler's own way of saving
 * a register.
 */

.macro __kvm_para_def_wrteei
.macro wrteei e:req
.Lkvm_para_o\@:
	kvm_para_raw_wrteei \e
.Lkvm_para_e\@:
	.if .Lkvm_para_mode == 2
	.set	.Lkvm_para_t, 31
	__kvm_para_stub \@
	__kvm_para_push
	__kvm_para_ll	.Lkvm_para_t, .Lkvm_para_off_msr
	.if (\e)
	ori	.Lkvm_para_t, .Lkvm_para_t, 0x8000
	.else
	rlwinm	.Lkvm_para_t, .Lkvm_para_t, 0, 17, 15
	.endif
	__kvm_para_stl	.Lkvm_para_t, .Lkvm_para_off_msr
	.if (\e)
	lwz	.Lkvm_para_t, -4096 + .Lkvm_para_off_int_pending(0)
	cmpwi	.Lkvm_para_t, 0
	bne-	.Lkvm_para_w\@
	.endif
	__kvm_para_pop
	b	.Lkvm_para_e\@
	.if (\e)
.Lkvm_para_w\@:
	__kvm_para_pop
	kvm_para_raw_wrteei \e
	b	.Lkvm_para_e\@
	.endif
	.popsection
	.endif
.endm
.endm
__kvm_para_def_wrteei

.macro __kvm_para_def_wrtee
.macro wrtee rs:req
.Lkvm_para_o\@:
	kvm_para_raw_wrtee \rs
.Lkvm_para_e\@:
	.if .Lkvm_para_mode == 2
	__kvm_para_pick \rs
	__kvm_para_stub \@
	__kvm_para_push
	__kvm_para_operand \rs
	/* CR0[EQ] is the new EE, inverted, until the pop. */
	andi.	.Lkvm_para_t, .Lkvm_para_t, 0x8000
	__kvm_para_ll	.Lkvm_para_t, .Lkvm_para_off_msr
	beq	.Lkvm_para_c\@
	ori	.Lkvm_para_t, .Lkvm_para_t, 0x8000
	__kvm_para_stl	.Lkvm_para_t, .Lkvm_para_off_msr
	lwz	.Lkvm_para_t, -4096 + .Lkvm_para_off_int_pending(0)
	cmpwi	.Lkvm_para_t, 0
	bne-	.Lkvm_para_w\@
	__kvm_para_pop
	b	.Lkvm_para_e\@
.Lkvm_para_c\@:
	rlwinm	.Lkvm_para_t, .Lkvm_para_t, 0, 17, 15
	__kvm_para_stl	.Lkvm_para_t, .Lkvm_para_off_msr
	__kvm_para_pop
	b	.Lkvm_para_e\@
.Lkvm_para_w\@:
	__kvm_para_pop
	kvm_para_raw_wrtee \rs
	b	.Lkvm_para_e\@
	.popsection
	.endif
.endm
.endm
__kvm_para_def_wrtee

/*
 * mtmsr rs without an exit, when nothing but EE, CE, ME and RI changes: those
 * are the bits KVM looks at in the page, or not at all, and has not to act upon.
 * With one of EE, CE and ME newly set, int_pending is read after the store, as
 * in wrteei 1.
 */
.macro __kvm_para_not_ri t:req
	rlwinm.	\t, \t, 0, 31, 29
.endm

.macro __kvm_para_unsafe_bits t:req
	rlwinm	\t, \t, 0, 17, 15	/* not EE */
	rlwinm	\t, \t, 0, 15, 13	/* not CE */
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

.macro __kvm_para_def_mtmsr
.macro mtmsr rs:req
.Lkvm_para_o\@:
	kvm_para_raw_mtmsr \rs
.Lkvm_para_e\@:
	__kvm_para_pick \rs
	.if .Lkvm_para_mode == 2
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
