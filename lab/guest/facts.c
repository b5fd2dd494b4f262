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

int contains(const char *line, const char *word)
{
	size_t len = strlen(word);

	for (; *line; line++) {
		if (!strncmp(line, word, len))
			return 1;
	}
	return 0;
}

static void print_memtotal(void)
{
	static const char label[] = "MemTotal:";
	int fd = open("/proc/meminfo", O_RDONLY);
	ssize_t n;
	const char *p = text;

	if (fd < 0)
		guest_fail("open /proc/meminfo");
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (n < 0)
		guest_fail("read /proc/meminfo");
	text[n] = 0;
	if (strncmp(p, label, sizeof(label) - 1))
		guest_fail("parsing /proc/meminfo");
	for (p += sizeof(label) - 1; *p == ' ';)
		p++;
	printf("fact: memtotal_kb %lu\n", strtoul(p, NULL, 10));
}

static void print_kernel_lines(void)
{
	long n = __sysret(my_syscall3(__NR_syslog, SYSLOG_READ_ALL, text,
				      sizeof(text) - 1));
	char *line = text;
	char *end;

	if (n < 0)
		guest_fail("syslog");
	text[n] = 0;
	while (*line) {
		end = strchr(line, '\n');
		if (end)
			*end = 0;
		if (contains(line, "kvm_para") || contains(line, "KVM:") ||
		    contains(line, "calling  kvm_guest_init"))
			printf("%s\n", line);
		if (!end)
			break;
		line = end + 1;
	}
}

void print_facts(void)
{
	print_memtotal();
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
