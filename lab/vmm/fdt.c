// SPDX-License-Identifier: GPL-2.0
/*
 * The device tree the guest starts with: what every machine has in it, and the words
 * in which the platforms say the rest.
 *
 * Hazard: a wrong timebase frequency does not stop a guest, it only makes
 * every second of it another length, and every result with it. So the
 * processor's figures are copied from the host's own tree and never assumed.
 */
#include "platform.h"
#include "fdt.h"
#include "libfdt_shim.h"
#include <libfdt.h>

#define CELLS_MAX	40	/* of one property */

/* QEMU leaves a megabyte and more of air in the tree it makes */
static char host_fdt[4 << 20] __aligned(8);

/* libfdt's result, or the end; the only likely cause is lack of room */
static void check(int err)
{
	if (!err)
		return;
	say("device tree: %s: enlarge FDT_MAX?", fdt_strerror(err));
	vmm_end(0);
}

void prop_u32(void *fdt, const char *name, __u32 value)
{
	check(fdt_property_u32(fdt, name, value));
}

void prop_str(void *fdt, const char *name, const char *value)
{
	check(fdt_property_string(fdt, name, value));
}

void prop_cells(void *fdt, const char *name, const __u32 *cell, int count)
{
	__u32 value[CELLS_MAX];
	int i;

	if (count > CELLS_MAX) {
		say("device tree: %s: enlarge CELLS_MAX", name);
		vmm_end(0);
	}
	for (i = 0; i < count; i++)
		value[i] = big_endian(cell[i]);
	check(fdt_property(fdt, name, value, count * sizeof(*value)));
}

void prop_bytes(void *fdt, const char *name, const void *bytes, int count)
{
	check(fdt_property(fdt, name, bytes, count));
}

void prop_empty(void *fdt, const char *name)
{
	check(fdt_property(fdt, name, NULL, 0));
}

/* Before all nodes: memory that the guest may not use */
void fdt_reserve(void *fdt, unsigned long at, unsigned long size)
{
	check(fdt_add_reservemap_entry(fdt, at, size));
}

void begin_node(void *fdt, const char *name)
{
	check(fdt_begin_node(fdt, name));
}

void end_node(void *fdt)
{
	check(fdt_end_node(fdt));
}

void address_cells(void *fdt, int address, int size)
{
	prop_u32(fdt, "#address-cells", address);
	prop_u32(fdt, "#size-cells", size);
}

static int host_cpu_node(void)
{
	int node;

	if (read_file("/sys/firmware/fdt", host_fdt, sizeof(host_fdt)) < 0)
		die("/sys/firmware/fdt", "needs SYSFS in the host kernel, and less than 4 MiB");
	check(fdt_check_header(host_fdt));
	node = fdt_node_offset_by_prop_value(host_fdt, -1, "device_type", "cpu", 4);
	if (node < 0)
		check(node);
	return node;
}

/* What each machine's tree begins with */
void fdt_begin_machine(void *fdt, const char *model, const char *compatible)
{
	prop_str(fdt, "model", model);
	prop_str(fdt, "compatible", compatible);
	address_cells(fdt, 2, 2);
}

/* cpu() adds the node of one */
void fdt_cpus(struct vm *vm, void *fdt,
	      void (*cpu)(struct vm *vm, void *fdt, unsigned int number))
{
	unsigned int i;

	begin_node(fdt, "cpus");
	address_cells(fdt, 1, 0);
	for (i = 0; i < vm->opt.cpus; i++)
		cpu(vm, fdt, i);
	end_node(fdt);
}

/* For who reads the log and wants to know what a tick is */
static void say_timebase(void)
{
	const void *value = fdt_getprop(host_fdt, host_cpu_node(), "timebase-frequency", NULL);

	if (value)
		say("timebase %u Hz", fdt32_ld(value));
}

/* Of the host's processor, what the guest's has in common with it */
void fdt_host_cpu(void *fdt, const char * const *name, unsigned int count)
{
	int node = host_cpu_node(), len;
	const void *value;

	for (; count--; name++) {
		value = fdt_getprop(host_fdt, node, *name, &len);
		if (!value) {
			say("the host's device tree has no %s for its cpu", *name);
			vmm_end(0);
		}
		check(fdt_property(fdt, *name, value, len));
	}
}

static void memory_node(void *fdt, const struct options *opt)
{
	const __u32 reg[] = { 0, 0, 0, RAM_SIZE + (opt->more_memory ? MORE_RAM : 0) };

	begin_node(fdt, "memory@0");
	prop_str(fdt, "device_type", "memory");
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	end_node(fdt);
}

/*
 * As boot loaders do it, but always the same, for counts that repeat. Without it the
 * random number generator is ready some time later, and switches a static key then.
 */
static const __u8 rng_seed[32] = { 1 };

static void chosen_node(void *fdt, struct vm *vm, const struct guest_image *image,
			const char *append)
{
	begin_node(fdt, "chosen");
	prop_str(fdt, "bootargs", append);
	prop_u32(fdt, "linux,initrd-start", image->initrd_start);
	prop_u32(fdt, "linux,initrd-end", image->initrd_end);
	check(fdt_property(fdt, "rng-seed", rng_seed, sizeof(rng_seed)));
	prop_str(fdt, "stdout-path", platform.console_path(vm));
	end_node(fdt);
}

static void hypervisor_node(void *fdt, struct vm *vm)
{
	struct hypercall hc;

	if (!hypercall_get(vm, &hc))
		return;
	begin_node(fdt, "hypervisor");
	prop_str(fdt, "compatible", "linux,kvm");
	prop_cells(fdt, "hcall-instructions", hc.insn, ARRAY_LEN(hc.insn));
	if (hc.has_idle)
		prop_empty(fdt, "has-idle");
	end_node(fdt);
}

void fdt_build(struct vm *vm, const struct guest_image *image, const char *append)
{
	void *fdt = vm->ram + image->fdt_start;

	check(fdt_create(fdt, FDT_MAX));
	if (platform.reserve)
		platform.reserve(vm, fdt);
	check(fdt_finish_reservemap(fdt));
	begin_node(fdt, "");
	say_timebase();
	platform.tree(vm, fdt);
	memory_node(fdt, &vm->opt);
	chosen_node(fdt, vm, image, append);
	hypervisor_node(fdt, vm);
	platform.tree_devices(vm, fdt);
	end_node(fdt);
	check(fdt_finish(fdt));
}
