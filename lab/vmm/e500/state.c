// SPDX-License-Identifier: GPL-2.0
/*
 * A running guest in a file: all that it is made of, read from the VM it ran in, and
 * given to a new one.
 *
 * Hazard: something that is not in the file and survives nevertheless, because the
 * program or KVM still has it. So the program that goes on is executed anew, with no
 * descriptor and no memory of the old one. And two lists, of what is saved and of what
 * is restored, that differ: there is one.
 *
 * Not in the file, since KVM cannot be asked for it: the registers of SPE, the
 * debug registers, L1CSR, HID1. No guest of the laboratory's uses the first two in what
 * is tested, or reads the others while it runs. The time base is the host's own.
 */
#include "e500.h"
#include "../../../include/kvm_para_regs.h"

#define STATE_FILE	"/state"
#define PAGE		4096u
#define PAGES		(RAM_SIZE / PAGE)
#define MAGIC		0x6b76706du
#define LIST_MAX	1024
#define FD_MAX		256

static int fd;
static int restoring;

static void item(void *data, size_t size)
{
	char *at = data;
	ssize_t n;

	while (size) {
		n = restoring ? read(fd, at, size) : write(fd, at, size);
		if (n <= 0)
			die(STATE_FILE, restoring ? "it is too short" : "no memory for it?");
		at += n;
		size -= n;
	}
}

/*
 * A decrementer that has run down shows as 0, and so does one that does not run; the
 * first is a moment before KVM's timer sets TSR. So that moment is let pass.
 */
static void get_core(struct vcpu *vcpu, struct kvm_regs *regs, struct kvm_sregs *sregs)
{
	long long moment[2] = { 0, 2000000 };	/* s and ns */
	int again = 1;

	do {
		if (ioctl(vcpu->fd, KVM_GET_REGS, regs) < 0 ||
		    ioctl(vcpu->fd, KVM_GET_SREGS, sregs) < 0)
			die("KVM_GET_REGS or KVM_GET_SREGS", "unexpected");
		if (sregs->u.e.dec)
			return;
		my_syscall4(__NR_clock_nanosleep_time64, CLOCK_MONOTONIC, 0, moment, NULL);
	} while (again--);
}

/* The vector of an interrupt that was delivered; the guest reads it once */
static void move_epr(struct vcpu *vcpu)
{
	__u64 epr = 0;

	if (!restoring && register_get(vcpu, KVM_REG_PPC_EPR, &epr) < 0)
		die("KVM_GET_ONE_REG (EPR)", "unexpected");
	item(&epr, sizeof(epr));
	if (restoring && register_set(vcpu, KVM_REG_PPC_EPR, epr >> 32) < 0)
		die("KVM_SET_ONE_REG (EPR)", "unexpected");
}

static void move_core(struct vcpu *vcpu)
{
	struct kvm_sregs sregs;
	struct kvm_regs regs;

	if (!restoring)
		get_core(vcpu, &regs, &sregs);
	item(&regs, sizeof(regs));
	item(&sregs, sizeof(sregs));
	sregs.u.e.update_special = KVM_SREGS_E_UPDATE_DEC | KVM_SREGS_E_UPDATE_TSR;
	if (restoring && (ioctl(vcpu->fd, KVM_SET_REGS, &regs) < 0 ||
			  ioctl(vcpu->fd, KVM_SET_SREGS, &sregs) < 0))
		die("KVM_SET_REGS or KVM_SET_SREGS", "unexpected");
}

static __u64 id[LIST_MAX], value[LIST_MAX];

static __u64 get_listed(const struct vcpu *vcpu, __u64 which)
{
	__u64 now;

	if (register_get(vcpu, which, &now) < 0)
		die("KVM_GET_ONE_REG", "it was in KVM's list");
	return now;
}

/*
 * What KVM takes and does not keep would be missed in few places only: a guest's use
 * of a scratch field is two instructions long.
 */
