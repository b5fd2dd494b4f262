// SPDX-License-Identifier: GPL-2.0
/*
 * Where a process runs, and when it does not.
 *
 * Hazard: a process that is asked to go to another CPU and is still here.
 */
#include "guest.h"

#define MILLISECOND	1000000LL

void pin(pid_t pid, unsigned int cpu)
{
	unsigned long mask = 1ul << cpu;

	if (__sysret(my_syscall3(__NR_sched_setaffinity, pid, sizeof(mask), &mask)) < 0)
		guest_fail("sched_setaffinity");
}

void go_to(unsigned int cpu)
{
	unsigned int at = ~0u;

	pin(0, cpu);
	if (__sysret(my_syscall3(__NR_getcpu, &at, NULL, NULL)) < 0 || at != cpu)
		guest_fail("going to another CPU");
}

/* The 64 bit call: without COMPAT_32BIT_TIME there is no other */
void sleep_ns(long long ns)
{
	long long request[2] = { 0, ns };

	my_syscall4(__NR_clock_nanosleep_time64, CLOCK_MONOTONIC, 0, request, NULL);
}

void sleep_a_little(void)
{
	sleep_ns(MILLISECOND);
}
