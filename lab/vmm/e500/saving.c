// SPDX-License-Identifier: GPL-2.0
/*
 * What a guest of this machine is made of besides its memory, for one that is saved and
 * restored (../state.c).
 *
 * Hazard: something that KVM has and cannot be asked for. That is: the registers of SPE,
 * the debug registers, L1CSR, HID1. No guest of the laboratory's uses the first two in
 * what is tested, or reads the others while it runs.
 */
#include "e500.h"

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
static void move_epr(struct vcpu *vcpu, int restoring,
		     void (*item)(void *data, size_t size))
{
	__u64 epr = 0;

	if (!restoring && register_get(vcpu, KVM_REG_PPC_EPR, &epr) < 0)
		die("KVM_GET_ONE_REG (EPR)", "unexpected");
	item(&epr, sizeof(epr));
	if (restoring && register_set(vcpu, KVM_REG_PPC_EPR, epr >> 32) < 0)
		die("KVM_SET_ONE_REG (EPR)", "unexpected");
}

static void move_core(struct vcpu *vcpu, int restoring,
		      void (*item)(void *data, size_t size))
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

static void move_vcpu(struct vcpu *vcpu, int restoring, void (*item)(void *data, size_t size))
{
	tlb_state(vcpu, item);
	move_core(vcpu, restoring, item);
	move_epr(vcpu, restoring, item);
}

static void move_machine(struct vm *vm, int restoring, void (*item)(void *data, size_t size))
{
	mpic_state(vm, restoring, item);
	spin_state(item);
	uart_state(item);
}

static void check_all(struct vm *vm)
{
	tlb_checks(&vm->vcpu[0]);
	mpic_checks(vm);
}

const struct saving saving = {
	.no_page = 1ull << 32,
	.machine = move_machine,
	.vcpu = move_vcpu,
	.check = check_all,
	.look = mpic_look,
	.in_service = mpic_in_service,
	.ipi_waits = mpic_ipi_waits,
};
