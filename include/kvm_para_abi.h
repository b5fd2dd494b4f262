/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the library adds to the ABI between guest and hypervisor, for both of them.
 * Documentation/abi.rst says what each means.
 *
 * Hazard: a bit that Linux gives another meaning one day, so ours begin in the upper
 * half, of which it uses none.
 */
#ifndef _ASM_POWERPC_KVM_PARA_ABI_H
#define _ASM_POWERPC_KVM_PARA_ABI_H

#include <linux/bits.h>

/* Bits of the map call's answer, beside KVM_MAGIC_FEAT_*. */
#define KVM_PARA_FEAT_PREDICTOR		BIT(16)

#endif
