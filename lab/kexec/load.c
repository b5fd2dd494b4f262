// SPDX-License-Identifier: GPL-2.0
/*
 * kexec_load(), and the few instructions between the two kernels.
 *
 * Hazard: the old kernel jumps with its PIR in r3, where the new one expects its
 * device tree. What lies between sets the registers as ePAPR 1.1 has them at a
 * client program's entry (5.4), and is all that a purgatory does here.
 */
#include "kexec.h"
#include <linux/kexec.h>

#define EPAPR_MAGIC	0x45504150ul
#define MAPPED		0x80000000ul	/* the old kernel leaves 2 GiB mapped 1:1 */

#define LIS		0x3c000000u
#define ORI		0x60000000u
#define MTCTR_12	0x7d8903a6u
#define BCTR		0x4e800420u

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

static unsigned int *load(unsigned int *code, unsigned int r, unsigned long value)
{
	*code++ = LIS | r << 21 | value >> 16;
	*code++ = ORI | r << 21 | r << 16 | (value & 0xffff);
	return code;
}

static void add_entry(unsigned long kernel, unsigned long tree, unsigned long entry)
{
	static unsigned int code[32];
	unsigned int *p = code, r;

	p = load(p, 3, tree);
	for (r = 4; r <= 9; r++)
		p = load(p, r, r == 6 ? EPAPR_MAGIC : r == 7 ? MAPPED : 0);
	p = load(p, 12, kernel);
	*p++ = MTCTR_12;
	*p++ = BCTR;
	segment_add(code, sizeof(code), entry, 0);
}

void segments_load(unsigned long kernel, unsigned long tree, unsigned long entry,
		   unsigned long flags)
{
	long err;

	add_entry(kernel, tree, entry);
	err = my_syscall4(__NR_kexec_load, entry, segments, segment, flags | KEXEC_ARCH_PPC);
	if (__sysret(err) < 0)
		guest_fail("kexec_load");
}
