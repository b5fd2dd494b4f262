// SPDX-License-Identifier: GPL-2.0
/*
 * The firmware that a running pseries has (RTAS): five instructions in the guest's
 * memory, which make a hypercall of each call. It can end the machine, start and stop
 * CPUs, and masks interrupts, which KVM does by itself.
 *
 * Hazard: a guest that panics and has nobody to restart it by would spin until the
 * run's time is over; so there has to be that much firmware.
 */
#include "book3s.h"

#define RTAS_BASE	(RAM_SIZE - FDT_MAX - RTAS_SIZE)
#define RTAS_SIZE	0x1000u

#define ARGUMENTS	16	/* at most, in and out together */

/* The numbers by which the guest calls it: those of KVM's, and ours */
enum {
	RTAS_SET_XIVE = 1, RTAS_GET_XIVE, RTAS_INT_OFF, RTAS_INT_ON, RTAS_OURS,
	RTAS_REBOOT = RTAS_OURS, RTAS_POWER_OFF, RTAS_START_CPU, RTAS_CPU_STATE,
	RTAS_STOP_SELF,
};

static const char * const function[] = {
	[RTAS_SET_XIVE] = "ibm,set-xive",
	[RTAS_GET_XIVE] = "ibm,get-xive",
	[RTAS_INT_OFF] = "ibm,int-off",
	[RTAS_INT_ON] = "ibm,int-on",
	[RTAS_REBOOT] = "system-reboot",
	[RTAS_POWER_OFF] = "power-off",
	[RTAS_START_CPU] = "start-cpu",
	[RTAS_CPU_STATE] = "query-cpu-stopped-state",
	[RTAS_STOP_SELF] = "stop-self",
};

/* A call in the guest's memory, all of it big endian: arguments, and results behind them */
struct call {
	__u32 function;
	__u32 ins;
	__u32 outs;
	__u32 argument[ARGUMENTS];
};

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

static void define_in_kvm(struct vm *vm, unsigned int number)
{
	struct kvm_rtas_token_args token = { .token = number };

	memcpy(token.name, function[number], strlen(function[number]));
	if (ioctl(vm->vm_fd, KVM_PPC_RTAS_DEFINE_TOKEN, &token) < 0)
		die("KVM_PPC_RTAS_DEFINE_TOKEN", "needs KVM_XICS in the host kernel");
}

/* Those that KVM serves, in each VM */
void rtas_define(struct vm *vm)
{
	unsigned int i;

	for (i = RTAS_SET_XIVE; i < RTAS_OURS; i++)
		define_in_kvm(vm, i);
}

void rtas_prepare(struct vm *vm)
{
	__u32 *word = (__u32 *)(vm->ram + RTAS_BASE);
	unsigned int i;

	for (i = 0; i < ARRAY_LEN(firmware); i++)
		word[i] = big_endian(firmware[i]);
	rtas_define(vm);
}

void rtas_properties(void *fdt)
{
	unsigned int i;

	prop_u32(fdt, "linux,rtas-base", RTAS_BASE);
	prop_u32(fdt, "linux,rtas-entry", RTAS_BASE);
	prop_u32(fdt, "rtas-size", RTAS_SIZE);
	for (i = RTAS_SET_XIVE; i < ARRAY_LEN(function); i++)
		prop_u32(fdt, function[i], i);
}

/* Returns the first result; in and out are what is left in the processor's order */
static long answer(struct vm *vm, unsigned int number, const __u32 *in, __u32 *out)
{
	switch (number) {
	case RTAS_REBOOT:
		meter_restart(vm);
	case RTAS_POWER_OFF:
		vcpu_fail(vm, "it turned itself off");
	case RTAS_START_CPU:
		return cpus_start(vm, in);
	case RTAS_CPU_STATE:
		return cpus_query(vm, in, out);
	case RTAS_STOP_SELF:
		cpus_stop_self(vm);
		return RTAS_SUCCESS;
	default:
		vcpu_fail(vm, "it called firmware that is not there");
	}
}

/* Those that KVM has not served */
void rtas_call(struct vm *vm, __u64 at)
{
	__u32 in[ARGUMENTS] = { 0 }, out[ARGUMENTS] = { 0 };
	unsigned int i, ins, outs;
	struct call *call;

	if (at > RAM_SIZE - sizeof(*call))
		vcpu_fail(vm, "it called firmware with arguments where no memory is");
	call = (struct call *)(vm->ram + at);
	ins = big_endian(call->ins);
	outs = big_endian(call->outs);
	if (ins > ARGUMENTS || outs > ARGUMENTS - ins)
		vcpu_fail(vm, "it called firmware with too many arguments");
	for (i = 0; i < ins; i++)
		in[i] = big_endian(call->argument[i]);
	out[0] = answer(vm, big_endian(call->function), in, out + 1);
	for (i = 0; i < outs; i++)
		call->argument[ins + i] = big_endian(out[i]);
}
