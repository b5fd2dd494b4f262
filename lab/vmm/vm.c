// SPDX-License-Identifier: GPL-2.0
/*
 * Virtual machine and vCPU: creation, first registers, the run loop.
 *
 * Guards against an exit that is silently ignored: a vCPU that is entered
 * again without its exit having been served repeats it for ever. Every reason
 * KVM may give is named here or by the platform, and any other ends the run with
 * the guest's registers on the console.
 */
#include "platform.h"

static int extension(struct vm *vm, unsigned long cap)
{
	return ioctl(vm->kvm_fd, KVM_CHECK_EXTENSION, (void *)cap);
}

void vm_needs(struct vm *vm, unsigned long cap, const char *name, const char *remedy)
{
	if (extension(vm, cap) > 0)
		return;
	say("KVM here lacks %s: %s", name, remedy);
	vmm_end(0);
}

void vm_create(struct vm *vm)
{
	int version;

	vm->kvm_fd = open("/dev/kvm", O_RDWR);
	if (vm->kvm_fd < 0)
		die("open /dev/kvm", platform.kvm_help);
	version = ioctl(vm->kvm_fd, KVM_GET_API_VERSION, NULL);
	if (version != KVM_API_VERSION) {
		say("KVM API version is %d, need %d", version, KVM_API_VERSION);
		vmm_end(0);
	}
	platform.check(vm);
	vm->vm_fd = ioctl(vm->kvm_fd, KVM_CREATE_VM, (void *)platform.vm_type);
	if (vm->vm_fd < 0)
		die("KVM_CREATE_VM", "see the host's kernel messages");
}

/* One that is made late starts with counters of zero, as all others did */
void vcpu_create(struct vcpu *vcpu)
{
	const struct vm *vm = vcpu->vm;
	int size;

	vcpu->fd = ioctl(vm->vm_fd, KVM_CREATE_VCPU, (void *)(unsigned long)vcpu->number);
	if (vcpu->fd < 0)
		die("KVM_CREATE_VCPU", "a host with SMP=n takes one vCPU; host-smp takes 4");
	size = ioctl(vm->kvm_fd, KVM_GET_VCPU_MMAP_SIZE, NULL);
	if (size < (int)sizeof(struct kvm_run))
		die("KVM_GET_VCPU_MMAP_SIZE", "headers and host kernel do not match");
	vcpu->run = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, vcpu->fd, 0);
	if (vcpu->run == MAP_FAILED)
		die("mmap of kvm_run", "is the host out of memory?");
	platform.vcpu_create(vcpu);
	stats_open(vcpu);
}

void vcpus_create(struct vm *vm)
{
	struct vcpu *vcpu;

	for (vcpu = vm->vcpu; vcpu < vm->vcpu + vm->opt.cpus; vcpu++) {
		vcpu->vm = vm;
		vcpu->number = vcpu - vm->vcpu;
		vcpu->fd = -1;
		if (!vcpu->number || !vm->opt.late_vcpus)
			vcpu_create(vcpu);
	}
	vm->serving = &vm->vcpu[0];
}

/* Of no vCPU but that which has exited: KVM would wait for the others to */
static void print_registers(const struct vcpu *vcpu)
{
	struct kvm_regs regs;
	int i;

	if (ioctl(vcpu->fd, KVM_GET_REGS, &regs) < 0) {
		say("registers cannot be read, errno %d", errno);
		return;
	}
	say("pc %llx msr %llx lr %llx ctr %llx cr %llx xer %llx",
	    regs.pc, regs.msr, regs.lr, regs.ctr, regs.cr, regs.xer);
	say("srr0 %llx srr1 %llx pid %llx", regs.srr0, regs.srr1, regs.pid);
	platform.print_registers(vcpu);
	for (i = 0; i < 32; i += 4)
		say("r%d: %llx %llx %llx %llx", i, regs.gpr[i], regs.gpr[i + 1],
		    regs.gpr[i + 2], regs.gpr[i + 3]);
}

void vcpu_fail(struct vm *vm, const char *why)
{
	say("the guest cannot go on: %s", why);
	if (vm->opt.cpus > 1)
		say("on CPU %u", vm->serving->number);
	print_registers(vm->serving);
	vmm_end(0);
}

static void __noreturn unexpected_exit(struct vcpu *vcpu)
{
	struct kvm_run *run = vcpu->run;
	struct vm *vm = vcpu->vm;

	switch (run->exit_reason) {
	case KVM_EXIT_UNKNOWN:
		say("hardware exit reason %llx", run->hw.hardware_exit_reason);
		vcpu_fail(vm, "KVM met an exit it does not know");
	case KVM_EXIT_FAIL_ENTRY:
		say("hardware entry failure reason %llx",
		    run->fail_entry.hardware_entry_failure_reason);
		vcpu_fail(vm, "KVM could not enter it");
	case KVM_EXIT_INTERNAL_ERROR:
		say("internal error, suberror %u", run->internal.suberror);
		vcpu_fail(vm, "KVM could not emulate an instruction or deliver an interrupt");
	case KVM_EXIT_SYSTEM_EVENT:
		say("system event type %u", run->system_event.type);
		vcpu_fail(vm, "it asked for shutdown or reset");
	case KVM_EXIT_SHUTDOWN:
		vcpu_fail(vm, "it shut down");
	case KVM_EXIT_DEBUG:
		vcpu_fail(vm, "debug exit, and no one is debugging");
	default:
		say("exit reason %u", run->exit_reason);
		vcpu_fail(vm, "exit for a reason this VMM does not serve");
	}
}

static void serve_exit(struct vcpu *vcpu)
{
	struct kvm_run *run = vcpu->run;

	switch (run->exit_reason) {
	case KVM_EXIT_MMIO:
		bus_access(vcpu->vm, run->mmio.phys_addr, run->mmio.data,
			   run->mmio.len, run->mmio.is_write);
		break;
	case KVM_EXIT_INTR:
	case KVM_EXIT_IRQ_WINDOW_OPEN:
		break;
	default:
		if (!platform.serve(vcpu))
			unexpected_exit(vcpu);
	}
}

static void serve_return(struct vcpu *vcpu, long err)
{
	if (!err) {
		serve_exit(vcpu);
	} else if (err == -EINTR || err == -EAGAIN) {
		/* Another vCPU's may still be in KVM_RUN, which the alarm is to end */
		if (!vcpu->number)
			alarm_serve(vcpu->vm);
	} else {
		say("KVM_RUN: errno %ld (%s)", -err, errno_name(-err));
		vcpu_fail(vcpu->vm, "KVM_RUN failed");
	}
}

/*
 * The threads share one errno, so the system call that is made without the lock
 * is made without nolibc's ioctl(), which would write it. A vCPU that is to be
 * reset or stopped leaves the loop, but not with an access half done, whose end KVM
 * would put off to the next KVM_RUN.
 */
void vcpu_loop(struct vcpu *vcpu)
{
	int leave;
	long err;

	do {
		err = my_syscall3(__NR_ioctl, vcpu->fd, KVM_RUN, 0);
		machine_lock(vcpu);
		serve_return(vcpu, err);
		leave = vcpu->asked && err == -EINTR;
		machine_unlock(vcpu->vm);
	} while (!leave);
}
