// SPDX-License-Identifier: GPL-2.0
/*
 * What a pseries kernel needs that is started by another one; the instructions between
 * the two are in jump.S.
 *
 * Hazard: a hypercall that never reaches KVM. The VMM has replaced the first kernel's,
 * see lab/vmm/book3s/papr.c, and whoever loads another one has to do the same.
 */
#include "../kexec.h"
#include "jump.h"

/* Behind the old one's data, where Linux wants it; it moves itself to 0 */
const unsigned long kernel_at = 0x1000000;

static void turn_round(__u32 *from, const __u32 *to)
{
	for (; from < to; from++)
		*from = big_endian(*from);
}

/* Once: what is turned round stays so */
void entry_add(unsigned long kernel, unsigned long tree, unsigned long entry)
{
	jump_data.kernel = kernel;
	jump_data.tree = tree;
	turn_round(jump_hold, jump_away);
	turn_round(jump_others, jump_first);
	jump_away[0] = 0;
	jump_away[1] = big_endian(entry + (jump_others - jump_begin) * sizeof(*jump_begin));
	segment_add(jump_begin, (jump_end - jump_begin) * sizeof(*jump_begin), entry, 0);
}

void kernel_prepare(void *data, size_t size)
{
	unsigned int *word = data;

	for (size /= sizeof(*word); size--; word++) {
		if (*word == SC_1)
			*word = SC_1_FOR_PR;
	}
}
