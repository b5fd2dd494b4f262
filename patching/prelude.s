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
 * load and store of a register of the guest's word size. Behind it come the
 * instructions that not every platform has: prelude_booke.s, prelude_32.s,
 * prelude_book3s32.s, prelude_64.s.
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
.macro __kvm_para_stub id:req, ftr=.Lkvm_para_ftr_msr
	__kvm_para_alt \id
	b	.Lkvm_para_s\id
	__kvm_para_alt_end \id, \ftr
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
 * own frame below r1. No critical section is needed. Where the ABI gives a function
 * some bytes below r1, those are left alone.
 */
	.set	.Lkvm_para_frame, 8 * .Lkvm_para_bytes + .Lkvm_para_red_zone
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

/* ---- mfmsr --------------------------------------------------------------- */

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

/* ---- The trapping originals, for the slow paths and the self-test -------- */

.macro kvm_para_raw_mfmsr rd:req
	.purgem mfmsr
	mfmsr	\rd
	__kvm_para_def_mfmsr
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
