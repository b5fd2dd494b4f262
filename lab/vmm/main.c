// SPDX-License-Identifier: GPL-2.0
/*
 * init of L1: build one virtual machine, run it, report, end.
 *
 * The order below is the KVM API's: memory before vCPU, interrupt controller
 * before vCPU (a vCPU is connected to it once, at its creation). Changing it
 * fails quietly, not loudly. There is one thread until smp_start(), and nothing
 * before it needs the lock.
 */
#include "platform.h"

static void power_on(struct vm *vm)
{
	struct guest_image image;

	memory_load(vm, &image);
	fdt_build(vm, &image, vm->opt.append);
	platform.boot(vm, &image);
	meter_power_on(vm);
}

int main(int argc, char **argv)
{
	static struct vm vm;

	host_setup();
	options_parse(&vm.opt, argc, argv);
	if (vm.opt.sandbox)
		sandbox();
	vm_create(&vm);
	memory_create(&vm);
	if (vm.opt.hostile)
		platform.hostility->before(&vm);
	platform.create(&vm);
	vcpus_create(&vm);
	alarm_open(&vm);
	if (vm.opt.restore)
		state_restore(&vm);
	else
		power_on(&vm);
	if (vm.opt.hostile)
		platform.hostility->beside(&vm);
	smp_start(&vm);
	if (vm.opt.points)
		points_go_on();
	smp_run_first(&vm);
}
