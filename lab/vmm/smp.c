// SPDX-License-Identifier: GPL-2.0
/*
 * More than one vCPU: a thread for each, and one lock for all that is not KVM's. How
 * a guest releases them is the platform's.
 *
 * Hazard: this program was written for one thread, and so was nolibc, whose
 * errno all threads share. So there is one rule: but for KVM_RUN and the waiting
 * in this file, which use neither, everything happens under the lock. Whoever
 * ends the run holds it and never gives it back.
 *
 * A vCPU's registers can only be read and set while its thread is not in KVM_RUN, for
 * KVM would make any other wait until the guest leaves by itself. So a reset, or a
 * stop, is asked for, by the flag immediate_exit for a vCPU that is about to enter
 * KVM_RUN and by a signal for one that is in it, and whoever asks waits until it is done.
 *
 * The first vCPU is reset too, by a kernel that crashed on another one. No guest can
 * release it, so it waits for good, and what it was before makes no difference.
 *
 * All are stopped by the first one, when the guest is saved. None goes on: the program
 * that does is executed anew.
 */
#include "platform.h"
#include "../thread.h"
#include <linux/futex.h>
#include <linux/sched.h>

#define STACK_SIZE	0x4000
#define THREAD_FLAGS	(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | \
			 CLONE_THREAD | CLONE_SYSVSEM)

static char stack[CPUS_MAX][STACK_SIZE] __aligned(16);
static char turn_stack[STACK_SIZE] __aligned(16);

/* The lock: free, taken, or taken and somebody may wait for it */
enum { FREE, TAKEN, AWAITED };

static void futex_wait(int *word, int value)
{
	my_syscall4(__NR_futex, word, FUTEX_WAIT_PRIVATE, value, NULL);
}

static void futex_wake(int *word)
{
	my_syscall3(__NR_futex, word, FUTEX_WAKE_PRIVATE, 1);
}

/*
 * Sequentially consistent, where less would do: for less the compiler would
 * take lwsync, which an e500v2 does not have.
 */
void machine_lock(struct vcpu *vcpu)
{
	int *lock = &vcpu->vm->lock;
	int seen = FREE;

	if (!__atomic_compare_exchange_n(lock, &seen, TAKEN, 0, __ATOMIC_SEQ_CST,
					 __ATOMIC_SEQ_CST)) {
		while (__atomic_exchange_n(lock, AWAITED, __ATOMIC_SEQ_CST) != FREE)
			futex_wait(lock, AWAITED);
	}
	vcpu->vm->serving = vcpu;
}

void machine_unlock(struct vm *vm)
{
	if (__atomic_exchange_n(&vm->lock, FREE, __ATOMIC_SEQ_CST) == AWAITED)
		futex_wake(&vm->lock);
}

/* From the device by which the guest does that */
void smp_release(struct vcpu *vcpu)
{
	__atomic_store_n(&vcpu->released, 1, __ATOMIC_SEQ_CST);
	futex_wake(&vcpu->released);
}

static void hold(struct vcpu *vcpu)
{
	platform.hold(vcpu);
	vcpu->released = 0;
}

static void await_release(struct vcpu *vcpu)
{
	while (!__atomic_load_n(&vcpu->released, __ATOMIC_SEQ_CST))
		futex_wait(&vcpu->released, 0);
	machine_lock(vcpu);
	if (vcpu->fd < 0) {
		vcpu_create(vcpu);
		say("vCPU %u is made", vcpu->number);
		vcpu->run->immediate_exit = !!vcpu->asked;
	}
	platform.enter(vcpu);
	machine_unlock(vcpu->vm);
}

static void obey_reset(struct vcpu *vcpu)
{
	machine_lock(vcpu);
	vcpu->run->immediate_exit = 0;
	if (vcpu->number)
		platform.reset(vcpu);
	hold(vcpu);
	__atomic_store_n(&vcpu->asked, ASKED_NOTHING, __ATOMIC_SEQ_CST);
	machine_unlock(vcpu->vm);
	futex_wake(&vcpu->asked);
}

static void obey(struct vcpu *vcpu)
{
	if (vcpu->asked == ASKED_RESET) {
		obey_reset(vcpu);
		return;
	}
	__atomic_store_n(&vcpu->asked, STOPPED, __ATOMIC_SEQ_CST);
	futex_wake(&vcpu->asked);
	for (;;)
		futex_wait(&vcpu->asked, STOPPED);
}

static void __noreturn run_secondary(void *vcpu)
{
	for (;;) {
		await_release(vcpu);
		vcpu_loop(vcpu);
		obey(vcpu);
	}
}

/* The first one, and any that was running when the guest was saved */
static void __noreturn run_released(void *vcpu)
{
	vcpu_loop(vcpu);
	obey(vcpu);
	run_secondary(vcpu);
}

void smp_run_first(struct vm *vm)
{
	run_released(&vm->vcpu[0]);
}

