// SPDX-License-Identifier: GPL-2.0
/*
 * What stands where on the machine that QEMU calls ppce500.
 *
 * Hazard: a register that is not there and is written all the same. Of the guts only
 * the one that restarts the machine does anything.
 */
#include "e500.h"

#define GUTS_RSTCR	0xb0	/* reset control; Linux writes 2 to restart */

/* No registers behind these: reads give 0, writes are lost */
static __u32 zero_read(struct vm *vm, __u32 offset)
{
	(void)vm;
	(void)offset;
	return 0;
}

static void guts_write(struct vm *vm, __u32 offset, __u32 value)
{
	if (offset == GUTS_RSTCR && (value & 2))
		meter_restart(vm);
}

static const struct device device[] = {
	{ CCSR_BASE + MPIC_OFFSET, MPIC_SIZE, mpic_read, mpic_write },
	{ CCSR_BASE + UART_OFFSET, UART_SIZE, uart_read, uart_write },
	{ CCSR_BASE + METER_OFFSET, METER_SIZE, meter_read, meter_write },
	{ CCSR_BASE + GUTS_OFFSET, GUTS_SIZE, zero_read, guts_write },
	{ SPIN_BASE, SPIN_SIZE, spin_read, spin_write },
};

const struct device *devices(const struct vm *vm, unsigned int *count)
{
	(void)vm;
	*count = ARRAY_LEN(device);
	return device;
}
