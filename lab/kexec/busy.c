// SPDX-License-Identifier: GPL-2.0
/*
 * A kernel ends while its other CPUs work: each runs system calls, one after the
 * other, and has begun when others_busy() returns.
 *
 * Hazard: a CPU that has nothing to do is in the kernel's idle loop, whose state
 * and translations are all the same in the next kernel.
 */
#include "kexec.h"

static void __noreturn keep_busy(unsigned int cpu, int begun)
{
	unsigned int calls = 0;

	go_to(cpu);
	for (;;) {
		my_syscall0(__NR_getppid);
		if (++calls == 100 && write(begun, "", 1) != 1)
			exit(1);
	}
}

void others_busy(unsigned int cpu)
{
	unsigned int i, online = cpus_online();
	int begun[2];
	char c;

	if (pipe(begun) < 0)
		guest_fail("pipe");
	for (i = 0; i < online; i++) {
		if (i == cpu)
			continue;
		if (!child_or_fail())
			keep_busy(i, begun[1]);
		if (read(begun[0], &c, 1) != 1)
			guest_fail("keeping another CPU busy");
		printf("fact: cpu %u works\n", i);
	}
	go_to(cpu);
}
