// SPDX-License-Identifier: GPL-2.0
/*
 * kexec_load(): what is to be where when the next kernel starts.
 *
 * Hazard: a segment that says less than is copied. The kernel takes pages, and what
 * is behind the data in the last of them is zeroed.
 */
#include "kexec.h"
#include <linux/kexec.h>

#define SEGMENTS_MAX	8

static struct segment segment[SEGMENTS_MAX];
static unsigned int segments;

static unsigned long page_up(unsigned long n)
{
	return (n + PAGE - 1) & -PAGE;
}

void segment_add(const void *data, size_t size, unsigned long to, size_t room)
{
	if (segments == SEGMENTS_MAX)
		guest_fail("room for another segment");
	segment[segments].data = data;
	segment[segments].size = size;
	segment[segments].to = to;
	segment[segments++].room = page_up(room > size ? room : size);
}

void segments_load(unsigned long kernel, unsigned long tree, unsigned long entry,
		   unsigned long flags)
{
	long err;

	entry_add(kernel, tree, entry);
	err = my_syscall4(__NR_kexec_load, entry, segments, segment, flags | KEXEC_ARCH_DEFAULT);
	if (__sysret(err) < 0)
		guest_fail("kexec_load");
}
