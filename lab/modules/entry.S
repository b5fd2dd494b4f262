/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The same in an assembly file, in text and in init text: turn MSR[EE] off and
 * back, and return what MSR was in between.
 */
#include <linux/init.h>
#include <asm/ppc_asm.h>
#include <asm/reg.h>

.macro turn_ee
	rlwinm	r4, r3, 0, ~MSR_EE
	mtmsr	r4
	mfmsr	r4
	wrtee	r3
	mr	r3, r4
	blr
.endm

_GLOBAL(sites_turn_ee)
	turn_ee

	__INIT
_GLOBAL(sites_turn_ee_init)
	turn_ee
	__FINIT
