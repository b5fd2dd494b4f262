// SPDX-License-Identifier: GPL-2.0
/*
 * What the guest knows about itself, printed after the measurements: memory,
 * the kernel's own words on the magic page, and what a user program sees of it.
 *
 * Hazard: a page that holds supervisor state, mapped for user mode as well.
 * The probe touches it from a child, which must die of it.
 */
#include "guest.h"

#define MAGIC_PAGE	((char *)-4096L)
#define SYSLOG_READ_ALL	3

static char text[128 * 1024];

/* What the line of /proc/meminfo says that begins with this */
long memory_kb(const char *label)
{
	char *line = file_text("/proc/meminfo"), *next;

	for (; line; line = next) {
		next = next_line(line);
		if (strncmp(line, label, strlen(label)))
			continue;
		for (line += strlen(label); *line == ' ';)
			line++;
		return strtol(line, NULL, 10);
	}
	guest_fail(label);
}

/* What the audit lists is long, and was on the console; a polled one takes minutes. */
static int is_listed(const char *line)
{
	return contains(line, "kvm_para: traps: ");
}

static void print_kernel_lines(void)
{
	long n = __sysret(my_syscall3(__NR_syslog, SYSLOG_READ_ALL, text,
				      sizeof(text) - 1));
	char *line = text, *next;

	if (n < 0)
		guest_fail("syslog");
	text[n] = 0;
	for (; line; line = next) {
		next = next_line(line);
		if (is_listed(line))
			continue;
		if (contains(line, "kvm_para") || contains(line, "KVM:") ||
		    contains(line, "calling  kvm_guest_init"))
			printf("%s\n", line);
	}
}

void print_facts(void)
{
	printf("fact: memtotal_kb %ld\n", memory_kb("MemTotal:"));
	printf("fact: cpus_online %u\n", cpus_online());
	print_kernel_lines();
}

static void touch(int write)
{
	if (write)
		asm volatile("stw %1, 0(%0)" : : "b"(MAGIC_PAGE), "r"(0) : "memory");
	else
		asm volatile("lwz 0, 0(%0)" : : "b"(MAGIC_PAGE) : "r0", "memory");
}

static void probe(int write)
{
	const char *what = write ? "write" : "read";
	pid_t pid = child_or_fail();
	int status;

	if (!pid) {
		touch(write);
		exit(0);
	}
	status = reap(pid);
	if ((status & 0x7f) != SIGSEGV) {
		printf("fact: user_%s allowed\n", what);
		guest_fail("protection of the magic page from user mode");
	}
	printf("fact: user_%s sigsegv\n", what);
}

void probe_magic_page(void)
{
	probe(0);
	probe(1);
}
