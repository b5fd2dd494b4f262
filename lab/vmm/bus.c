// SPDX-License-Identifier: GPL-2.0
/*
 * Which device answers at which guest physical address.
 *
 * Guards against a guest driver that quietly talks to nothing: an address
 * without a device reads as all ones like an empty bus and forgets stores, and
 * the first access to a page of such addresses is reported.
 */
#include "platform.h"

#define REPORTED_MAX	32

static const struct device *find(const struct vm *vm, __u64 addr)
{
	const struct device *device;
	unsigned int i, count;

	device = platform.devices(vm, &count);
	for (i = 0; i < count; i++) {
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
	const struct device *dev = find(vm, addr);

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
