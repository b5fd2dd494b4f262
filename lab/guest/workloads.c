// SPDX-License-Identifier: GPL-2.0
/*
 * What is measured: one function per workload.
 *
 * Hazard: counting more than the thing named. System calls in a loop are made
 * with a bare sc, what can be prepared is prepared in setup(), and nothing is
 * printed while the meter runs.
 */
#include "guest.h"

#define PAGE		4096u
#define SLEEP_NS	200000000LL
#define IDLE_NS		100000000LL
#define SECOND_NS	1000000000LL
#define TICK_NS		10000000LL	/* HZ_100 of configs/common.config */
#define BEHIND_TICK_NS	2000000LL

/*
 * In one page, wherever the rest of this program ends: a loop that lies across
 * the end of one costs two more misses of the guest's TLB for each fork.
 */
#define MEASURED	__aligned(512)

pid_t child_or_fail(void)
{
	pid_t pid = fork();

	if (pid < 0)
		guest_fail("fork");
	return pid;
}

/* Returns the wait status */
int reap(pid_t pid)
{
	int status;

	if (waitpid(pid, &status, 0) != pid)
		guest_fail("waitpid");
	return status;
}

static void MEASURED null_syscall(unsigned int ops)
{
	while (ops--)
		my_syscall0(__NR_getppid);
}

/*
 * All inline, so that the child returns from one system call and makes the
 * next: a function call would make it write to its stack, and count a copied
 * page for every fork.
 */
static void MEASURED fork_wait(unsigned int ops)
{
	long pid;

	while (ops--) {
		pid = my_syscall5(__NR_clone, SIGCHLD, 0, 0, 0, 0);
		if (!pid) {
			for (;;)
				my_syscall1(__NR_exit, 0);
		}
		if (pid < 0 || my_syscall4(__NR_wait4, pid, NULL, 0, NULL) != pid)
			guest_fail("fork, exit and wait");
	}
}

static void MEASURED exec_wait(unsigned int ops)
{
	static char * const argv[] = { "/init", "exit", NULL };
	static char * const envp[] = { NULL };
	pid_t pid;

	while (ops--) {
		pid = child_or_fail();
		if (!pid) {
			execve(argv[0], argv, envp);
			exit(1);
		}
		if (reap(pid))
			guest_fail("exec in the child");
	}
}

static char *pages;
static size_t pages_size;

static void pages_setup(unsigned int ops)
{
	pages_size = ops * PAGE;
	pages = mmap(NULL, pages_size, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (pages == MAP_FAILED)
		guest_fail("mmap");
}

static void MEASURED page_touch(unsigned int ops)
{
	unsigned int i;

	for (i = 0; i < ops; i++) {
		pages[i * PAGE] = 1;
		barrier();
	}
}

static void pages_cleanup(void)
{
	if (munmap(pages, pages_size) < 0)
		guest_fail("munmap");
}

static int to_peer[2], from_peer[2];
static pid_t peer;

/* The other process: gives every byte back until the pipe is closed */
static void __noreturn echo(void)
{
	char c;

	close(to_peer[1]);
	close(from_peer[0]);
	while (read(to_peer[0], &c, 1) == 1) {
		if (write(from_peer[1], &c, 1) != 1)
			exit(1);
	}
	exit(0);
}

static void pipe_setup(unsigned int ops)
{
	(void)ops;
	if (pipe(to_peer) < 0 || pipe(from_peer) < 0)
		guest_fail("pipe");
	peer = child_or_fail();
	if (!peer)
		echo();
	close(to_peer[0]);
	close(from_peer[1]);
}

static void MEASURED pipe_round_trip(unsigned int ops)
{
	char c = 0;

	while (ops--) {
		if (write(to_peer[1], &c, 1) != 1 || read(from_peer[0], &c, 1) != 1)
			guest_fail("a round trip through the pipes");
	}
}

static void pipe_cleanup(void)
{
	close(to_peer[1]);
	close(from_peer[0]);
	if (reap(peer))
		guest_fail("the other end of the pipes");
}

static unsigned int signals_seen;

static void count_signal(int number)
{
	(void)number;
	signals_seen++;
}

/* nolibc has no sigaction(); this is the kernel's own structure for it */
static void signal_setup(unsigned int ops)
{
	struct {
		void (*handler)(int number);
		unsigned long flags;
		void (*restorer)(void);
		struct signal_set mask;
	} action = { .handler = count_signal };

	(void)ops;
	if (__sysret(my_syscall4(__NR_rt_sigaction, SIGUSR1, &action, NULL,
				 sizeof(action.mask))) < 0)
		guest_fail("rt_sigaction");
	signals_seen = 0;
}

static void MEASURED signal_self(unsigned int ops)
{
	pid_t self = getpid();
	unsigned int i;

	for (i = 0; i < ops; i++) {
		my_syscall2(__NR_kill, self, SIGUSR1);
		barrier();
		if (signals_seen != i + 1)
			guest_fail("a signal to itself");
	}
}

/*
 * Begins a little behind a tick, for one that falls between the start and the
 * idle loop makes four exits more; and idle for a while, so that nothing is left
 * for which the kernel would keep its tick. Ticks are at multiples of their
 * period, in the clock that is used here.
 */
static void sleep_setup(unsigned int ops)
{
	long long until[2];

	(void)ops;
	if (__sysret(my_syscall2(__NR_clock_gettime64, CLOCK_MONOTONIC, until)) < 0)
		guest_fail("clock_gettime");
	until[1] = (until[1] + IDLE_NS) / TICK_NS * TICK_NS + BEHIND_TICK_NS;
	until[0] += until[1] / SECOND_NS;
	until[1] %= SECOND_NS;
	if (__sysret(my_syscall4(__NR_clock_nanosleep_time64, CLOCK_MONOTONIC,
				 TIMER_ABSTIME, until, NULL)) < 0)
		guest_fail("clock_nanosleep");
}

/* The 64 bit call: without COMPAT_32BIT_TIME nanosleep() is not there */
static void MEASURED sleep_once(unsigned int ops)
{
	long long request[2] = { 0, SLEEP_NS };

	while (ops--) {
		if (__sysret(my_syscall4(__NR_clock_nanosleep_time64,
					 CLOCK_MONOTONIC, 0, request, NULL)) < 0)
			guest_fail("clock_nanosleep");
	}
}

const struct workload workloads[] = {
	{ .name = "null_syscall", .ops = 10000, .warm_up = 100, .run = null_syscall },
	{ .name = "fork", .ops = 100, .warm_up = 3, .run = fork_wait },
	{ .name = "exec", .ops = 20, .warm_up = 3, .run = exec_wait },
	{ .name = "page_touch", .ops = 500, .warm_up = 20, .setup = pages_setup,
	  .run = page_touch, .cleanup = pages_cleanup },
	{ .name = "pipe", .ops = 500, .warm_up = 20, .setup = pipe_setup,
	  .run = pipe_round_trip, .cleanup = pipe_cleanup },
	{ .name = "signal", .ops = 500, .warm_up = 20, .setup = signal_setup,
	  .run = signal_self },
	{ .name = "sleep", .ops = 1, .warm_up = 0, .setup = sleep_setup,
	  .run = sleep_once },
};

const unsigned int workload_count = ARRAY_LEN(workloads);
