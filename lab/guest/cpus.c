// SPDX-License-Identifier: GPL-2.0
/*
 * mode=cpus: every CPU takes part. Each runs what is sent to it, answers the
 * first one, and loses a page that is taken from it.
 *
 * Hazard: a guest whose other CPUs are online and never interrupted looks well
 * until one of them keeps a translation that is gone. So the interrupts between
 * CPUs are counted, and a page is replaced under a CPU that writes to it.
 */
#include "guest.h"
#include "../thread.h"
#include <linux/sched.h>

#define PAGE		4096u
#define ROUNDS		20
#define STACK_SIZE	8192
#define PATIENCE	5000	/* milliseconds */

#define MREMAP_MAYMOVE	1
#define MREMAP_FIXED	2

unsigned int cpus_online(void)
{
	char *line = file_text("/proc/cpuinfo");
	unsigned int count = 0;

	for (; line; line = next_line(line))
		count += !strncmp(line, "processor\t", 10);
	return count;
}

/*
 * A line is "251:   10   20   OpenPIC   251 Edge   ipi call function", with a
 * column for each CPU that is online; a column of -1 is all of them.
 */
unsigned long interrupt_count(const char *word, int column)
{
	char *line = file_text("/proc/interrupts");
	unsigned long count = 0, n;
	char *next, *p;
	int at;

	for (; line; line = next) {
		next = next_line(line);
		p = strchr(line, ':');
		if (!p || !contains(line, word))
			continue;
		for (at = 0, p++; *p == ' ' || (*p >= '0' && *p <= '9'); at++) {
			n = strtoul(p, &p, 10);
			if (column < 0 || column == at)
				count += n;
		}
	}
	return count;
}

static void __noreturn echo(unsigned int cpu, int from, int to)
{
	char c;

	go_to(cpu);
	while (read(from, &c, 1) == 1) {
		if (write(to, &c, 1) != 1)
			exit(1);
	}
	exit(0);
}

/* Each end of the pipes sleeps until the other CPU wakes it */
static void talk_to(unsigned int cpu)
{
	int there[2], back[2];
	unsigned int i;
	char c = 0;
	pid_t pid;

	if (pipe(there) < 0 || pipe(back) < 0)
		guest_fail("pipe");
	pid = child_or_fail();
	if (!pid) {
		close(there[1]);
		echo(cpu, there[0], back[1]);
	}
	for (i = 0; i < ROUNDS; i++) {
		if (write(there[1], &c, 1) != 1 || read(back[0], &c, 1) != 1)
			guest_fail("talking to another CPU");
	}
	close(there[1]);
	if (reap(pid))
		guest_fail("the other CPU's end of the pipes");
	close(there[0]);
	close(back[0]);
	close(back[1]);
}

/*
 * What the other CPU writes to while the page under it is replaced. Whoever
 * waits for the other does so around a barrier.
 */
static unsigned long *target;
static unsigned long steps;
static int stop;
static char stack[STACK_SIZE] __aligned(16);

static void __noreturn keep_writing(void *cpu)
{
	go_to(*(unsigned int *)cpu);
	while (!stop) {
		++*target;
		steps++;
		barrier();
	}
	exit(0);
}

static void await_steps(void)
{
	unsigned long before = steps;
	unsigned int i;

	for (i = 0; steps - before < 2; i++) {
		if (i == PATIENCE)
			guest_fail("waiting for the other CPU");
		sleep_a_little();
		barrier();
	}
}

/* An old size of 0 gives the same page a second address */
static void *alias(void *page, void *where)
{
	long addr = my_syscall5(__NR_mremap, page, 0, PAGE,
				MREMAP_MAYMOVE | (where ? MREMAP_FIXED : 0), where);

	if ((unsigned long)addr >= -4095UL)
		guest_fail("mremap");
	return (void *)addr;
}

static void map(void *where, int flags, void **page)
{
	*page = mmap(where, PAGE, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
	if (*page == MAP_FAILED)
		guest_fail("mmap");
}

/* By its other address the page can be watched after it has gone */
static void replace_page(unsigned long *watched)
{
	unsigned long last;
	void *page;

	await_steps();
	map(target, MAP_PRIVATE | MAP_FIXED, &page);
	last = *watched;
	barrier();
	await_steps();
	if (*watched != last)
		guest_fail("taking a page from another CPU");
	alias(watched, target);
}

static void take_pages_from(unsigned int cpu)
{
	unsigned long *watched;
	unsigned int i;
	void *page;
	pid_t pid;

	map(NULL, MAP_SHARED, &page);
	target = page;
	watched = alias(page, NULL);
	stop = 0;
	pid = thread_start(keep_writing, &cpu, stack + STACK_SIZE,
			   CLONE_VM | CLONE_FS | CLONE_FILES | SIGCHLD);
	if (__sysret(pid) < 0)
		guest_fail("clone");
	for (i = 0; i < ROUNDS; i++)
		replace_page(watched);
	stop = 1;
	if (reap(pid))
		guest_fail("the other CPU's writes");
	munmap(page, PAGE);
	munmap(watched, PAGE);
}

void cpus_tests(void)
{
	unsigned int online = cpus_online();
	unsigned long before = interrupt_count(INTERRUPT_OF_CPUS, -1);
	unsigned int cpu;

	for (cpu = 1; cpu < online; cpu++) {
		go_to(cpu);
		go_to(0);
		talk_to(cpu);
		take_pages_from(cpu);
		printf("fact: cpu %u takes part\n", cpu);
	}
	printf("fact: ipis %lu\n", interrupt_count(INTERRUPT_OF_CPUS, -1) - before);
}
