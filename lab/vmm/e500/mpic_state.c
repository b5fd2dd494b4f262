// SPDX-License-Identifier: GPL-2.0
/*
 * All that the interrupt controller holds, as a host with the counterpart reads and sets
 * it: which interrupts wait for a CPU and which it has taken and not ended, besides
 * what the guest has written.
 *
 * Hazard: a host that takes what it should refuse. So before a guest is saved for the
 * first time each refusal is tried, on the guest that goes on afterwards.
 */
#include "e500.h"
#include "../../../include/kvm_para_mpic.h"

#define MODE		0x20000000u	/* of a vector: distributed among CPUs */
#define SENSE		0x00400000u	/* of one that is wired: by level */
#define RESET		0x80000000u	/* of the configuration */
#define OUTPUT_OF(source) (0x10000u + (source) * 0x20u + 0x18u)

static struct kvm_para_mpic state;

static int attribute(const struct vm *vm, unsigned long call, __u64 which, void *at)
{
	struct kvm_device_attr attr = {
		.group = KVM_DEV_MPIC_GRP_PARA,
		.attr = which,
		.addr = (unsigned long)at,
	};

	SET_ERRNO(0);
	return ioctl(vm->irqchip_fd, call, &attr);
}

/* For those below it */
void mpic_look(const struct vm *vm)
{
	if (attribute(vm, KVM_GET_DEVICE_ATTR, KVM_PARA_MPIC_STATE, &state) < 0)
		die("KVM_GET_DEVICE_ATTR (MPIC state)", "needs a host with the counterpart");
}

int mpic_in_service(const struct vcpu *vcpu)
{
	const __u32 *word = state.cpu[vcpu->number].in_service;
	unsigned int i;
	__u32 any = 0;

	for (i = 0; i < KVM_PARA_MPIC_WORDS; i++)
		any |= word[i];
	return !!any;
}

/* One that another CPU sent, or itself */
int mpic_ipi_waits(const struct vcpu *vcpu)
{
	return !!(state.cpu[vcpu->number].raised[KVM_PARA_MPIC_IPI / 32] & 0xf);
}

void mpic_state(struct vm *vm, int restoring, void (*item)(void *data, size_t size))
{
	if (!restoring)
		mpic_look(vm);
	item(&state, sizeof(state));
	if (restoring && attribute(vm, KVM_SET_DEVICE_ATTR, KVM_PARA_MPIC_STATE, &state) < 0)
		die("KVM_SET_DEVICE_ATTR (MPIC state)", "another host had it");
}

static void check(int ok, const char *what)
{
	say("MPIC: %s: %s", ok ? "ok" : "not ok", what);
}

/* With one word of the guest's own state changed */
static void refused(const struct vm *vm, __u32 *word, __u32 value, const char *what)
{
	__u32 was = *word;

	*word = value;
	check(attribute(vm, KVM_SET_DEVICE_ATTR, KVM_PARA_MPIC_STATE, &state) < 0 &&
	      errno == EINVAL, what);
	*word = was;
}

static void check_sources(const struct vm *vm)
{
	struct kvm_para_mpic_source *wired = &state.source[UART_IRQ];
	struct kvm_para_mpic_source *ipi = &state.source[KVM_PARA_MPIC_IPI];

	refused(vm, &wired->vector, wired->vector | MODE, "no source is distributed");
	refused(vm, &wired->vector, wired->vector | SENSE, "no internal one has a sense");
	refused(vm, &ipi->vector, ipi->vector | SENSE, "nor one between CPUs");
	refused(vm, &wired->destination, 1 << CPUS_MAX, "no destination without a vCPU");
	refused(vm, &wired->targets, ~wired->destination, "no target but the destination");
	refused(vm, &wired->output, KVM_PARA_MPIC_OUTPUTS, "no output that is not there");
	refused(vm, &wired->pending, 2, "nothing is pending twice");
}

static void check_cpus(const struct vm *vm)
{
	struct kvm_para_mpic_cpu *cpu = &state.cpu[0];
	__u32 *last = &cpu->in_service[KVM_PARA_MPIC_WORDS - 1];
	__u32 behind = 1 << KVM_PARA_MPIC_SOURCES % 32;

	refused(vm, &cpu->priority, 16, "no priority above 15");
	refused(vm, &cpu->interrupted, 2, "an interrupt is told or is not");
	refused(vm, &state.cpu[CPUS_MAX].interrupted, 1, "and not to a CPU that is not there");
	refused(vm, last, *last | behind, "no source behind the last in service");
	last = &cpu->raised[KVM_PARA_MPIC_WORDS - 1];
	refused(vm, last, *last | behind, "nor raised");
}

/* As the guest writes it, which KVM cannot refuse */
static void check_output(const struct vm *vm)
{
	__u32 output = 255;
	struct kvm_device_attr attr = {
		.group = KVM_DEV_MPIC_GRP_REGISTER,
		.attr = OUTPUT_OF(UART_IRQ),
		.addr = (unsigned long)&output,
	};
	__u32 was = state.source[UART_IRQ].output;

	check(ioctl(vm->irqchip_fd, KVM_SET_DEVICE_ATTR, &attr) == 0 &&
	      ioctl(vm->irqchip_fd, KVM_GET_DEVICE_ATTR, &attr) == 0 && output == was,
	      "a guest that writes an output that is not there keeps the one it has");
}

/* No vCPU is in KVM_RUN */
void mpic_checks(struct vm *vm)
{
	static struct kvm_para_mpic before;

	check(attribute(vm, KVM_HAS_DEVICE_ATTR, KVM_PARA_MPIC_STATE, NULL) == 0, "it has a state");
	check(attribute(vm, KVM_HAS_DEVICE_ATTR, KVM_PARA_MPIC_STATE + 1, NULL) < 0 &&
	      errno == ENXIO, "and nothing else of that kind");
	check(attribute(vm, KVM_GET_DEVICE_ATTR, KVM_PARA_MPIC_STATE + 1, &state) < 0 &&
	      errno == ENXIO, "which cannot be read");
	check(attribute(vm, KVM_SET_DEVICE_ATTR, KVM_PARA_MPIC_STATE + 1, &state) < 0 &&
	      errno == ENXIO, "nor set");
	check(attribute(vm, KVM_GET_DEVICE_ATTR, KVM_PARA_MPIC_STATE, NULL) < 0 &&
	      errno == EFAULT, "nor can the state without memory for it");
	check(attribute(vm, KVM_SET_DEVICE_ATTR, KVM_PARA_MPIC_STATE, NULL) < 0 &&
	      errno == EFAULT, "or out of none");
	mpic_look(vm);
	before = state;
	refused(vm, &state.configuration, state.configuration | RESET, "no reset is half done");
	refused(vm, &state.spurious, 0x10000, "no vector is longer than 16 bits");
	check_sources(vm);
	check_cpus(vm);
	check_output(vm);
	mpic_look(vm);
	check(!memcmp(&before, &state, sizeof(state)), "what was refused has changed nothing");
	check(attribute(vm, KVM_SET_DEVICE_ATTR, KVM_PARA_MPIC_STATE, &state) == 0,
	      "the state can be set");
	mpic_look(vm);
	check(!memcmp(&before, &state, sizeof(state)), "and is what it was set to");
}