static void set_listed(const struct vcpu *vcpu, __u32 count)
{
	struct kvm_one_reg reg;
	__u32 i;

	for (i = 0; i < count; i++) {
		reg.id = id[i];
		reg.addr = (unsigned long)&value[i];
		if (ioctl(vcpu->fd, KVM_SET_ONE_REG, &reg) < 0)
			die("KVM_SET_ONE_REG", "another host had it in its list");
	}
	for (i = 0; i < count; i++) {
		if (get_listed(vcpu, id[i]) != value[i]) {
			say("KVM_SET_ONE_REG failed: %llx is not what it was set to", id[i]);
			vmm_end(0);
		}
	}
}

/* In the order of KVM's list. A register's bytes are what they are. */
static void move_listed(struct vcpu *vcpu)
{
	__u32 count = 0;
	__u32 i;

	if (!restoring)
		count = registers_list(vcpu, id, LIST_MAX);
	item(&count, sizeof(count));
	if (count > LIST_MAX)
		die(STATE_FILE, "it lists more registers than there are");
	item(id, count * sizeof(*id));
	for (i = 0; !restoring && i < count; i++)
		value[i] = get_listed(vcpu, id[i]);
	item(value, count * sizeof(*value));
	if (restoring)
		set_listed(vcpu, count);
}

static int is_zero(const unsigned long *word)
{
	unsigned int i;

	for (i = 0; i < PAGE / sizeof(*word); i++) {
		if (word[i])
			return 0;
	}
	return 1;
}

/* Runs of pages that are not zero; the last one is empty */
static void save_memory(struct vm *vm)
{
	__u32 run[2] = { 0, 0 };	/* first page, and how many */

	do {
		run[0] += run[1];
		while (run[0] < PAGES && is_zero((void *)(vm->ram + run[0] * PAGE)))
			run[0]++;
		run[1] = 0;
		while (run[0] + run[1] < PAGES &&
		       !is_zero((void *)(vm->ram + (run[0] + run[1]) * PAGE)))
			run[1]++;
		item(run, sizeof(run));
		item(vm->ram + run[0] * PAGE, run[1] * PAGE);
	} while (run[1]);
}

static void restore_memory(struct vm *vm)
{
	__u32 run[2];

	do {
		item(run, sizeof(run));
		if (run[0] > PAGES || run[1] > PAGES - run[0])
			die(STATE_FILE, "it has more memory than the guest");
		item(vm->ram + run[0] * PAGE, run[1] * PAGE);
	} while (run[1]);
}

static void move_all(struct vm *vm)
{
	__u32 magic = MAGIC;
	struct vcpu *vcpu;

	item(&magic, sizeof(magic));
	if (magic != MAGIC)
		die(STATE_FILE, "it holds no guest");
	if (restoring)
		restore_memory(vm);
	else
		save_memory(vm);
	mpic_state(vm, restoring, item);
	for (vcpu = vm->vcpu; vcpu < vm->vcpu + vm->opt.cpus; vcpu++) {
		tlb_state(vcpu, item);
		move_core(vcpu);
		move_epr(vcpu);
		move_listed(vcpu);
	}
	spin_state(item);
	smp_state(vm, item);
	uart_state(item);
	meter_state(item);
	points_state(item);
}

/* No vCPU is in KVM_RUN. The guest goes on in a new VM of a program that is started for it. */
void __noreturn state_move(struct vm *vm)
{
	static char * const argv[] = { "/init", "--restore", STATE_FILE, NULL };
	static char * const envp[] = { NULL };
	int i;

	fd = open(STATE_FILE, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0)
		die(STATE_FILE, "cannot be written");
	restoring = 0;
	move_all(vm);
	for (i = 3; i < FD_MAX; i++)
		close(i);
	execve(argv[0], argv, envp);
	die("execve of /init", "is it still there?");
}

void state_restore(struct vm *vm)
{
	fd = open(vm->opt.restore, O_RDONLY);
	if (fd < 0)
		die(vm->opt.restore, "a state that was saved");
	restoring = 1;
	move_all(vm);
	close(fd);
}
