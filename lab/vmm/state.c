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
 * Not in the file: the time base, which is the host's own. What KVM cannot be asked for is
 * said where a platform's part of this is.
 */
#include "platform.h"

#define STATE_FILE	"/state"
#define PAGE		4096u
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
static void save_memory(unsigned char *at, __u32 pages)
{
	__u32 run[2] = { 0, 0 };	/* first page, and how many */

	do {
		run[0] += run[1];
		while (run[0] < pages && is_zero((void *)(at + run[0] * PAGE)))
			run[0]++;
		run[1] = 0;
		while (run[0] + run[1] < pages &&
		       !is_zero((void *)(at + (run[0] + run[1]) * PAGE)))
			run[1]++;
		item(run, sizeof(run));
		item(at + run[0] * PAGE, run[1] * PAGE);
	} while (run[1]);
}

static void restore_memory(unsigned char *at, __u32 pages)
{
	__u32 run[2];

	do {
		item(run, sizeof(run));
		if (run[0] > pages || run[1] > pages - run[0])
			die(STATE_FILE, "it has more memory than the guest");
		item(at + run[0] * PAGE, run[1] * PAGE);
	} while (run[1]);
}

/* Memory that is zero where a new VM begins; pages are of 4 KiB */
void state_memory(void *at, size_t size)
{
	if (restoring)
		restore_memory(at, size / PAGE);
	else
		save_memory(at, size / PAGE);
}

static void move_all(struct vm *vm)
{
	__u32 magic = MAGIC;
	struct vcpu *vcpu;

	item(&magic, sizeof(magic));
	if (magic != MAGIC)
		die(STATE_FILE, "it holds no guest");
	state_memory(vm->ram, RAM_SIZE);
	platform.saving->machine(vm, restoring, item);
	for (vcpu = vm->vcpu; vcpu < vm->vcpu + vm->opt.cpus; vcpu++) {
		platform.saving->vcpu(vcpu, restoring, item);
		move_listed(vcpu);
	}
	smp_state(vm, item);
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
