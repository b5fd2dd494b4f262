// SPDX-License-Identifier: GPL-2.0
/*
 * The machine of a 32-bit guest: an MVME5100 of which there is a serial port and no
 * more, since Linux asks for nothing else on it.
 *
 * Hazard: its processor's cache lines are of 32 bytes and a 64-bit host's of 128. The guest
 * is told its own, for its dcbz clears that much, which KVM sees to.
 */
#include "book3s.h"

#define HAWK		0xfef80000u
#define HAWK_SIZE	0x10000u
#define UART_SHIFT	4	/* of its registers' numbers */
#define LINE		32

static void cpu_node(struct vm *vm, void *fdt, unsigned int number)
{
	static const char * const figure[] = { "timebase-frequency", "clock-frequency" };
	char name[] = "PowerPC,750@0";

	(void)vm;
	name[sizeof(name) - 2] += number;
	begin_node(fdt, name);
	prop_str(fdt, "device_type", "cpu");
	prop_u32(fdt, "reg", number);
	fdt_host_cpu(fdt, figure, ARRAY_LEN(figure));
	prop_u32(fdt, "bus-frequency", 100000000);
	prop_u32(fdt, "d-cache-block-size", LINE);
	prop_u32(fdt, "i-cache-block-size", LINE);
	prop_u32(fdt, "d-cache-line-size", LINE);
	prop_u32(fdt, "i-cache-line-size", LINE);
	prop_u32(fdt, "d-cache-size", 0x8000);
	prop_u32(fdt, "i-cache-size", 0x8000);
	end_node(fdt);
}

void mvme5100_tree(struct vm *vm, void *fdt)
{
	fdt_begin_machine(fdt, "MVME5100", "MVME5100");
	fdt_cpus(vm, fdt, cpu_node);
}

static void serial_node(void *fdt)
{
	static const __u32 reg[] = { MVME_UART - HAWK, MVME_UART_SIZE };

	begin_node(fdt, "serial@8000");
	prop_str(fdt, "device_type", "serial");
	prop_str(fdt, "compatible", "ns16550");
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	prop_u32(fdt, "reg-shift", UART_SHIFT);
	prop_u32(fdt, "clock-frequency", 16 * 115200);
	prop_u32(fdt, "current-speed", 115200);
	end_node(fdt);
}

void mvme5100_devices(struct vm *vm, void *fdt)
{
	static const __u32 ranges[] = { 0, 0, HAWK, HAWK_SIZE };
	static const __u32 reg[] = { 0, HAWK, 0, HAWK_SIZE };
	static const char compatible[] = "hawk-bridge\0simple-bus";

	(void)vm;
	begin_node(fdt, "hawk@fef80000");
	prop_bytes(fdt, "compatible", compatible, sizeof(compatible));
	address_cells(fdt, 1, 1);
	prop_cells(fdt, "ranges", ranges, ARRAY_LEN(ranges));
	prop_cells(fdt, "reg", reg, ARRAY_LEN(reg));
	serial_node(fdt);
	end_node(fdt);
}

__u32 mvme5100_uart_read(struct vm *vm, __u32 offset)
{
	return uart_read(vm, offset >> UART_SHIFT);
}

void mvme5100_uart_write(struct vm *vm, __u32 offset, __u32 value)
{
	uart_write(vm, offset >> UART_SHIFT, value);
}

__u32 mvme5100_reset_read(struct vm *vm, __u32 offset)
{
	(void)vm;
	(void)offset;
	return 0;
}

/* Whatever is stored there */
void mvme5100_reset_write(struct vm *vm, __u32 offset, __u32 value)
{
	(void)offset;
	(void)value;
	meter_restart(vm);
}
