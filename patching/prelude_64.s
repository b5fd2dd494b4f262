/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The prelude's part for 64 bit Book3S guests: mtmsrd.
 *
 * Hazard: with L=0 it turns relocation or a facility on or off, which the host has to
 * be told of, so that keeps trapping. With L=1 it changes MSR[EE] and MSR[RI].
 */

.macro kvm_para_raw_mtmsrd rs:req, l=0
	.purgem mtmsrd
	mtmsrd	\rs, \l
	__kvm_para_def_mtmsrd
.endm

/*
 * mtmsrd rs, 1
 *   push        as in every stub
 *   ld          interrupted after it: MSR is as loaded when the handler is back, for
 *               only KVM writes it besides the guest, for an interrupt it delivers,
 *               whose rfid puts back what it found
 *   rlwimi      EE and RI are those of rs; all else is as it was
 *   std         takes effect with this store. With RI off, as with the instruction,
 *               a handler that comes before it is off finds a stack, and one that
 *               comes after it does not return
 *   lwz         int_pending, after the store: an interrupt that came before EE was
 *               on is there, and one that comes later is delivered at once
 *   andi.       something waits, but EE stays off: done
 *   mtmsrd      EE is on and something waits: the exit delivers it
 */
.macro __kvm_para_def_mtmsrd
.macro mtmsrd rs:req, l=0
.Lkvm_para_o\@:
	kvm_para_raw_mtmsrd \rs, \l
.Lkvm_para_e\@:
	__kvm_para_pick \rs
	.if (\l) && .Lkvm_para_mode == 2 && !.Lkvm_para_rs_is_r1
	__kvm_para_stub \@
	__kvm_para_push
	__kvm_para_ll	.Lkvm_para_t, .Lkvm_para_off_msr
	rlwimi	.Lkvm_para_t, \rs, 0, 16, 16
	rlwimi	.Lkvm_para_t, \rs, 0, 30, 30
	__kvm_para_stl	.Lkvm_para_t, .Lkvm_para_off_msr
	lwz	.Lkvm_para_t, -4096 + .Lkvm_para_off_int_pending(0)
	cmpwi	.Lkvm_para_t, 0
	bne-	.Lkvm_para_w\@
.Lkvm_para_d\@:
	__kvm_para_pop
	b	.Lkvm_para_e\@
.Lkvm_para_w\@:
	andi.	.Lkvm_para_t, \rs, 0x8000
	beq	.Lkvm_para_d\@
	__kvm_para_pop
	kvm_para_raw_mtmsrd \rs, 1
	b	.Lkvm_para_e\@
	.popsection
	.endif
.endm
.endm
__kvm_para_def_mtmsrd