/* The one who asks may not hold the lock while it waits. */
static void ask_and_wait(struct vm *vm, struct vcpu *vcpu, enum asked what)
{
	struct vcpu *asking = vm->serving;
	pid_t pid = getpid();	/* not in the call: nolibc would lose its number */

	vcpu->asked = what;
	if (vcpu->run)
		vcpu->run->immediate_exit = 1;
	if (__sysret(my_syscall3(__NR_tgkill, pid, vcpu->thread, SIGUSR1)) < 0)
		die("tgkill", "unexpected");
	machine_unlock(vm);
	while (__atomic_load_n(&vcpu->asked, __ATOMIC_SEQ_CST) == (int)what)
		futex_wait(&vcpu->asked, what);
	machine_lock(asking);
}

/*
 * A CPU that was not released waits where a reset would take it. Whoever asks is in the
 * middle of a store; if it is itself to be reset, the store has not happened. It is not
 * to be stopped meanwhile: the first CPU stops all others, and waits for them.
 */
void smp_reset(struct vm *vm, __u32 cpus)
{
	unsigned int i;

	if (vm->opt.points && vm->serving->number)
		vcpu_fail(vm, "a guest that is saved may reset CPUs by its first one only");
	for (i = 0; cpus >> i && !vm->serving->asked; i++) {
		if (!(cpus >> i & 1))
			continue;
		if (i >= vm->opt.cpus || &vm->vcpu[i] == vm->serving)
			vcpu_fail(vm, "it reset a CPU that is not there, or itself");
		if (vm->vcpu[i].released && !vm->vcpu[i].asked)
			ask_and_wait(vm, &vm->vcpu[i], ASKED_RESET);
	}
}

/*
 * The CPU whose exit is being served stops by itself, until it is released again. It
 * leaves at its next KVM_RUN, which has first to end this exit.
 */
void smp_leave(struct vm *vm)
{
	vm->serving->asked = ASKED_RESET;
	vm->serving->run->immediate_exit = 1;
}

/*
 * All vCPUs but the first, which asks, for good. They may run on by themselves for a time
 * before: what they send to the first one meanwhile waits for it.
 */
void smp_stop(struct vm *vm, unsigned int usec)
{
	struct vcpu *first = vm->serving, *vcpu;
	long long moment[2] = { 0, usec * 1000ll };	/* s and ns */

	if (vm->opt.cpus > 1 && usec) {
		machine_unlock(vm);
		my_syscall4(__NR_clock_nanosleep_time64, CLOCK_MONOTONIC, 0, moment, NULL);
		machine_lock(first);
	}
	for (vcpu = vm->vcpu + 1; vcpu < vm->vcpu + vm->opt.cpus; vcpu++) {
		if (vcpu->released)
			ask_and_wait(vm, vcpu, ASKED_STOP);
	}
}

/* No vCPU is in KVM_RUN, or none has been yet */
void smp_state(struct vm *vm, void (*item)(void *data, size_t size))
{
	struct vcpu *vcpu;

	for (vcpu = vm->vcpu; vcpu < vm->vcpu + vm->opt.cpus; vcpu++)
		item(&vcpu->released, sizeof(vcpu->released));
}

/*
 * Each time it wakes, the host's scheduler chooses again who runs, and so does not wait
 * for its next tick.
 */
static void __noreturn take_turns(void *unused)
{
	long long turn[2] = { 0, platform.turn * 1000ll };	/* s and ns */

	(void)unused;
	for (;;)
		my_syscall4(__NR_clock_nanosleep_time64, CLOCK_MONOTONIC, 0, turn, NULL);
}

static void interrupt_kvm_run(int number)
{
	(void)number;
}

static void mask_alarm(int how)
{
	struct signal_set mask = { { 1ul << (SIGALRM - 1) } };

	if (__sysret(my_syscall4(__NR_rt_sigprocmask, how, &mask, NULL, sizeof(mask))) < 0)
		die("rt_sigprocmask", "unexpected");
}

/* A thread starts with the mask of that which makes it: no alarm for these */
void smp_start(struct vm *vm)
{
	struct vcpu *vcpu;

	on_signal(SIGUSR1, interrupt_kvm_run);
	vm->vcpu[0].released = 1;
	vm->vcpu[0].thread = getpid();
	mask_alarm(SIG_BLOCK);
	for (vcpu = vm->vcpu + 1; vcpu < vm->vcpu + vm->opt.cpus; vcpu++) {
		if (!vm->opt.restore)
			hold(vcpu);
		vcpu->thread = thread_start(vcpu->released ? run_released : run_secondary, vcpu,
					    stack[vcpu->number] + STACK_SIZE, THREAD_FLAGS);
		if (__sysret(vcpu->thread) < 0)
			die("clone", "is the host out of memory?");
	}
	if (vm->opt.cpus > 1 && platform.turn &&
	    __sysret(thread_start(take_turns, NULL, turn_stack + STACK_SIZE, THREAD_FLAGS)) < 0)
		die("clone", "is the host out of memory?");
	mask_alarm(SIG_UNBLOCK);
}
