// SPDX-License-Identifier: GPL-2.0
/*
 * The guest's end of the meter: a page of device registers whose stores end up
 * in the VMM. With meter=console on the command line, for a VMM that has no such
 * device, each command is a line on the console, and time for whoever reads it.
 *
 * Hazard: a store the compiler moves out of, or into, what is being counted.
 * Stores to the meter are therefore assembly with a memory clobber.
 */
#include "guest.h"

#define METER_PAGE	0xe0006000u
#define NAME_WORDS	4

#define LISTEN_NS	100000000LL

static char *meter;
static int spoken;
static const char *counted = "boot";
static unsigned int operations = 1;

static void store(unsigned int offset, unsigned int value)
{
	asm volatile("stw %1, 0(%0)"
		     : : "b"(meter + offset), "r"(big_endian(value)) : "memory");
}

/* By hand: an address above 2 GiB does not fit nolibc's off_t */
void meter_open(void)
{
	const char *where = option("meter");
	int fd;
	long addr;

	spoken = where && !strcmp(where, "console");
	if (spoken)
		return;
	fd = open("/dev/mem", O_RDWR | O_SYNC);
	if (fd < 0) {
		printf("init: no /dev/mem, no meter: errno %d\n", errno);
		exit(1);
	}
	addr = syscall_mmap_shared(fd, 4096, PROT_READ | PROT_WRITE, METER_PAGE);
	if ((unsigned long)addr >= -4095UL) {
		printf("init: the meter cannot be mapped: errno %ld\n", -addr);
		exit(1);
	}
	close(fd);
	meter = (char *)addr;
}

void meter_name(const char *name, unsigned int ops)
{
	unsigned int word[NAME_WORDS] = { 0 };
	unsigned int i;

	if (spoken) {
		counted = name;
		operations = ops;
		return;
	}
	memcpy(word, name, strnlen(name, sizeof(word)));
	for (i = 0; i < NAME_WORDS; i++)
		store(METER_NAME + 4 * i, big_endian(word[i]));
	store(METER_OPS, ops);
}

/* The reader counts while nothing happens here, however late it is */
static void say_command(enum meter_command command)
{
	printf("@meter %u %u %s\n", command, operations, counted);
	ioctl(1, TCSBRK, (void *)1);
	sleep_ns(LISTEN_NS);
}

void meter_command(enum meter_command command)
{
	if (spoken)
		say_command(command);
	else
		store(METER_COMMAND, command);
}

/* The console is drained first, for the VMM stops the machine at once */
void guest_fail(const char *what)
{
	printf("init: %s failed, errno %d\n", what, errno);
	ioctl(1, TCSBRK, (void *)1);
	meter_command(METER_FAILED);
	exit(1);
}
