// SPDX-License-Identifier: GPL-2.0
/*
 * mode=hotplug: CPUs leave and come back, many times, while there is something to
 * lose on each of them.
 *
 * Hazard: a CPU that has come back and is online by name only. So four processes
 * belong to each: one that holds a pattern in every register while a timer
 * interrupts it, one that sleeps, and the two ends of a pair of pipes, one of them on
 * the first CPU. All have to go on while their CPU is away, and on their CPU
 * once it is back; no timer's expiration, sleep or byte may be lost, and no
 * register change. A process that stands still is named.
 */
#include "behave.h"

#define CPUS_MAX	4
#define FIRST_TRIES	2	/* for a CPU that does not come */
#define PATIENCE	20000	/* sleeps of a little */
#define TIMER_USEC	5000
#define SLEEP_NS	2000000LL

enum kind { HOLDER, SLEEPER, TALKER, ECHO, KINDS };

static const char * const kind_name[KINDS] = {
	"holding registers", "sleeping", "talking", "answering",
};

struct worker {
	pid_t pid;
	unsigned int at;	/* its CPU, */
	unsigned long rounds;	/* in so many rounds */
	unsigned long count;	/* of what it says at its end */
};

static struct {
	int stop;
	struct worker worker[CPUS_MAX][KINDS];
} *shared;

static unsigned int away[CPUS_MAX];

/* Returns whether there is to be another */
static int round_done(struct worker *w)
{
	unsigned int at = ~0u;

	my_syscall3(__NR_getcpu, &at, NULL, NULL);
	w->at = at;
	w->rounds++;
	barrier();
	return !shared->stop;
}

static void hold(struct worker *w)
{
	timer_begin(SIGALRM, TIMER_USEC);
	do {
		hold_once();
	} while (round_done(w));
	w->count = timer_end(SIGALRM);
}

static void keep_sleeping(struct worker *w)
{
	long long before, after = clock_ns(CLOCK_MONOTONIC);

	do {
		before = clock_ns(CLOCK_MONOTONIC);
		if (before < after)
			not_ok("the clock went back by %lld ns", after - before);
		sleep_ns(SLEEP_NS);
		after = clock_ns(CLOCK_MONOTONIC);
		if (after - before < SLEEP_NS)
			not_ok("a sleep of %lld ns took %lld", SLEEP_NS, after - before);
		w->count++;
	} while (round_done(w));
}

static int to_echo[2], from_echo[2];

static void talk(struct worker *w)
{
	unsigned char sent, got;

	close(to_echo[0]);
	close(from_echo[1]);
	do {
		sent = ++w->count;
		if (write(to_echo[1], &sent, 1) != 1 || read(from_echo[0], &got, 1) != 1)
			not_ok("the pipe broke, errno %d", errno);
		if (got != sent)
			not_ok("sent %u and got %u", sent, got);
	} while (round_done(w));
}

/* Until the other end is closed */
static void answer(struct worker *w)
{
	unsigned char c;

	close(to_echo[1]);
	close(from_echo[0]);
	while (read(to_echo[0], &c, 1) == 1 && write(from_echo[1], &c, 1) == 1) {
		w->count++;
		round_done(w);
	}
}

static void (*const work[KINDS])(struct worker *w) = { hold, keep_sleeping, talk, answer };

static void start(unsigned int cpu, enum kind kind)
{
	struct worker *w = &shared->worker[cpu][kind];
	pid_t pid = child_or_fail();

	if (!pid) {
		running = kind_name[kind];
		work[kind](w);
		exit(0);
	}
	w->pid = pid;
}

static void start_all(unsigned int cpu)
{
	enum kind kind;

	if (pipe(to_echo) < 0 || pipe(from_echo) < 0)
		guest_fail("pipe");
	for (kind = 0; kind < KINDS; kind++)
		start(cpu, kind);
	close(to_echo[0]);
	close(to_echo[1]);
	close(from_echo[0]);
	close(from_echo[1]);
	pin(shared->worker[cpu][TALKER].pid, 0);
}

/* Either on the CPU, or anywhere else; the talker's is the first one */
static int in_place(const struct worker *w, unsigned int cpu, enum kind kind, int online)
{
	if (kind == TALKER)
		return w->at == 0;
	return (w->at == cpu) == online;
}

/* Each of a CPU's processes makes a round more, and there where it should be */
static void await_workers(unsigned int cpu, int online)
{
	struct worker *w = shared->worker[cpu];
	unsigned long before[KINDS];
	unsigned int i, patience = PATIENCE;

	for (i = 0; i < KINDS; i++)
		before[i] = w[i].rounds;
	for (i = 0; i < KINDS; i++) {
		for (;;) {
			barrier();
			if (w[i].rounds - before[i] >= 2 && in_place(&w[i], cpu, i, online))
				break;
			if (!patience--)
				not_ok("%s: %lu rounds on CPU %u, with CPU %u %s", kind_name[i],
				       w[i].rounds - before[i], w[i].at, cpu,
				       online ? "back" : "away");
			sleep_a_little();
		}
	}
}

