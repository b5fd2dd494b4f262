// SPDX-License-Identifier: GPL-2.0
/*
 * The firmware that a running pseries has (RTAS): five instructions in the guest's
 * memory, which make a hypercall of each call. It can end the machine, and no more.
 *
 * Hazard: a guest that panics and has nobody to restart it by would spin until the
 * run's time is over; so there has to be that much firmware.
 */
#include "book3s.h"

#define RTAS_BASE	(RAM_SIZE - FDT_MAX - RTAS_SIZE)
#define RTAS_SIZE	0x1000u

enum { RTAS_REBOOT = 1, RTAS_POWER_OFF = 2 };

/* Big endian in memory, whatever the guest is */
static const __u32 firmware[] = {
	0x7c641b78,		/* mr	r4, r3 */
	0x3c600000,		/* lis	r3, 0 */
	0x6063f000,		/* ori	r3, r3, H_RTAS */
	SC_1_FOR_PR,
	0x4e800020,		/* blr */
};

void rtas_reserve(void *fdt)
{
	fdt_reserve(fdt, RTAS_BASE, RTAS_SIZE);
}

void rtas_prepare(struct vm *vm)
{
	__u32 *word = (__u32 *)(vm->ram + RTAS_BASE);
	unsigned int i;

	for (i = 0; i < ARRAY_LEN(firmware); i++)
		word[i] = big_endian(firmware[i]);
}

void rtas_properties(void *fdt)
{
	prop_u32(fdt, "linux,rtas-base", RTAS_BASE);
	prop_u32(fdt, "linux,rtas-entry", RTAS_BASE);
	prop_u32(fdt, "rtas-size", RTAS_SIZE);
	prop_u32(fdt, "system-reboot", RTAS_REBOOT);
	prop_u32(fdt, "power-off", RTAS_POWER_OFF);
}

/* What is called is the first word of a structure in the guest's memory */
long rtas_call(struct vm *vm, __u64 at)
{
	if (at > RAM_SIZE - sizeof(__u32))
		vcpu_fail(vm, "it called firmware with arguments where no memory is");
	switch (big_endian(*(__u32 *)(vm->ram + at))) {
	case RTAS_REBOOT:
		meter_restart(vm);
	case RTAS_POWER_OFF:
		vcpu_fail(vm, "it turned itself off");
	default:
		vcpu_fail(vm, "it called firmware that is not there");
	}
}
