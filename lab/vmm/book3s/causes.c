// SPDX-License-Identifier: GPL-2.0
/*
 * The causes of exits that KVM PR counts.
 *
 * Hazard: KVM's names say little of this. What each of them counts was read in its code.
 */
#include "book3s.h"

const struct cause book3s_cause[BOOK3S_CAUSES] = {
	[CAUSE_MMIO] = { "mmio", "mmio_exits", 0 },
	/* a page that the guest has mapped and KVM has not yet */
	[CAUSE_SHADOW] = { "shadow", "sp_storage", 0 },
	/* one that the guest has not */
	[CAUSE_DSI] = { "dsi", "pf_storage", 1 << CAUSE_MMIO | 1 << CAUSE_SHADOW },
	/* of instructions, KVM does not tell the two apart */
	[CAUSE_ISTORAGE] = { "istorage", "pf_instruc", 0 },
	[CAUSE_SC] = { "sc", "syscall_exits", 0 },
	[CAUSE_EMUL] = { "emul", "emulated_inst_exits", 0 },
	[CAUSE_DEC] = { "dec", "dec_exits", 0 },
	[CAUSE_EXT] = { "ext", "ext_intr_exits", 0 },
	/* segments, facilities, hypercalls of KVM's own */
	[CAUSE_OTHER] = { "other", "sum_exits", (1 << CAUSE_OTHER) - 1 },
};
