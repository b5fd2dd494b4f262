// SPDX-License-Identifier: GPL-2.0
/*
 * More than one vCPU: a thread for each, one lock for all that is not KVM's,
 * and the spin table by which the guest releases them.
 *
 * Hazard: this program was written for one thread, and so was nolibc, whose
 * errno all threads share. So there is one rule: but for KVM_RUN and the waiting
 * in this file, which use neither, everything happens under the lock. Whoever
 * ends the run holds it and never gives it back.
 */
#include "vmm.h"
#include "../thread.h"
#include <linux/futex.h>
#include <linux/sched.h>

#define STACK_SIZE	0x4000
#define THREAD_FLAGS	(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | \
			 CLONE_THREAD | CLONE_SYSVSEM)

/* An entry of the spin table, ePAPR 1.1 section 5.5.2; the second half is not used */
enum spin_word {
	SPIN_ADDR_HIGH, SPIN_ADDR, SPIN_R3_HIGH, SPIN_R3,
	SPIN_RESERVED, SPIN_PIR, SPIN_WORDS = SPIN_ENTRY / 4,
};

#define SPIN_HELD	1u	/* in SPIN_ADDR, until there is an address */

static __u32 spin[CPUS_MAX][SPIN_WORDS];
static char stack[CPUS_MAX][STACK_SIZE] __aligned(16);

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

__u32 spin_read(struct vm *vm, __u32 offset)
{
	(void)vm;
	return spin[offset / SPIN_ENTRY][offset % SPIN_ENTRY / 4];
}

/*
 * The address is complete when its last bit is clear; Linux writes the upper
 * half first. KVM's PIR is the vCPU's number and cannot be set.
 */
void spin_write(struct vm *vm, __u32 offset, __u32 value)
{
	unsigned int number = offset / SPIN_ENTRY;
	struct vcpu *vcpu = &vm->vcpu[number];
	__u32 *entry = spin[number];

	if (!number || number >= vm->opt.cpus)
		vcpu_fail(vm, "it wrote the spin table's entry of a CPU that never waits");
	if (vcpu->released)
		vcpu_fail(vm, "it wrote the spin table's entry of a CPU that runs");
	entry[offset % SPIN_ENTRY / 4] = value;
	if (entry[SPIN_ADDR] & SPIN_HELD)
		return;
	if (entry[SPIN_ADDR_HIGH] || entry[SPIN_ADDR] >= RAM_SIZE)
		vcpu_fail(vm, "it released a CPU to where no memory is");
	if (entry[SPIN_PIR] != number)
		vcpu_fail(vm, "it released a CPU with another PIR than its own");
	__atomic_store_n(&vcpu->released, 1, __ATOMIC_SEQ_CST);
	futex_wake(&vcpu->released);
}

/*
 * The state at entry, ePAPR 1.1 section 5.5.3. What is not set here is as KVM
 * made the vCPU, which has not run; its time base is the host's, as all are.
 */
static void __noreturn run_released(void *arg)
{
	struct vcpu *vcpu = arg;
	struct kvm_regs regs = { 0 };

	while (!__atomic_load_n(&vcpu->released, __ATOMIC_SEQ_CST))
		futex_wait(&vcpu->released, 0);
	machine_lock(vcpu);
	regs.pc = spin[vcpu->number][SPIN_ADDR];
	regs.gpr[3] = spin[vcpu->number][SPIN_R3];
	vcpu_enter_at(vcpu, &regs);
	machine_unlock(vcpu->vm);
	vcpu_loop(vcpu);
}

static void mask_alarm(int how)
{
	unsigned long mask[2] = { 1ul << (SIGALRM - 1) };

	if (__sysret(my_syscall4(__NR_rt_sigprocmask, how, mask, NULL, sizeof(mask))) < 0)
		die("rt_sigprocmask", "unexpected");
}

/* A thread starts with the mask of that which makes it: no alarm for these */
void smp_start(struct vm *vm)
{
	struct vcpu *vcpu;
	long err;

	mask_alarm(SIG_BLOCK);
	for (vcpu = vm->vcpu + 1; vcpu < vm->vcpu + vm->opt.cpus; vcpu++) {
		spin[vcpu->number][SPIN_ADDR] = SPIN_HELD;
		spin[vcpu->number][SPIN_R3] = vcpu->number;
		spin[vcpu->number][SPIN_PIR] = vcpu->number;
		err = thread_start(run_released, vcpu, stack[vcpu->number] + STACK_SIZE,
				   THREAD_FLAGS);
		if (__sysret(err) < 0)
			die("clone", "is the host out of memory?");
	}
	mask_alarm(SIG_UNBLOCK);
}
