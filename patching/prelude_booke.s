/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The prelude's part for Book E: wrtee, wrteei and tlbwe.
 *
 * Hazard: an interrupt between two instructions of a sequence, which must leave MSR as
 * the instruction would, and lose no interrupt that waits.
 */

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

/* One of the bits that may change in the page alone; elsewhere it is another. */
.macro __kvm_para_not_critical t:req
	rlwinm	\t, \t, 0, 15, 13	/* not CE */
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
