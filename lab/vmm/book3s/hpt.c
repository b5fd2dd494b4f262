// SPDX-License-Identifier: GPL-2.0
/*
 * The hash table of a 64-bit guest, which under KVM PR is memory of this program's;
 * the guest reaches it by hypercalls that KVM serves.
 *
 * Hazard: KVM adds an entry's offset to the table's address with "or", so the table
 * has to be on a boundary of its size.
 */
#include "book3s.h"

#define HPT_SIZE	(4ul << 20)

/* Its address; zeroed, which also puts the pages in place */
unsigned long hpt_create(void)
{
	char *room = mmap(NULL, 2 * HPT_SIZE, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned long at = ((unsigned long)room + HPT_SIZE - 1) & ~(HPT_SIZE - 1);

	if (room == MAP_FAILED)
		die("mmap of the hash table", "does the host have that to spare?");
	memset((void *)at, 0, HPT_SIZE);
	return at;
}
