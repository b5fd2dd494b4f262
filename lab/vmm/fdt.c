// SPDX-License-Identifier: GPL-2.0
/*
 * The device tree the guest starts with: the machine QEMU calls ppce500.
 *
 * Hazard: a wrong timebase frequency does not stop a guest, it only makes
 * every second of it another length, and every result with it. So the
 * processor's figures are copied from the host's own tree and never assumed.
 */
#include "vmm.h"
#include "libfdt_shim.h"
#include <libfdt.h>

#define PIC_PHANDLE	1

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

static void prop_u32(void *fdt, const char *name, __u32 value)
{
	check(fdt_property_u32(fdt, name, value));
}

static void prop_str(void *fdt, const char *name, const char *value)
{
	check(fdt_property_string(fdt, name, value));
}

static void prop_cells(void *fdt, const char *name, const __u32 *cell, int count)
{
	/* host and guest are both big endian, as the device tree is */
	check(fdt_property(fdt, name, cell, count * sizeof(*cell)));
}

static void address_cells(void *fdt, int address, int size)
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

/* Where the others wait to be released; ePAPR has the first one run by itself */
static void cpu_status(void *fdt, unsigned int number)
{
	const __u32 release[] = { 0, SPIN_BASE + number * SPIN_ENTRY };

	prop_str(fdt, "status", number ? "disabled" : "okay");
	if (!number)
		return;
	prop_str(fdt, "enable-method", "spin-table");
	prop_cells(fdt, "cpu-release-addr", release, ARRAY_LEN(release));
}

static void cpu_figures(void *fdt, int node, int first)
{
	static const char * const needed[] = {
		"timebase-frequency", "clock-frequency",
		"i-cache-line-size", "d-cache-line-size",
		"i-cache-size", "d-cache-size",
	};
	const void *value;
	unsigned int i;
	int len;

	for (i = 0; i < ARRAY_LEN(needed); i++) {
		value = fdt_getprop(host_fdt, node, needed[i], &len);
		if (!value) {
			say("the host's device tree has no %s for its cpu", needed[i]);
			vmm_end(0);
		}
		check(fdt_property(fdt, needed[i], value, len));
		/* for who reads the log and wants to know what a tick is */
		if (!i && first)
			say("timebase %u Hz", fdt32_ld(value));
	}
}

static void cpu_nodes(void *fdt, unsigned int cpus)
{
	int node = host_cpu_node();
	char name[] = "PowerPC,8544@0";
	unsigned int i;

	for (i = 0; i < cpus; i++) {
		name[sizeof(name) - 2] = '0' + i;
		check(fdt_begin_node(fdt, name));
		prop_str(fdt, "device_type", "cpu");
		prop_u32(fdt, "reg", i);
		cpu_status(fdt, i);
		cpu_figures(fdt, node, !i);
		check(fdt_end_node(fdt));
	}
}

static void memory_node(void *fdt, const struct options *opt)
{
	const __u32 reg[] = { 0, 0, 0, RAM_SIZE + (opt->more_memory ? MORE_RAM : 0) };

	check(fdt_begin_node(fdt, "memory@0"));
	prop_str(fdt, "device_type", "memory");
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	check(fdt_end_node(fdt));
}

/*
 * As boot loaders do it, but always the same, for counts that repeat. Without it the
 * random number generator is ready some time later, and switches a static key then.
 */
static const __u8 rng_seed[32] = { 1 };

static void chosen_node(void *fdt, const struct guest_image *image, const char *append)
{
	check(fdt_begin_node(fdt, "chosen"));
	prop_str(fdt, "bootargs", append);
	prop_u32(fdt, "linux,initrd-start", image->initrd_start);
	prop_u32(fdt, "linux,initrd-end", image->initrd_end);
	check(fdt_property(fdt, "rng-seed", rng_seed, sizeof(rng_seed)));
	prop_str(fdt, "stdout-path", "/soc@e0000000/serial@4500");
	check(fdt_end_node(fdt));
}

static void hypervisor_node(void *fdt, struct vm *vm)
{
	struct hypercall hc;

	if (!hypercall_get(vm, &hc))
		return;
	check(fdt_begin_node(fdt, "hypervisor"));
	prop_str(fdt, "compatible", "linux,kvm");
	prop_cells(fdt, "hcall-instructions", hc.insn, ARRAY_LEN(hc.insn));
	if (hc.has_idle)
		check(fdt_property(fdt, "has-idle", NULL, 0));
	check(fdt_end_node(fdt));
}

