// SPDX-License-Identifier: GPL-2.0
/*
 * Load a crash kernel into what crashkernel= has set aside, and panic.
 *
 * The kernel is at the start of that. From the end down: the dump's header, which
 * the crash kernel must not use as memory, then its device tree, its entry and
 * its initramfs.
 *
 * What is left, 16 MiB of 17, is one entry of the TLB, for the crash kernel has few
 * to map all of its memory with. It has to lie on a boundary of 64 MiB: an e500
 * kernel runs at an address that has the same rest by that as where it lies.
 *
 * Hazard: a crash kernel of which the running one wrote a page. So it has memory
 * of its own, and is told of no other.
 */
#include "kexec.h"
#include <linux/kexec.h>

#define DEBUGFS		"/sys/kernel/debug"
#define CHOSEN		"/sys/firmware/devicetree/base/chosen/linux,crashkernel-"
#define HEADER_ROOM	0x100000ul

/* As lab/run has them; the other CPUs are not to be had after a crash */
#define WORDS		"console=ttyS0,115200 rdinit=/init panic=1 norandmaps maxcpus=1 quiet"

/* A big endian cell, as this CPU has it */
static unsigned long cell(const char *path)
{
	size_t size;
	unsigned long *value = file_read(path, &size), result;

	if (size != sizeof(*value))
		guest_fail(path);
	result = *value;
	free(value);
	return result;
}

static const char *command_line(unsigned long header)
{
	static char line[256] = WORDS " do=dump elfcorehdr=0x";
	char hex[17];

	utoh_r(header, hex);
	strlcat(line, hex, sizeof(line));
	return line;
}

static unsigned long add_initramfs(struct tree *tree, unsigned long end)
{
	void *data;
	size_t size = archive_make(&data);

	tree->initrd.start = (end - size) & -PAGE;
	tree->initrd.end = tree->initrd.start + size;
	segment_add(data, size, tree->initrd.start, 0);
	return tree->initrd.start;
}

static void add_header(unsigned long at, unsigned long start, unsigned long end)
{
	struct range kept[] = { { 0, start }, { end, tree_ram_size() } };
	size_t size;
	void *data;

	size = corehdr_make(&data, kept, ARRAY_LEN(kept));
	if (size > HEADER_ROOM)
		guest_fail("room for the dump's header");
	segment_add(data, size, at, 0);
}

static void load(unsigned int cpu)
{
	unsigned long start = cell(CHOSEN "base");
	unsigned long end = start + cell(CHOSEN "size");
	unsigned long header = end - HEADER_ROOM, fdt = header - TREE_MAX, entry = fdt - PAGE;
	struct tree tree = {
		.command_line = command_line(header), .cpu = cpu,
		.memory = { start, header },
	};
	size_t size;
	void *data;

	data = file_read("/kernel", &size);
	segment_add(data, size, start, 0);
	if (add_initramfs(&tree, entry) < start + size)
		guest_fail("room for the crash kernel");
	add_header(header, start, end);
	segment_add(tree_make(&tree), TREE_MAX, fdt, 0);
	segments_load(start, fdt, entry, KEXEC_ON_CRASH);
}

/* By a probe, on an interrupt of the console, which each character brings */
static void __noreturn crash_in_interrupt(void)
{
	int fd;

	mount("debugfs", DEBUGFS, "debugfs", 0, NULL);
	fd = open(DEBUGFS "/provoke-crash/INT_HW_IRQ_EN", O_WRONLY);
	if (fd < 0 || write(fd, "PANIC", 5) != 5)
		guest_fail("asking LKDTM for a crash");
	for (;;)
		printf("fact: it has not crashed yet\n");
}

/* The kernel panics when its init ends, on the CPU where it does */
void crash(unsigned int cpu, const char *where)
{
	load(cpu);
	print_facts();
	others_busy(cpu);
	printf("fact: crashes now, on cpu %u\n", cpu);
	ioctl(1, TCSBRK, (void *)1);
	if (!strcmp(where, "interrupt"))
		crash_in_interrupt();
	exit(1);
}