/* With a process that never sleeps, the CPU's own timer does not stop. */
static void await_tick(unsigned int column)
{
	unsigned long before = interrupt_count("LOC", column);
	unsigned int patience = PATIENCE;

	while (interrupt_count("LOC", column) == before) {
		if (!patience--)
			not_ok("no timer interrupt comes on CPU %u", column);
		sleep_a_little();
	}
}

/* Returns 0, or the errno of the kernel's answer */
static int set_online(unsigned int cpu, int online)
{
	char path[] = "/sys/devices/system/cpu/cpu0/online";

	path[sizeof("/sys/devices/system/cpu/cpu") - 1] += cpu;
	if (!file_exists(path))
		not_ok("no %s: HOTPLUG_CPU, and an online CPU 0?", path);
	return file_write(path, online ? "1" : "0");
}

static void send_away(unsigned int cpu)
{
	int err = set_online(cpu, 0);

	if (err)
		not_ok("CPU %u does not leave, errno %d", cpu, err);
	away[cpu]++;
	await_workers(cpu, 0);
}

static void come_back(unsigned int cpu)
{
	int err = set_online(cpu, 1);
	enum kind kind;

	if (err)
		not_ok("CPU %u does not come back, errno %d", cpu, err);
	for (kind = 0; kind < KINDS; kind++) {
		if (kind != TALKER)
			pin(shared->worker[cpu][kind].pid, cpu);
	}
	await_workers(cpu, 1);
}

/* Returns the CPUs that are there, a bit each; those that are not yet are brought up */
static unsigned int come_first(unsigned int present)
{
	unsigned int cpu, tries, cpus = 0;
	int err;

	for (cpu = 1; cpu < present; cpu++) {
		for (tries = 0; tries < FIRST_TRIES; tries++) {
			err = set_online(cpu, 1);
			if (!err)
				break;
			printf("fact: cpu %u does not come, errno %d\n", cpu, err);
		}
		if (err)
			continue;
		start_all(cpu);
		come_back(cpu);
		cpus |= 1u << cpu;
	}
	return cpus;
}

/* "0-3", or "0" */
static unsigned int cpus_present(void)
{
	const char *text = file_text("/sys/devices/system/cpu/present");
	unsigned int present = text[1] == '-' ? text[2] - '0' + 1 : 1;

	if (present > CPUS_MAX)
		not_ok("more than %u CPUs", CPUS_MAX);
	return present;
}

/* One leaves and comes back; each fourth time, all of them at once */
static void cycle(unsigned int cpus, unsigned int number)
{
	unsigned int cpu, column = 0, chosen = number % (CPUS_MAX - 1) + 1;

	for (cpu = 1; cpu < CPUS_MAX; cpu++) {
		if (cpus >> cpu & 1 && (number % 4 == 3 || cpus == 1u << cpu || cpu == chosen))
			send_away(cpu);
	}
	for (cpu = 1; cpu < CPUS_MAX; cpu++) {
		if (cpus >> cpu & 1) {
			come_back(cpu);
			await_tick(++column);
		}
	}
}

static void finish(unsigned int cpu)
{
	struct worker *w = shared->worker[cpu];
	enum kind kind;

	for (kind = 0; kind < KINDS; kind++) {
		if (reap(w[kind].pid))
			not_ok("%s ended badly", kind_name[kind]);
	}
	if (w[TALKER].count != w[ECHO].count)
		not_ok("%lu bytes sent, %lu answered", w[TALKER].count, w[ECHO].count);
	printf("fact: cpu %u was away %u times: %lu patterns, %lu expirations, ",
	       cpu, away[cpu], w[HOLDER].rounds, w[HOLDER].count);
	printf("%lu sleeps, %lu round trips\n", w[SLEEPER].count, w[TALKER].count);
}

void hotplug_tests(unsigned int cycles)
{
	unsigned long before;
	unsigned int i, cpus;

	running = "hotplug";
	mount_or_fail("sysfs", "/sys");
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		guest_fail("mmap");
	go_to(0);
	before = interrupt_count(INTERRUPT_OF_CPUS, -1);
	cpus = come_first(cpus_present());
	for (i = 0; i < cycles; i++)
		cycle(cpus, i);
	shared->stop = 1;
	for (i = 1; i < CPUS_MAX; i++) {
		if (cpus >> i & 1)
			finish(i);
	}
	printf("fact: cycles %u\n", cycles);
	printf("fact: ipis %lu\n", interrupt_count(INTERRUPT_OF_CPUS, -1) - before);
}
