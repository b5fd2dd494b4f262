// SPDX-License-Identifier: GPL-2.0
/*
 * The interrupt controller inside KVM, and the lines into it.
 *
 * Order is the hazard: the device before the vCPU, its address before its use,
 * and a routing table before KVM_IRQ_LINE, for the default table is empty and
 * an interrupt raised then goes nowhere without an error. Type 4.2 is needed:
 * Linux on this machine takes interrupts through EPR, which 2.0 does not have.
 */
#include "e500.h"

#define ROUTES	64
#define PIR	0x1090UL	/* processor initialization: a bit resets a core */

void mpic_create(struct vm *vm)
{
	static struct {
		struct kvm_irq_routing head;
		struct kvm_irq_routing_entry entry[ROUTES];
	} table;
	struct kvm_create_device create = { .type = KVM_DEV_TYPE_FSL_MPIC_42 };
	__u64 base = CCSR_BASE + MPIC_OFFSET;
	struct kvm_device_attr attr = {
		.group = KVM_DEV_MPIC_GRP_MISC,
		.attr = KVM_DEV_MPIC_BASE_ADDR,
		.addr = (unsigned long)&base,
	};
	int i;

	if (ioctl(vm->vm_fd, KVM_CREATE_DEVICE, &create) < 0)
		die("KVM_CREATE_DEVICE (MPIC)", "needs KVM_MPIC in the host kernel");
	vm->irqchip_fd = create.fd;
	if (ioctl(vm->irqchip_fd, KVM_SET_DEVICE_ATTR, &attr) < 0)
		die("KVM_SET_DEVICE_ATTR (MPIC base)", "must be 256 KiB aligned");
	table.head.nr = ROUTES;
	for (i = 0; i < ROUTES; i++) {
		table.entry[i].gsi = i;
		table.entry[i].type = KVM_IRQ_ROUTING_IRQCHIP;
		table.entry[i].u.irqchip.pin = i;
	}
	if (ioctl(vm->vm_fd, KVM_SET_GSI_ROUTING, &table) < 0)
		die("KVM_SET_GSI_ROUTING", "must come after the MPIC was made");
}

void mpic_connect(struct vcpu *vcpu)
{
	struct kvm_enable_cap cap = { .cap = KVM_CAP_IRQ_MPIC };

	cap.args[0] = vcpu->vm->irqchip_fd;
	cap.args[1] = vcpu->number;
	if (ioctl(vcpu->fd, KVM_ENABLE_CAP, &cap) < 0)
		die("KVM_ENABLE_CAP (IRQ_MPIC)", "is the vCPU connected already?");
}

/*
 * What KVM leaves of its window to us: the second group of timers, which Linux
 * sets up and never uses, and the reset of cores. A core whose bit stays set is
 * held in reset; here it waits in the spin table either way.
 */
__u32 mpic_read(struct vm *vm, __u32 offset)
{
	(void)vm;
	(void)offset;
	return 0;
}

void mpic_write(struct vm *vm, __u32 offset, __u32 value)
{
	if (offset == PIR)
		smp_reset(vm, value);
}

void irq_line(struct vm *vm, __u32 irq, int level)
{
	struct kvm_irq_level line = { .irq = irq, .level = level };

	if (ioctl(vm->vm_fd, KVM_IRQ_LINE, &line) < 0)
		die("KVM_IRQ_LINE", "is the interrupt in the routing table?");
}
