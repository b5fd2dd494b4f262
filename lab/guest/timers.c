// SPDX-License-Identifier: GPL-2.0
/*
 * mode=behave: a program that is interrupted a thousand times a second keeps
 * every register, loses no signal, and never sees a clock go back.
 *
 * Hazard: an interrupt's prologue or epilogue that loses a register in one of
 * its instructions is met by chance only. So every register holds a pattern of
 * its own, in straight code as long as thousands of instructions, and signals
 * arrive within signal handlers, which hold patterns as well.
 */
#include "behave.h"

#define SIGNALS		600	/* of each kind, at least */
#define NEST_EVERY	20	/* the signals whose handler waits for another */
#define PATIENCE	1000000000LL	/* ns */
#define PERIOD_A	1000	/* microseconds */
#define PERIOD_B	1370
#define CLOCK_READS	10000u

/* XER's reserved bits do not keep what is written to them */
static void fill(struct image *in, unsigned long round)
{
	unsigned int i;

	for (i = 0; i < 32; i++)
		in->gpr[i] = ~0ul / 255 * i + 0x12345 * round;
	in->lr = ~round;
	in->ctr = 0xc0000000 + round;
	in->xer = round & 1 ? 0xa000002a : 0x40000055;
	in->cr = 0x13579bdfu * (unsigned int)(round | 1);
}

void hold_once(void)
{
	static unsigned long round;
	struct image in, out;
	const unsigned long *want = (unsigned long *)&in;
	const unsigned long *have = (unsigned long *)&out;
	unsigned int i;

	fill(&in, ++round);
	hold_registers(&in, &out);
	for (i = 0; i < sizeof(in) / sizeof(*want); i++) {
		if (i != 1 && want[i] != have[i])
			not_ok("word %u of the registers was %lx and became %lx",
			       i, want[i], have[i]);
	}
}

struct count {
	int id;
	long long period, earliest, latest;	/* ns; when it was started */
	unsigned long handled, missed, nested;
};

/* SIGALRM's and SIGUSR1's */
static struct count count[2];
static unsigned int depth;
static int nesting;

static struct count *count_of(int signo)
{
	return &count[signo != SIGALRM];
}

/* The handlers count behind the compiler's back */
static unsigned long handled(const struct count *c)
{
	barrier();
	return c->handled;
}

/*
 * Two signals that come at once: the kernel enters the handler of one, and that
 * of the other before its first instruction. The first is blocked then.
 */
static int is_blocked(int signo)
{
	struct signal_set mask;

	if (__sysret(my_syscall4(__NR_rt_sigprocmask, SIG_BLOCK, NULL, &mask,
				 sizeof(mask))) < 0)
		not_ok("rt_sigprocmask: errno %d", errno);
	return mask.word[0] >> (signo - 1) & 1;
}

/* Waits with its registers held; in a handler, for a signal within it */
static void await_signal(const struct count *c)
{
	long long end = clock_ns(CLOCK_MONOTONIC) + PATIENCE;
	unsigned long before = handled(c);

	while (handled(c) == before) {
		hold_once();
		if (clock_ns(CLOCK_MONOTONIC) > end)
			not_ok("signal %d does not come", c == count ? SIGALRM : SIGUSR1);
	}
}

static void on_timer(int signo, int *info)
{
	int other = signo == SIGALRM ? SIGUSR1 : SIGALRM;
	struct count *c = count_of(signo);

	c->handled++;
	c->missed += info[SIGINFO_OVERRUN];	/* since it was sent */
	if (depth)
		c->nested++;
	depth++;
	if (nesting && c->handled % NEST_EVERY == 0 && !is_blocked(other))
		await_signal(count_of(other));
	depth--;
}

/* nolibc has no sigaction(); this is the kernel's own structure for it */
static void handle(int signo)
{
	struct {
		void (*handler)(int signo, int *info);
		unsigned long flags;
		void (*restorer)(void);
		struct signal_set mask;
	} action = { .handler = on_timer, .flags = SA_SIGINFO | SA_RESTART };

	if (__sysret(my_syscall4(__NR_rt_sigaction, signo, &action, NULL,
				 sizeof(action.mask))) < 0)
		not_ok("rt_sigaction: errno %d", errno);
}

