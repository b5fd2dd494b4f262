// SPDX-License-Identifier: GPL-2.0
/*
 * The CPUs of a 64-bit guest but the first: firmware starts them, says whether they are
 * stopped, and is what they stop themselves by.
 *
 * Hazard: a CPU that is taken for stopped and has an instruction left to run, on a stack
 * that is another's by then. So it counts as stopped once its thread has left KVM_RUN
 * for good, and can be started from then on.
 */
#include "book3s.h"
#include "../../../include/kvm_para_regs.h"

#define UNDEFINED	0x5a5a5a5a5a5a5a5aull	/* in a register that says nothing */

/* What query-cpu-stopped-state answers, PAPR 7.3.5 */
enum { CPU_STOPPED, CPU_BEING_STOPPED, CPU_RUNS };

static struct {
	__u64 at;
	__u64 r3;
} entry[CPUS_MAX];

/* Returns a CPU's state, or an error of firmware's */
static long state(const struct vm *vm, __u32 number)
{
	const struct vcpu *vcpu = &vm->vcpu[number];

	if (number >= vm->opt.cpus)
		return RTAS_PARAMETER;
	if (!vcpu->released)
		return CPU_STOPPED;
	return vcpu->asked ? CPU_BEING_STOPPED : CPU_RUNS;
}

long cpus_query(const struct vm *vm, const __u32 *in, __u32 *out)
{
	long is = state(vm, in[0]);

	if (is < 0)
		return is;
	out[0] = is;
	return RTAS_SUCCESS;
}

/* in: the CPU, where it begins, and its r3 */
long cpus_start(struct vm *vm, const __u32 *in)
{
	if (state(vm, in[0]) != CPU_STOPPED || in[1] >= RAM_SIZE)
		return RTAS_PARAMETER;
	entry[in[0]].at = in[1];
	entry[in[0]].r3 = in[2];
	smp_release(&vm->vcpu[in[0]]);
	return RTAS_SUCCESS;
}

void cpus_stop_self(struct vm *vm)
{
	if (!vm->serving->number)
		vcpu_fail(vm, "its first CPU stopped itself, which the meter's alarm needs");
	smp_leave(vm);
}

/* Nothing to do: it can be started as soon as it is not released */
void cpus_hold(struct vcpu *vcpu)
{
	(void)vcpu;
}

/*
 * In real mode and big endian. A guest may not lean on what firmware does not define, so
 * that is given a value which would show.
 */
void cpus_enter(struct vcpu *vcpu)
{
	struct kvm_regs regs;
	__u64 *reg = (__u64 *)&regs;	/* has no other members */
	unsigned int i;

	for (i = 0; i < sizeof(regs) / sizeof(*reg); i++)
		reg[i] = UNDEFINED;
	regs.pc = entry[vcpu->number].at;
	regs.gpr[3] = entry[vcpu->number].r3;
	regs.msr = MSR_SF;
	if (ioctl(vcpu->fd, KVM_SET_REGS, &regs) < 0)
		die("KVM_SET_REGS", "unexpected; see the host's kernel messages");
	papr_modes(vcpu);
}

/* Of those that are started and have not begun */
void cpus_state(void (*item)(void *data, size_t size))
{
	item(entry, sizeof(entry));
}

/*
 * Its segments go, which is all that KVM has of its life before but the registers set
 * when it is started. What the interrupt controller has for it stays: an interrupt
 * dropped here would never come again. A host with the counterpart unmaps the page; in
 * others it stays, for Linux's KVM has no call for that.
 */
void cpus_reset(struct vcpu *vcpu)
{
	if (ioctl(vcpu->fd, KVM_SET_SREGS, &vcpu->power_on) < 0)
		die("KVM_SET_SREGS", "unexpected");
	if (register_set(vcpu, KVM_REG_PPC_PARA_EA, KVM_PARA_NOWHERE) && errno != EINVAL)
		die("KVM_SET_ONE_REG (page)", "unexpected");
}
