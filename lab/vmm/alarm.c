// SPDX-License-Identifier: GPL-2.0
/*
 * The meter's interrupt at a time of the host's: its line goes up some
 * microseconds after the guest asked for it, at whatever instruction that is.
 *
 * Hazard: a signal that comes after the last look at it and before the vCPU
 * runs. The line would then go up at the next exit, where the guest traps
 * anyway, and a test of every other instruction would test none of them. So
 * the handler sets immediate_exit, which KVM reads in KVM_RUN; a signal later
 * than that ends KVM_RUN by itself. The signal is the first vCPU's: the threads
 * of the others block it, see smp.c.
 */
#include "platform.h"

#define SECOND	1000000u	/* in microseconds */

/*
 * Set while KVM_RUN has to return: the signal came, and was not served. Every
 * use has a system call before and behind it, which the compiler moves no
 * access over.
 */
static __u8 *immediate_exit;

static void on_alarm(int number)
{
	(void)number;
	*immediate_exit = 1;
}

void alarm_open(struct vm *vm)
{
	immediate_exit = &vm->vcpu[0].run->immediate_exit;
	on_signal(SIGALRM, on_alarm);
}

void alarm_set(__u32 usec)
{
	struct {
		long interval_sec, interval_usec, sec, usec;
	} timer = { .sec = usec / SECOND, .usec = usec % SECOND };

	if (__sysret(my_syscall3(__NR_setitimer, ITIMER_REAL, &timer, NULL)) < 0)
		die("setitimer", "needs POSIX_TIMERS in the host kernel");
}

/* Whenever KVM_RUN was interrupted */
void alarm_serve(struct vm *vm)
{
	if (!*immediate_exit)
		return;
	*immediate_exit = 0;
	if (vm->opt.points)
		points_serve(vm);
	else
		platform.irq_line(vm, METER_IRQ, 1);
}
