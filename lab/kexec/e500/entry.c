// SPDX-License-Identifier: GPL-2.0
/*
 * The few instructions between two kernels of an e500.
 *
 * Hazard: the old kernel jumps with its PIR in r3, where the new one expects its
 * device tree. What lies between sets the registers as ePAPR 1.1 has them at a
 * client program's entry (5.4), and is all that a purgatory does here.
 */
#include "../kexec.h"

#define EPAPR_MAGIC	0x45504150ul
#define MAPPED		0x80000000ul	/* the old kernel leaves 2 GiB mapped 1:1 */

#define LIS		0x3c000000u
#define ORI		0x60000000u
#define MTCTR_12	0x7d8903a6u
#define BCTR		0x4e800420u

const unsigned long kernel_at;

static unsigned int *load(unsigned int *code, unsigned int r, unsigned long value)
{
	*code++ = LIS | r << 21 | value >> 16;
	*code++ = ORI | r << 21 | r << 16 | (value & 0xffff);
	return code;
}

void entry_add(unsigned long kernel, unsigned long tree, unsigned long entry)
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

/* A kernel is started as it is in its file */
void kernel_prepare(void *data, size_t size)
{
	(void)data;
	(void)size;
}
