/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Another CPU asks for its page, on its way from entry code to C code.
 *
 * Hazard: all it runs from here on is patched, exception handlers first of all.
 * So whatever answers the map call is not believed: the page is touched with
 * handlers of its own, and a CPU that cannot use it goes no further. Nothing
 * here is recorded.
 *
 * A CPU that has been here before finds its page mapped already, for KVM has no
 * call to unmap it, with what it left there when it was reset. That is no harm
 * to what runs before: it runs in trapping code, in which the page stands for no
 * register. Of its fields, MSR and all other registers are the CPU's own at any
 * time, int_pending is written by KVM at each entry, and the scratch fields are
 * written before they are read. One may say something that is no longer true:
 * that interrupts are to be held, in critical.
 *
 * The layout of the data is struct kvm_para_secondary's, in secondary.h.
 */
#include <asm/kvm_para_asm.h>
#include <asm/ppc_asm.h>
#include <asm/reg.h>
#include <asm/reg_booke.h>

#include "kvm_para/secondary.h"

#define READY		0
#define NEEDS		4
#define MAP_TOKEN	8
#define MAP_R3		12
#define MAP_R4		16
#define IDLE_TOKEN	20
#define LIAR		24
#define REFUSED		28

	kvm_para_keep_trapping
	.text

/* r24: this CPU's PIR; it is kept. r26 to r31, r0, r3 to r5 and r11 are not. */
_GLOBAL(kvm_para_secondary)
	mflr	r31
	lis	r30, kvm_para_secondary_data@ha
	addi	r30, r30, kvm_para_secondary_data@l
	lwz	r3, READY(r30)
	cmpwi	r3, 0
	beqlr

	/* An access that misses, or may not be, ends at .Lnothing_there. */
	mfspr	r29, SPRN_IVPR
	mfspr	r28, SPRN_IVOR13
	mfspr	r27, SPRN_IVOR2
	lis	r4, .Lnothing_there@h
	mtspr	SPRN_IVPR, r4
	li	r4, 0
	ori	r4, r4, .Lnothing_there@l
	mtspr	SPRN_IVOR13, r4
	mtspr	SPRN_IVOR2, r4

	lwz	r3, LIAR(r30)
	cmpw	r3, r24
	beq	.Llie
	lwz	r3, MAP_R3(r30)
	lwz	r4, MAP_R4(r30)
	lwz	r11, MAP_TOKEN(r30)
	bl	epapr_hypercall_start
	b	.Lanswer
.Llie:	/* For the tests: what a hypervisor says that has mapped nothing. */
	li	r3, 0
	lwz	r4, NEEDS(r30)

.Lanswer:
	mr	r26, r3
	li	r3, KVM_PARA_NOT_MAPPED
	cmpwi	r26, 0
	bne	.Lrefuse
	li	r3, KVM_PARA_OTHER_FEATURES
	lwz	r5, NEEDS(r30)
	andc.	r5, r5, r4
	bne	.Lrefuse
	__kvm_para_ll	r4, .Lkvm_para_off_msr
	mfmsr	r5
	li	r3, KVM_PARA_NOT_ITS_OWN
	cmpw	r4, r5
	bne	.Lrefuse
	/* Never a stack pointer, and so nothing is held */
	__kvm_para_stl	r5, .Lkvm_para_off_critical

	mtspr	SPRN_IVPR, r29
	mtspr	SPRN_IVOR13, r28
	mtspr	SPRN_IVOR2, r27
	mtlr	r31
	blr

	.balign	16
.Lnothing_there:
	li	r3, KVM_PARA_NOTHING_THERE
.Lrefuse:
	stw	r3, REFUSED(r30)
	mtspr	SPRN_IVPR, r29
	mtspr	SPRN_IVOR13, r28
	mtspr	SPRN_IVOR2, r27
	/* Nothing wakes it: interrupts are off. */
.Lpark:	lwz	r11, IDLE_TOKEN(r30)
	bl	epapr_hypercall_start
	b	.Lpark
