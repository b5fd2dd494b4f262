// SPDX-License-Identifier: GPL-2.0
/*
 * Which device answers at which guest physical address.
 *
 * Guards against a guest driver that quietly talks to nothing: an address
 * without a device reads as all ones like an empty bus and forgets stores, and
 * the first access to a page of such addresses is reported.
 */
#include "vmm.h"

#define GUTS_RSTCR	0xb0	/* reset control; Linux writes 2 to restart */
#define REPORTED_MAX	32

struct device {
	unsigned long base;
	unsigned long size;
	__u32 (*read)(struct vm *vm, __u32 offset);
	void (*write)(struct vm *vm, __u32 offset, __u32 value);
};

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

static const struct device *find(__u64 addr)
{
	unsigned int i;

	for (i = 0; i < ARRAY_LEN(device); i++) {
		if (addr >= device[i].base && addr < device[i].base + device[i].size)
			return &device[i];
	}
	return NULL;
}

static void report_unknown(__u64 addr, unsigned int len, int is_write)
{
	static __u64 seen[REPORTED_MAX];
	__u64 page = addr >> 12;
	static unsigned int count;
	unsigned int i;

	for (i = 0; i < count; i++) {
		if (seen[i] == page)
			return;
	}
	if (count == REPORTED_MAX)
		return;
	seen[count++] = page;
	say("no device at 0x%llx (%s of %u bytes)", addr, is_write ? "write" : "read", len);
	if (count == REPORTED_MAX)
		say("further pages without a device are not reported");
}

/* kvm_run holds the bytes in the order the guest stored them: big endian */
static __u32 get_value(const __u8 *data, unsigned int len)
{
	__u32 value = 0;
	unsigned int i;

	for (i = 0; i < len; i++)
		value = value << 8 | data[i];
	return value;
}

static void put_value(__u8 *data, unsigned int len, __u32 value)
{
	while (len--) {
		data[len] = value;
		value >>= 8;
	}
}

void bus_access(struct vm *vm, __u64 addr, __u8 *data, unsigned int len, int is_write)
{
	const struct device *dev = find(addr);

	if (!dev) {
		report_unknown(addr, len, is_write);
		if (!is_write)
			memset(data, 0xff, len);
	} else if (is_write) {
		dev->write(vm, addr - dev->base, get_value(data, len));
	} else {
		put_value(data, len, dev->read(vm, addr - dev->base));
	}
}
