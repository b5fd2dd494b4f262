// SPDX-License-Identifier: GPL-2.0
/*
 * Platform book3s: the processor, what KVM must be able to for it, and its part of
 * the interface.
 *
 * Hazard: KVM starts a vCPU as the host's processor, with its interrupt vectors near
 * the end of the address space, where no guest has any; the guest then takes one
 * interrupt after the other and says nothing. So HIOR is set for every guest.
 */
#include "book3s.h"

#define VM_TYPE_PR	2
#define PVR_750		0x00084202

static void check(struct vm *vm)
{
	vm_needs(vm, KVM_CAP_PPC_PAPR, "PAPR", "needs KVM_BOOK3S_64_PR in the host kernel");
	if (is_papr(vm))
		vm_needs(vm, KVM_CAP_IRQ_XICS, "the XICS", "needs KVM_XICS in the host kernel");
	if (is_papr(vm) || vm->opt.cpus == 1)
		return;
	say("--cpus %u: a 32-bit guest needs one", vm->opt.cpus);
	vmm_end(0);
}

static unsigned long hpt;

static void create(struct vm *vm)
{
	if (!is_papr(vm))
		return;
	hpt = hpt_create();
	xics_create(vm);
}

static void set_hior(struct vcpu *vcpu)
{
	__u64 hior = 0;
	struct kvm_one_reg reg = { .id = KVM_REG_PPC_HIOR, .addr = (unsigned long)&hior };

	if (ioctl(vcpu->fd, KVM_SET_ONE_REG, &reg) < 0)
		die("KVM_SET_ONE_REG (HIOR)", "host kernel too old?");
}

/* Of a 64-bit guest the processor is the host's */
static void set_processor(struct vcpu *vcpu)
{
	struct kvm_sregs sregs;

	if (ioctl(vcpu->fd, KVM_GET_SREGS, &sregs) < 0)
		die("KVM_GET_SREGS", "unexpected");
	if (is_papr(vcpu->vm)) {
		sregs.u.s.sdr1 = hpt | (HPT_ORDER - 18);
	} else {
		memset(&sregs, 0, sizeof(sregs));
		sregs.pvr = PVR_750;
	}
	if (ioctl(vcpu->fd, KVM_SET_SREGS, &sregs) < 0)
		die("KVM_SET_SREGS", "see the host's kernel messages");
	vcpu->power_on = sregs;
}

static void connect(struct vcpu *vcpu)
{
	if (is_papr(vcpu->vm)) {
		papr_connect(vcpu);
		xics_connect(vcpu);
	}
	set_hior(vcpu);
	set_processor(vcpu);
}

/* Started by a flat device tree, with nothing mapped; the kernel sets its own order */
static void boot(struct vm *vm, const struct guest_image *image)
{
	struct kvm_regs regs = { 0 };

	if (is_papr(vm))
		papr_prepare(vm, image->kernel_size);
	regs.gpr[1] = image->fdt_start - 0x1000;
	regs.gpr[3] = image->fdt_start;
	regs.msr = is_papr(vm) ? MSR_SF : 0;
	if (ioctl(vm->vcpu[0].fd, KVM_SET_REGS, &regs) < 0)
		die("KVM_SET_REGS", "unexpected; see the host's kernel messages");
}

static __u32 guest_word(const struct vm *vm, __u32 word)
{
	return vm->opt.machine == PPC64LE ? word : big_endian(word);
}

static int serve(struct vcpu *vcpu)
{
	if (vcpu->run->exit_reason != KVM_EXIT_PAPR_HCALL)
		return 0;
	papr_serve(vcpu);
	return 1;
}

static void print_registers(const struct vcpu *vcpu)
{
	struct kvm_sregs sregs;

	if (ioctl(vcpu->fd, KVM_GET_SREGS, &sregs) < 0)
		return;
	say("pvr %x sdr1 %llx", sregs.pvr, sregs.u.s.sdr1);
}

static void reserve(struct vm *vm, void *fdt)
{
	if (is_papr(vm))
		rtas_reserve(fdt);
}

static void tree(struct vm *vm, void *fdt)
{
	if (is_papr(vm))
		pseries_tree(vm, fdt);
	else
		mvme5100_tree(vm, fdt);
}

static void tree_devices(struct vm *vm, void *fdt)
{
	if (is_papr(vm))
		pseries_devices(vm, fdt);
	else
		mvme5100_devices(vm, fdt);
}

static const char *console_path(const struct vm *vm)
{
	return is_papr(vm) ? PSERIES_CONSOLE : MVME_CONSOLE;
}

/* Its characters are stored to a device, or go with a hypercall, which is emulated */
static unsigned int console_cause(const struct vm *vm)
{
	return is_papr(vm) ? CAUSE_EMUL : CAUSE_MMIO;
}

/* A pseries has the first only */
static const struct device device[] = {
	{ METER_BASE, METER_SIZE, meter_read, meter_write },
	{ MVME_UART, MVME_UART_SIZE, mvme5100_uart_read, mvme5100_uart_write },
	{ MVME_RESET, 1, mvme5100_reset_read, mvme5100_reset_write },
};

static const struct device *devices(const struct vm *vm, unsigned int *count)
{
	*count = is_papr(vm) ? 1 : ARRAY_LEN(device);
	return device;
}

/* A serial port is polled; whoever asks for an interrupt there would wait for ever. */
static void irq_line(struct vm *vm, __u32 irq, int level)
{
	if (is_papr(vm))
		xics_line(vm, irq, level);
	else if (irq == METER_IRQ && level)
		vcpu_fail(vm, "it asked for an interrupt, and has no interrupt controller");
}

__u64 timebase(void)
{
	return read_timebase();
}

static const char * const machine[] = {
	[PPC64LE] = "ppc64le",
	[PPC64] = "ppc64",
	[BOOK3S32] = "book3s32",
};

const struct platform platform = {
	.machine = machine,
	.machines = ARRAY_LEN(machine),
	.cpus = CPUS_MAX,
	.vm_type = VM_TYPE_PR,
	.kvm_help = "needs KVM_BOOK3S_32 or KVM_BOOK3S_64_PR in the host, with a hash table",
	.check = check,
	.create = create,
	.vcpu_create = connect,
	.reserve = reserve,
	.tree = tree,
	.tree_devices = tree_devices,
	.console_path = console_path,
	.boot = boot,
	.guest_word = guest_word,
	.serve = serve,
	.devices = devices,
	.irq_line = irq_line,
	.print_registers = print_registers,
	.hold = cpus_hold,
	.enter = cpus_enter,
	.reset = cpus_reset,
	/* Of a spinning CPU each round takes QEMU far longer than the instructions in it */
	.turn = 1000,
	.cause = book3s_cause,
	.causes = BOOK3S_CAUSES,
	.console_cause = console_cause,
	.mfpir_r3 = 0x7c7ffaa6,
	.saving = &saving,
};