static void pic_node(void *fdt)
{
	static const __u32 reg[] = { MPIC_OFFSET, MPIC_SIZE };

	check(fdt_begin_node(fdt, "pic@40000"));
	prop_str(fdt, "device_type", "open-pic");
	prop_str(fdt, "compatible", "fsl,mpic");
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	check(fdt_property(fdt, "interrupt-controller", NULL, 0));
	prop_u32(fdt, "#interrupt-cells", 2);
	prop_u32(fdt, "#address-cells", 0);
	prop_u32(fdt, "phandle", PIC_PHANDLE);
	check(fdt_end_node(fdt));
}

static void serial_node(void *fdt)
{
	static const __u32 reg[] = { UART_OFFSET, UART_SIZE };
	static const __u32 irq[] = { UART_IRQ, 2 /* active high */ };

	check(fdt_begin_node(fdt, "serial@4500"));
	prop_str(fdt, "device_type", "serial");
	prop_str(fdt, "compatible", "ns16550");
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	prop_cells(fdt, "interrupts", irq, ARRAY_LEN(irq));
	/* any rate does, there is no wire; 16 * 115200 divides evenly */
	prop_u32(fdt, "clock-frequency", 16 * 115200);
	prop_u32(fdt, "current-speed", 115200);
	check(fdt_end_node(fdt));
}

/* The laboratory's own, see lab/meter.h; for who looks for it by name */
static void meter_node(void *fdt)
{
	static const __u32 reg[] = { METER_OFFSET, METER_SIZE };
	static const __u32 irq[] = { METER_IRQ, 2 /* active high */ };

	check(fdt_begin_node(fdt, "meter@6000"));
	prop_str(fdt, "compatible", "kvm-para,lab-meter");
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	prop_cells(fdt, "interrupts", irq, ARRAY_LEN(irq));
	check(fdt_end_node(fdt));
}

static void guts_node(void *fdt)
{
	static const __u32 reg[] = { GUTS_OFFSET, GUTS_SIZE };
	/* By the second a guest knows that its CPUs can be stopped and reset */
	static const char compatible[] = "fsl,mpc8544-guts\0fsl,mpc8572-guts";

	check(fdt_begin_node(fdt, "global-utilities@e0000"));
	check(fdt_property(fdt, "compatible", compatible, sizeof(compatible)));
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	check(fdt_property(fdt, "fsl,has-rstcr", NULL, 0));
	check(fdt_end_node(fdt));
}

static void soc_node(void *fdt)
{
	static const __u32 ranges[] = { 0, 0, CCSR_BASE, CCSR_SIZE };

	check(fdt_begin_node(fdt, "soc@e0000000"));
	prop_str(fdt, "device_type", "soc");
	prop_str(fdt, "compatible", "simple-bus");
	address_cells(fdt, 1, 1);
	prop_cells(fdt, "ranges", ranges, ARRAY_LEN(ranges));
	prop_u32(fdt, "bus-frequency", 0);
	pic_node(fdt);
	serial_node(fdt);
	meter_node(fdt);
	guts_node(fdt);
	check(fdt_end_node(fdt));
}

void fdt_build(struct vm *vm, const struct guest_image *image, const char *append)
{
	void *fdt = vm->ram + image->fdt_start;

	check(fdt_create(fdt, FDT_MAX));
	check(fdt_finish_reservemap(fdt));
	check(fdt_begin_node(fdt, ""));
	prop_str(fdt, "model", "QEMU ppce500");
	prop_str(fdt, "compatible", "fsl,qemu-e500");
	address_cells(fdt, 2, 2);
	prop_u32(fdt, "interrupt-parent", PIC_PHANDLE);
	check(fdt_begin_node(fdt, "cpus"));
	address_cells(fdt, 1, 0);
	cpu_nodes(fdt, vm->opt.cpus);
	check(fdt_end_node(fdt));
	memory_node(fdt, &vm->opt);
	chosen_node(fdt, image, append);
	hypervisor_node(fdt, vm);
	soc_node(fdt);
	check(fdt_end_node(fdt));
	check(fdt_finish(fdt));
}
