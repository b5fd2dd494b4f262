// SPDX-License-Identifier: GPL-2.0
/*
 * The interrupt controller of a 64-bit guest, inside KVM: presentation to each vCPU by
 * hypercalls, sources by four calls of firmware, both of which KVM serves.
 *
 * Order is the hazard: the device before the vCPUs, each of which is connected to it
 * once, and a source before its line is raised, for KVM takes the line of a source
 * that is not there without an error to the guest.
 */
#include "book3s.h"

/* The one source there is */
static void move_source(struct vm *vm, unsigned long call, __u64 *state)
{
	struct kvm_device_attr attr = {
		.group = KVM_DEV_XICS_GRP_SOURCES,
		.attr = METER_IRQ,
		.addr = (unsigned long)state,
	};

	if (ioctl(vm->irqchip_fd, call, &attr) < 0)
		die("KVM_GET_DEVICE_ATTR or KVM_SET_DEVICE_ATTR (XICS source)", "unexpected");
}

/* Masked until the guest asks for it, as at power on */
static void add_source(struct vm *vm)
{
	__u64 state = KVM_XICS_LEVEL_SENSITIVE | KVM_XICS_MASKED |
		      (__u64)KVM_XICS_PRIORITY_MASK << KVM_XICS_PRIORITY_SHIFT;

	move_source(vm, KVM_SET_DEVICE_ATTR, &state);
}

void xics_state(struct vm *vm, int restoring, void (*item)(void *data, size_t size))
{
	__u64 state;

	if (!restoring)
		move_source(vm, KVM_GET_DEVICE_ATTR, &state);
	item(&state, sizeof(state));
	if (restoring)
		move_source(vm, KVM_SET_DEVICE_ATTR, &state);
}

void xics_create(struct vm *vm)
{
	struct kvm_create_device create = { .type = KVM_DEV_TYPE_XICS };

	if (ioctl(vm->vm_fd, KVM_CREATE_DEVICE, &create) < 0)
		die("KVM_CREATE_DEVICE (XICS)", "needs KVM_XICS in the host kernel");
	vm->irqchip_fd = create.fd;
	add_source(vm);
}

void xics_connect(struct vcpu *vcpu)
{
	struct kvm_enable_cap cap = { .cap = KVM_CAP_IRQ_XICS };

	cap.args[0] = vcpu->vm->irqchip_fd;
	cap.args[1] = vcpu->number;
	if (ioctl(vcpu->fd, KVM_ENABLE_CAP, &cap) < 0)
		die("KVM_ENABLE_CAP (IRQ_XICS)", "is the vCPU connected already?");
}

void xics_line(struct vm *vm, __u32 irq, int level)
{
	struct kvm_irq_level line = { .irq = irq, .level = level };

	if (ioctl(vm->vm_fd, KVM_IRQ_LINE, &line) < 0)
		die("KVM_IRQ_LINE", "is the interrupt one of the sources?");
}
