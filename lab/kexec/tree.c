// SPDX-License-Identifier: GPL-2.0
/*
 * The device tree of the next kernel: this one's, with other words in it.
 *
 * Hazard: the tree the running kernel works with is not what it was given; the
 * kernel adds to it and takes away. /sys/firmware/fdt is what it was given.
 */
#include "kexec.h"
#include "../vmm/libfdt_shim.h"
#include <libfdt.h>

static char fdt[TREE_MAX] __aligned(8);

static int check(int result)
{
	if (result < 0) {
		printf("init: device tree: %s\n", fdt_strerror(result));
		guest_fail("making a device tree");
	}
	return result;
}

static void open_tree(void)
{
	char *own = file_read("/sys/firmware/fdt", NULL);

	check(fdt_open_into(own, fdt, sizeof(fdt)));
	free(own);
}

static int memory_node(void)
{
	return check(fdt_path_offset(fdt, "/memory@0"));
}

/* Two cells of address, two of size, and all of it below 4 GiB. Before tree_make() */
unsigned long tree_ram_size(void)
{
	const fdt32_t *reg;
	int len;

	open_tree();
	reg = fdt_getprop(fdt, memory_node(), "reg", &len);
	if (!reg || len != 4 * sizeof(*reg))
		guest_fail("finding the memory");
	return fdt32_ld(reg + 3);
}

/*
 * Linux 6.12 on 32 bit machines takes a boot CPU for number 0 of the interrupt
 * controller, whatever its number is (smp_setup_pacas() leaves it out), and no
 * interrupt of a device comes to another. A console without one is polled 100 times
 * a second, and has to have a FIFO then.
 */
static void boot_on(unsigned int cpu)
{
	int serial;

	fdt_set_boot_cpuid_phys(fdt, cpu);
	if (!cpu)
		return;
	serial = check(fdt_path_offset(fdt, "/soc/serial"));
	check(fdt_delprop(fdt, serial, "interrupts"));
	check(fdt_setprop_string(fdt, serial, "compatible", "ns16550a"));
}

void *tree_make(const struct tree *tree)
{
	int chosen;

	open_tree();
	boot_on(tree->cpu);
	chosen = check(fdt_path_offset(fdt, "/chosen"));
	check(fdt_setprop_string(fdt, chosen, "bootargs", tree->command_line));
	if (tree->initrd.end) {
		check(fdt_setprop_u32(fdt, chosen, "linux,initrd-start", tree->initrd.start));
		check(fdt_setprop_u32(fdt, chosen, "linux,initrd-end", tree->initrd.end));
	}
	if (tree->memory.end) {
		check(fdt_setprop_u64(fdt, memory_node(), "linux,usable-memory",
				      tree->memory.start));
		check(fdt_appendprop_u64(fdt, memory_node(), "linux,usable-memory",
					 tree->memory.end - tree->memory.start));
	}
	return fdt;
}
