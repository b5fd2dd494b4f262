// SPDX-License-Identifier: GPL-2.0
/*
 * When a running guest is saved, to go on in another VM: at random times, which are
 * at whatever instruction it is by then.
 *
 * Hazard: points that are always in the same place, such as behind an access to a
 * device. So it is the host's timer that ends KVM_RUN, at a time that a generator
 * gives, and its seed is printed. Under -icount the same seed gives the same points.
 * The other vCPUs are stopped wherever they are, at once or some time later.
 */
#include "platform.h"
#include "../../include/kvm_para_regs.h"

#define MSR_EE		0x8000
#define MSR_PR		0x4000
#define USEC_MAX	16000u	/* between two points, of the guest's running */
#define ALONE_MAX	300u	/* how long other vCPUs run after the first one was stopped */

/* What a vCPU was at a point; one that is held is nothing else. */
enum what { HELD, KERNEL, MASKED, PENDING, SERVICE, IPI, WHATS };

static const char * const name[WHATS] = {
	[HELD] = "held",
	[KERNEL] = "in its kernel",
	[MASKED] = "with interrupts off",
	[PENDING] = "with an exception pending",
	[SERVICE] = "with an interrupt in service",
	[IPI] = "with one from a CPU waiting",
};

/* All that travels with the guest; the points are told apart by what state they hit. */
static struct {
	__u32 generator;
	__u32 places;		/* a sum over where the guest was */
	unsigned int made;
	unsigned int count[CPUS_MAX][WHATS];
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

static void note(const struct vcpu *vcpu)
{
	unsigned int *count = point.count[vcpu->number];
	struct kvm_regs regs;
	__u64 pending;

	if (!vcpu->released) {
		count[HELD]++;
		return;
	}
	if (ioctl(vcpu->fd, KVM_GET_REGS, &regs) < 0)
		die("KVM_GET_REGS", "unexpected");
	if (register_get(vcpu, KVM_REG_PPC_PARA_PENDING, &pending) < 0)
		die("KVM_GET_ONE_REG", "needs a host with the counterpart");
	point.places = point.places * 33 + regs.pc;
	count[KERNEL] += !(regs.msr & MSR_PR);
	count[MASKED] += !(regs.msr & MSR_EE);
	count[PENDING] += !!pending;
	count[SERVICE] += platform.saving->in_service(vcpu);
	count[IPI] += platform.saving->ipi_waits(vcpu);
}

/* The timer has ended the first one's KVM_RUN, so no access of the guest's is half done. */
void points_serve(struct vm *vm)
{
	unsigned int i;

	if (point.made == vm->opt.points)
		return;
	smp_stop(vm, draw() % 2 ? draw() % ALONE_MAX : 0);
	if (!point.made) {
		registers_check(&vm->vcpu[0]);
		platform.saving->check(vm);
	}
	platform.saving->look(vm);
	for (i = 0; i < vm->opt.cpus; i++)
		note(&vm->vcpu[i]);
	point.made++;
	state_move(vm);
}

void points_report(const struct vm *vm)
{
	unsigned int cpu, i;

	say("the guest was saved %u times, places %x", point.made, point.places);
	for (cpu = 0; cpu < vm->opt.cpus; cpu++) {
		for (i = 0; i < WHATS; i++)
			say("points: CPU %u: %u %s", cpu, point.count[cpu][i], name[i]);
	}
}

void points_state(void (*item)(void *data, size_t size))
{
	item(&point, sizeof(point));
}
