// SPDX-License-Identifier: GPL-2.0
/*
 * When a running guest is saved, to go on in another VM: at random times, which are
 * at whatever instruction it is by then.
 *
 * Hazard: points that are always in the same place, such as behind an access to a
 * device. So it is the host's timer that ends KVM_RUN, at a time that a generator
 * gives, and its seed is printed. Under -icount the same seed gives the same points.
 */
#include "vmm.h"
#include "../../include/kvm_para_regs.h"

#define MSR_EE		0x8000
#define MSR_PR		0x4000
#define USEC_MAX	16000u	/* between two points, of the guest's running */
#define LATER		150u	/* when the interrupt controller is not quiet */
#define PATIENCE	1000u	/* how often that may be in a row */

static unsigned int later;

/* All that travels with the guest; the points are told apart by what state they hit. */
static struct {
	__u32 generator;
	__u32 places;		/* a sum over where the guest was */
	unsigned int made;
	unsigned int kernel;
	unsigned int masked;	/* with MSR[EE] off */
	unsigned int pending;	/* with an exception that is not delivered yet */
} point;

static __u32 draw(void)
{
	point.generator ^= point.generator << 13;
	point.generator ^= point.generator >> 17;
	point.generator ^= point.generator << 5;
	return point.generator;
}

/* From the first instruction of the guest's init on */
void points_begin(struct vm *vm)
{
	if (!vm->opt.points)
		return;
	point.generator = vm->opt.seed ? vm->opt.seed : 1;
	say("the guest is saved %u times, seed %u", vm->opt.points, vm->opt.seed);
	alarm_set(1 + draw() % USEC_MAX);
}

/* In a VM that was restored */
void points_go_on(void)
{
	if (point.made)
		alarm_set(1 + draw() % USEC_MAX);
}

static void note(const struct vcpu *vcpu, const struct kvm_regs *regs)
{
	__u64 pending;

	if (register_get(vcpu, KVM_REG_PPC_PARA_PENDING, &pending) < 0)
		die("KVM_GET_ONE_REG", "needs a host with the counterpart");
	point.made++;
	point.places = point.places * 33 + regs->pc;
	point.kernel += !(regs->msr & MSR_PR);
	point.masked += !(regs->msr & MSR_EE);
	point.pending += !!pending;
}

/* The timer has ended KVM_RUN, so no access of the guest's is half done. */
void points_serve(struct vm *vm)
{
	struct vcpu *vcpu = &vm->vcpu[0];
	struct kvm_regs regs;

	if (point.made == vm->opt.points)
		return;
	if (ioctl(vcpu->fd, KVM_GET_REGS, &regs) < 0)
		die("KVM_GET_REGS", "unexpected");
	if (!mpic_is_quiet(regs.msr)) {
		if (++later == PATIENCE)
			vcpu_fail(vm, "its interrupts do not come to rest");
		alarm_set(1 + draw() % LATER);
		return;
	}
	later = 0;
	if (!point.made)
		registers_check(vcpu);
	note(vcpu, &regs);
	state_move(vm);
}

void points_report(void)
{
	say("the guest was saved %u times, places %x", point.made, point.places);
	say("points: %u in its kernel, %u with interrupts off, %u with an exception pending",
	    point.kernel, point.masked, point.pending);
}

void points_state(void (*item)(void *data, size_t size))
{
	item(&point, sizeof(point));
}
