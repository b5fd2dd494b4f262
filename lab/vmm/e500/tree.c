// SPDX-License-Identifier: GPL-2.0
/*
 * The device tree of the machine that QEMU calls ppce500.
 *
 * Hazard: a property that Linux takes as a sign of something this machine has not; so
 * each is here for a reason, and none because QEMU has it.
 */
#include "e500.h"
#include "../fdt.h"

#define PIC_PHANDLE	1

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

static void cpu_node(struct vm *vm, void *fdt, unsigned int number)
{
	static const char * const figure[] = {
		"timebase-frequency", "clock-frequency",
		"i-cache-line-size", "d-cache-line-size",
		"i-cache-size", "d-cache-size",
	};
	char name[] = "PowerPC,8544@0";

	(void)vm;
	name[sizeof(name) - 2] += number;
	begin_node(fdt, name);
	prop_str(fdt, "device_type", "cpu");
	prop_u32(fdt, "reg", number);
	cpu_status(fdt, number);
	fdt_host_cpu(fdt, figure, ARRAY_LEN(figure));
	end_node(fdt);
}

static void pic_node(void *fdt)
{
	static const __u32 reg[] = { MPIC_OFFSET, MPIC_SIZE };

	begin_node(fdt, "pic@40000");
	prop_str(fdt, "device_type", "open-pic");
	prop_str(fdt, "compatible", "fsl,mpic");
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	prop_empty(fdt, "interrupt-controller");
	prop_u32(fdt, "#interrupt-cells", 2);
	prop_u32(fdt, "#address-cells", 0);
	prop_u32(fdt, "phandle", PIC_PHANDLE);
	end_node(fdt);
}

static void serial_node(void *fdt)
{
	static const __u32 reg[] = { UART_OFFSET, UART_SIZE };
	static const __u32 irq[] = { UART_IRQ, 2 /* active high */ };

	begin_node(fdt, "serial@4500");
	prop_str(fdt, "device_type", "serial");
	prop_str(fdt, "compatible", "ns16550");
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	prop_cells(fdt, "interrupts", irq, ARRAY_LEN(irq));
	/* any rate does, there is no wire; 16 * 115200 divides evenly */
	prop_u32(fdt, "clock-frequency", 16 * 115200);
	prop_u32(fdt, "current-speed", 115200);
	end_node(fdt);
}

/* The laboratory's own, see lab/meter.h; for who looks for it by name */
static void meter_node(void *fdt)
{
	static const __u32 reg[] = { METER_OFFSET, METER_SIZE };
	static const __u32 irq[] = { METER_IRQ, 2 /* active high */ };

	begin_node(fdt, "meter@6000");
	prop_str(fdt, "compatible", "kvm-para,lab-meter");
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	prop_cells(fdt, "interrupts", irq, ARRAY_LEN(irq));
	end_node(fdt);
}

static void guts_node(void *fdt)
{
	static const __u32 reg[] = { GUTS_OFFSET, GUTS_SIZE };
	/* By the second a guest knows that its CPUs can be stopped and reset */
	static const char compatible[] = "fsl,mpc8544-guts\0fsl,mpc8572-guts";

	begin_node(fdt, "global-utilities@e0000");
	prop_bytes(fdt, "compatible", compatible, sizeof(compatible));
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	prop_empty(fdt, "fsl,has-rstcr");
	end_node(fdt);
}

void tree(struct vm *vm, void *fdt)
{
	fdt_begin_machine(fdt, "QEMU ppce500", "fsl,qemu-e500");
	prop_u32(fdt, "interrupt-parent", PIC_PHANDLE);
	fdt_cpus(vm, fdt, cpu_node);
}

void tree_devices(struct vm *vm, void *fdt)
{
	static const __u32 ranges[] = { 0, 0, CCSR_BASE, CCSR_SIZE };

	(void)vm;
	begin_node(fdt, "soc@e0000000");
	prop_str(fdt, "device_type", "soc");
	prop_str(fdt, "compatible", "simple-bus");
	address_cells(fdt, 1, 1);
	prop_cells(fdt, "ranges", ranges, ARRAY_LEN(ranges));
	prop_u32(fdt, "bus-frequency", 0);
	pic_node(fdt);
	serial_node(fdt);
	meter_node(fdt);
	guts_node(fdt);
	end_node(fdt);
}