static void set_timer(int id, long long period)
{
	long long interval[4] = { 0, period, 0, period };

	if (__sysret(my_syscall4(__NR_timer_settime64, id, 0, interval, NULL)) < 0)
		not_ok("timer_settime: errno %d", errno);
}

/* The kernel's struct sigevent; 0 as the way to notify means by a signal */
void timer_begin(int signo, unsigned int usec)
{
	struct {
		void *value;
		int signo, notify, pad[13];
	} event = { .signo = signo };
	struct count *c = count_of(signo);

	memset(c, 0, sizeof(*c));
	c->period = usec * 1000LL;
	handle(signo);
	if (__sysret(my_syscall3(__NR_timer_create, CLOCK_MONOTONIC, &event, &c->id)) < 0)
		not_ok("timer_create: errno %d", errno);
	c->earliest = clock_ns(CLOCK_MONOTONIC);
	set_timer(c->id, c->period);
	c->latest = clock_ns(CLOCK_MONOTONIC);
}

/*
 * So many periods have passed, so many times the timer has expired. A signal
 * that waits while the timer is stopped is dropped with it: so it is stopped
 * just behind a signal, and one may be missing all the same.
 */
unsigned long timer_end(int signo)
{
	struct count *c = count_of(signo);
	long long least, most, seen;

	await_signal(c);
	least = (clock_ns(CLOCK_MONOTONIC) - c->latest) / c->period - 1;
	set_timer(c->id, 0);
	most = (clock_ns(CLOCK_MONOTONIC) - c->earliest) / c->period;
	if (__sysret(my_syscall1(__NR_timer_delete, c->id)) < 0)
		not_ok("timer_delete: errno %d", errno);
	seen = handled(c) + c->missed;
	if (seen < least || seen > most)
		not_ok("signal %d: %lld to %lld expirations, %lu signals stand for %lld",
		       signo, least, most, handled(c), seen);
	return seen;
}

static void print_count(const char *name, const struct count *c)
{
	printf("fact: %s: %lu handled, %lu of them within a handler, %lu expirations more\n",
	       name, c->handled, c->nested, c->missed);
}

const char *registers_under_signals(void)
{
	long long end = clock_ns(CLOCK_MONOTONIC) + 20 * PATIENCE;

	timer_begin(SIGALRM, PERIOD_A);
	timer_begin(SIGUSR1, PERIOD_B);
	nesting = 1;
	while (handled(&count[0]) < SIGNALS || handled(&count[1]) < SIGNALS ||
	       !count[0].nested || !count[1].nested) {
		hold_once();
		if (clock_ns(CLOCK_MONOTONIC) > end)
			not_ok("too few signals in 20 s, or none within a handler");
	}
	nesting = 0;
	timer_end(SIGUSR1);
	timer_end(SIGALRM);
	print_count("SIGALRM", &count[0]);
	print_count("SIGUSR1", &count[1]);
	return NULL;
}

static void forward(const char *name, long long now, long long *last)
{
	if (now < *last)
		not_ok("%s went from %lld to %lld", name, *last, now);
	*last = now;
}

const char *clocks_under_signals(void)
{
	long long wall_start = clock_ns(CLOCK_MONOTONIC);
	long long cpu_start = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
	long long wall = 0, cpu = 0, real = 0, ticks = 0;
	unsigned int i;

	timer_begin(SIGALRM, PERIOD_A);
	for (i = 0; i < CLOCK_READS; i++) {
		forward("CPU time", clock_ns(CLOCK_PROCESS_CPUTIME_ID), &cpu);
		forward("the time of day", clock_ns(CLOCK_REALTIME), &real);
		forward("the time base", read_timebase(), &ticks);
		forward("the monotonic clock", clock_ns(CLOCK_MONOTONIC), &wall);
	}
	timer_end(SIGALRM);
	if (handled(&count[0]) < CLOCK_READS / 1000)
		not_ok("%lu signals in %u readings", handled(&count[0]), CLOCK_READS);
	if (cpu - cpu_start > wall - wall_start)
		not_ok("%lld ns of CPU time in %lld ns", cpu - cpu_start, wall - wall_start);
	return NULL;
}
