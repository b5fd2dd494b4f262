/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Another CPU asks for its page, in real mode, before it runs any C code.
 *
 * Hazard: all it runs from here on is patched, so a CPU whose page is not mapped goes
 * no further. It has no handlers of its own yet by which it could try, and believes
 * the host that has mapped the page of the boot CPU, but compares MSR. Nothing here
 * is recorded.
 *
 * The layout of the data is struct kvm_para_secondary's, in secondary.h.
 */
#include <asm/asm-offsets.h>
#include <asm/kvm_para_asm.h>
#include <asm/ppc_asm.h>
#include <asm/reg.h>

#include "kvm_para/secondary.h"

#define READY		0
#define NEEDS		4
#define MAP_TOKEN	8
#define MAP_R3		12
#define MAP_R4		16
#define IDLE_TOKEN	20
#define REFUSED		28

	kvm_para_keep_trapping
	.text

/* r2, r5, r13 and r24 are kept. r1 is not used, for there is no stack yet. */
_GLOBAL(kvm_para_secondary)
	mflr	r31
	mr	r29, r5
	LOAD_REG_ADDR(r30, kvm_para_secondary_data)
	lwz	r3, READY(r30)
	cmpwi	r3, 0
	beqlr

	lwa	r3, MAP_R3(r30)
	lwa	r4, MAP_R4(r30)
	lwz	r11, MAP_TOKEN(r30)
	bl	epapr_hypercall_start
	mr	r26, r3
	li	r3, KVM_PARA_NOT_MAPPED
	cmpdi	r26, 0
	bne	.Lrefuse
	li	r3, KVM_PARA_OTHER_FEATURES
	lwz	r5, NEEDS(r30)
	andc.	r5, r5, r4
	bne	.Lrefuse
	__kvm_para_ll	r4, .Lkvm_para_off_msr
	mfmsr	r5
	li	r3, KVM_PARA_NOT_ITS_OWN
	cmpd	r4, r5
	bne	.Lrefuse
	/* Never a stack pointer, and so nothing is held */
	__kvm_para_stl	r5, .Lkvm_para_off_critical

	mr	r5, r29
	mtlr	r31
	blr

.Lrefuse:
	stw	r3, REFUSED(r30)
	/* Nothing wakes it: interrupts are off. */
.Lpark:	lwz	r11, IDLE_TOKEN(r30)
	bl	epapr_hypercall_start
	b	.Lpark
