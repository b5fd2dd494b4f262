// SPDX-License-Identifier: GPL-2.0
/*
 * How much of its code the guest has rewritten into accesses of the magic page,
 * counted from outside, in the guest's memory.
 *
 * Hazard: a guest that says it has patched nothing, and has. An absolute load
 * or store of the page is in no kernel's code before it is patched there, but
 * for the stubs that such code branches to, so the count of an image and the
 * count at the end of its run tell, whatever the guest says.
 */
#include "platform.h"

#define OPCODE_RA	0xfc1f0000u
#define LWZ_ABSOLUTE	0x80000000u
#define STW_ABSOLUTE	0x90000000u
#define LD_ABSOLUTE	0xe8000000u
#define STD_ABSOLUTE	0xf8000000u
#define PAGE_FIRST	0xf000u		/* displacement -4096 */
#define PAGE_FIELDS	0x0100u		/* the page's fields lie below this */

static int accesses_page(__u32 word)
{
	__u32 op = word & OPCODE_RA;

	return (op == LWZ_ABSOLUTE || op == STW_ABSOLUTE ||
		op == LD_ABSOLUTE || op == STD_ABSOLUTE) &&
	       (word & 0xffff) - PAGE_FIRST < PAGE_FIELDS;
}

void text_report(const struct vm *vm)
{
	const __u32 *word = (const __u32 *)vm->ram;
	unsigned long n = vm->opt.text_size / sizeof(*word);
	unsigned long count = 0;

	if (!n || vm->opt.text_size > RAM_SIZE)
		return;
	while (n--)
		count += accesses_page(platform.guest_word(vm, *word++));
	printf("@page_accesses %lu\n", count);
}
