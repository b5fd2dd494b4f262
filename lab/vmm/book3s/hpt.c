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
#define HPT_WORDS	(HPT_SIZE / sizeof(__u64))

static __u64 *hpt;

/* Its address; zeroed, which also puts the pages in place */
unsigned long hpt_create(void)
{
	char *room = mmap(NULL, 2 * HPT_SIZE, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned long at = ((unsigned long)room + HPT_SIZE - 1) & ~(HPT_SIZE - 1);

	if (room == MAP_FAILED)
		die("mmap of the hash table", "does the host have that to spare?");
	memset((void *)at, 0, HPT_SIZE);
	hpt = (__u64 *)at;
	return at;
}

/*
 * One entry, or four with number's group: what a kernel that starts another one asks for,
 * to take away what is there. Returns 0 if there is no such entry.
 */
int hpt_read(__u64 number, int four, __u64 *value)
{
	unsigned int i, words = four ? 8 : 2;
	__u64 first = number * 2 & -(__u64)words;

	if (number >= HPT_WORDS / 2)
		return 0;
	for (i = 0; i < words; i++)
		value[i] = __builtin_bswap64(hpt[first + i]);
	return 1;
}

void hpt_state(void)
{
	state_memory(hpt, HPT_SIZE);
}
