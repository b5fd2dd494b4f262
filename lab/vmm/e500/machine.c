// SPDX-License-Identifier: GPL-2.0
/*
 * Platform e500: the processor, what KVM must be able to for it, and its part of
 * the interface.
 *
 * Order is the hazard: the interrupt controller before the vCPU, which is connected
 * to it once, and its TLB before anything of it is mapped.
 */
#include "e500.h"

#define EPAPR_MAGIC	0x45504150	/* r6 at entry, "EPAP" */
#define INITIAL_MAP	(256UL << 20)	/* r7: what the first TLB1 entry maps */

static void check(struct vm *vm)
{
	vm_needs(vm, KVM_CAP_DEVICE_CTRL, "device control", "host kernel too old?");
	vm_needs(vm, KVM_CAP_IRQ_MPIC, "the MPIC", "needs KVM_MPIC in the host kernel");
}

static void connect(struct vcpu *vcpu)
{
	struct kvm_dirty_tlb none = { 0 };

	/*
	 * KVM fills in the two TLB1 entries a guest starts with, but computes
	 * the range TLB1 covers before it does so, and then finds nothing
	 * there. Saying that the TLB changed makes it compute again.
	 */
	if (ioctl(vcpu->fd, KVM_DIRTY_TLB, &none) < 0)
		die("KVM_DIRTY_TLB", "is this an e500 host?");
	if (vcpu->number || vcpu->vm->opt.points || vcpu->vm->opt.big_tlb)
		reset_prepare(vcpu);
	mpic_connect(vcpu);
}

/* KVM maps the first 256 MiB for every vCPU it makes, and r7 has to say so */
void enter_at(struct vcpu *vcpu, struct kvm_regs *regs)
{
	regs->gpr[7] = INITIAL_MAP;
	if (ioctl(vcpu->fd, KVM_SET_REGS, regs) < 0)
		die("KVM_SET_REGS", "unexpected; see the host's kernel messages");
}

/* The client program's entry state, ePAPR 1.1 section 5.4 */
static void boot(struct vm *vm, const struct guest_image *image)
{
	struct kvm_regs regs = { 0 };

	regs.pc = 0;
	regs.gpr[1] = image->fdt_start - 16;
	regs.gpr[3] = image->fdt_start;
	regs.gpr[6] = EPAPR_MAGIC;
	enter_at(&vm->vcpu[0], &regs);
}

static __u32 guest_word(const struct vm *vm, __u32 word)
{
	(void)vm;
	return word;
}

static int serve(struct vcpu *vcpu)
{
	switch (vcpu->run->exit_reason) {
	case KVM_EXIT_EPR:
		/* Only asked without an MPIC in the kernel: nothing pending */
		vcpu->run->epr.epr = 0;
		return 1;
	case KVM_EXIT_WATCHDOG:
		vcpu_fail(vcpu->vm, "its watchdog expired");
	default:
		return 0;
	}
}

static void print_registers(const struct vcpu *vcpu)
{
	struct kvm_sregs sregs;

	if (ioctl(vcpu->fd, KVM_GET_SREGS, &sregs) < 0)
		return;
	say("esr %x dear %llx tsr %x tcr %x", sregs.u.e.esr, sregs.u.e.dear,
	    sregs.u.e.tsr, sregs.u.e.tcr);
}

static unsigned int console_cause(const struct vm *vm)
{
	(void)vm;
	return 0;
}

static const char *console_path(const struct vm *vm)
{
	(void)vm;
	return "/soc@e0000000/serial@4500";
}

static const struct cause cause[] = {
	{ "mmio", "mmio_exits", 0 },
	{ "signal", "signal_exits", 0 },
	{ "itlb_real", "itlb_real_miss_exits", 0 },
	{ "itlb_virt", "itlb_virt_miss_exits", 0 },
	{ "dtlb_real", "dtlb_real_miss_exits", 0 },
	{ "dtlb_virt", "dtlb_virt_miss_exits", 0 },
	{ "sc", "syscall_exits", 0 },
	{ "isi", "isi_exits", 0 },
	{ "dsi", "dsi_exits", 0 },
	{ "dec", "dec_exits", 0 },
	{ "ext", "ext_intr_exits", 0 },
	{ "dbell", "dbell_exits", 0 },
	{ "other", "emulated_inst_exits", ((1u << INSTRUCTIONS) - 1) << 13 },
};

static const char * const machine[] = { "e500" };

const struct platform platform = {
	.machine = machine,
	.machines = ARRAY_LEN(machine),
	.cpus = CPUS_MAX,
	.kvm_help = "needs KVM_E500V2 in the host kernel, and an e500v2 under it",
	.check = check,
	.create = mpic_create,
	.vcpu_create = connect,
	.tree = tree,
	.tree_devices = tree_devices,
	.console_path = console_path,
	.boot = boot,
	.guest_word = guest_word,
	.serve = serve,
	.devices = devices,
	.irq_line = irq_line,
	.print_registers = print_registers,
	.hold = spin_hold,
	.enter = spin_enter,
	.reset = reset_vcpu,
	.big_tlb = 1,
	.cause = cause,
	.causes = ARRAY_LEN(cause),
	.instruction = instruction,
	.instructions = INSTRUCTIONS,
	.console_cause = console_cause,
	.instructions_open = timing_open,
	.instructions_add = timing_add,
	.mfpir_r3 = 0x7c7e42a6,
	.saving = &saving,
	.hostility = &hostility,
};
