// SPDX-License-Identifier: GPL-2.0
/*
 * A program of a 32-bit host's that has loaded a vCPU, and goes on behind its VM's end: it
 * has the kernel put other things where that was, and calls it.
 *
 * Hazard: nothing else is put there, and a host that still looks there is taken for one
 * that does not. So there are many arrays of that size that the kernel copies, with no zero
 * in them, and keeps until there is something to read.
 */
#include "../vmm/vmm.h"

#define READERS		64
#define VECTORS		24	/* as large as what KVM has of a vCPU: 192 bytes */
#define NOT_ZERO	0x01010101ul

/* There, in the thread, is what each interrupt looks at */
static void load_vcpu(void)
{
	struct kvm_sregs sregs;
	int kvm = open("/dev/kvm", O_RDWR), vm, vcpu;

	vm = kvm < 0 ? kvm : ioctl(kvm, KVM_CREATE_VM, NULL);
	if (vm < 0)
		die("KVM_CREATE_VM", "needs KVM_BOOK3S_32 in the host kernel");
	vcpu = ioctl(vm, KVM_CREATE_VCPU, NULL);
	if (vcpu < 0 || ioctl(vcpu, KVM_GET_SREGS, &sregs) < 0)
		die("KVM_CREATE_VCPU", "see the host's kernel messages");
	close(vcpu);
	close(vm);
	close(kvm);
}

/* When it is told, it waits for what nobody writes */
static void __noreturn reader(const int *told, const int *never)
{
	static struct { unsigned long base, len; } vector[VECTORS];
	unsigned int n;
	char byte;

	for (n = 0; n < VECTORS; n++) {
		vector[n].base = NOT_ZERO;
		vector[n].len = NOT_ZERO;
	}
	if (read(told[0], &byte, 1) == 1)
		my_syscall3(__NR_readv, never[0], vector, VECTORS);
	die("readv from a pipe", "it should have waited");
}

int main(void)
{
	static const char bytes[READERS];
	int told[2], never[2];
	unsigned int n;
	pid_t pid;

	host_setup();
	if (pipe(told) < 0 || pipe(never) < 0)
		die("pipe", "unexpected");
	for (n = 0; n < READERS; n++) {
		pid = fork();
		if (pid < 0)
			die("fork", "is the host out of memory?");
		if (!pid)
			reader(told, never);
	}
	load_vcpu();
	if (write(told[1], bytes, READERS) != READERS)
		die("write to a pipe", "unexpected");
	/* Each of them comes to its turn */
	sleep(1);
	vmm_end(1);
}
