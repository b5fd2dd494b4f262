// SPDX-License-Identifier: GPL-2.0
/*
 * A 64-bit guest's hypercalls: how they get here, and those that KVM leaves to us.
 *
 * Hazard: a hypercall that is answered badly and not noticed: one that is not known
 * fails as PAPR says, and is reported the first time.
 *
 * A host that is itself a guest never sees "sc 1" of its guest's: the hypervisor
 * below takes it for the host's. KVM has another instruction that it takes for one,
 * and the kernel's are replaced by that before it starts.
 */
#include "book3s.h"

enum {
	H_READ = 0x0c,
	H_GET_TERM_CHAR = 0x54,
	H_PUT_TERM_CHAR = 0x58,
	H_REGISTER_VPA = 0xdc,
	H_SET_MODE = 0x31c,
	H_LAST = 0x600,
	H_RTAS = 0xf000,
};

#define H_SUCCESS	0
#define H_FUNCTION	(-2l)
#define H_PARAMETER	(-4l)
#define H_P2		(-55l)

#define READ_FOUR	(1ull << (63 - 26))

#define SET_MODE_AIL	3
#define SET_MODE_LE	4
#define LPCR_ILE	0x02000000ull
#define LPCR_AIL	0x01800000ull

void papr_connect(struct vcpu *vcpu)
{
	struct kvm_enable_cap cap = { .cap = KVM_CAP_PPC_PAPR };

	if (ioctl(vcpu->fd, KVM_ENABLE_CAP, &cap) < 0)
		die("KVM_ENABLE_CAP (PAPR)", "is this KVM PR?");
}

void papr_prepare(struct vm *vm, unsigned long kernel_size)
{
	__u32 *word = (__u32 *)vm->ram;
	unsigned long n = kernel_size / sizeof(*word);
	unsigned int count = 0;

	for (; n--; word++) {
		if (platform.guest_word(vm, *word) != SC_1)
			continue;
		*word = platform.guest_word(vm, SC_1_FOR_PR);
		count++;
	}
	say("%u hypercall instructions replaced", count);
	rtas_prepare(vm);
}

/* Up to 16 characters, in two registers, the first one in the highest byte */
static void put_characters(const __u64 *arg)
{
	unsigned int i;

	console_exit();
	for (i = 0; i < arg[1] && i < 16; i++)
		console_put(arg[2 + i / 8] >> (56 - 8 * (i % 8)));
}

static __u64 lpcr;

/* What the guest has asked for last, for a vCPU that does not run */
void papr_modes(struct vcpu *vcpu)
{
	struct kvm_one_reg reg = { .id = KVM_REG_PPC_LPCR_64, .addr = (unsigned long)&lpcr };

	if (ioctl(vcpu->fd, KVM_SET_ONE_REG, &reg) < 0)
		die("KVM_SET_ONE_REG (LPCR)", "host kernel too old?");
}

/* For CPUs that are started later */
void papr_state(void (*item)(void *data, size_t size))
{
	item(&lpcr, sizeof(lpcr));
}

static void set_lpcr(struct vcpu *vcpu, __u64 mask, int on)
{
	lpcr = (lpcr & ~mask) | (on ? mask : 0);
	papr_modes(vcpu);
}

/* Interrupts with relocation on, which not every KVM can deliver */
static long set_ail(struct vcpu *vcpu, __u64 mode)
{
	if (mode != 0 && mode != 3)
		return H_P2;
	if (mode && ioctl(vcpu->vm->vm_fd, KVM_CHECK_EXTENSION,
			  (void *)KVM_CAP_PPC_AIL_MODE_3) <= 0)
		return H_P2;
	set_lpcr(vcpu, LPCR_AIL, mode != 0);
	return H_SUCCESS;
}

/* The order of bytes in interrupts */
static long set_order(struct vcpu *vcpu, __u64 mode)
{
	if (mode > 1)
		return H_P2;
	set_lpcr(vcpu, LPCR_ILE, mode != 0);
	return H_SUCCESS;
}

/*
 * A guest here asks when no other CPU has been started, and those get it when they are.
 */
static long set_mode(struct vcpu *vcpu, const __u64 *arg)
{
	switch (arg[1]) {
	case SET_MODE_AIL:
		return set_ail(vcpu, arg[0]);
	case SET_MODE_LE:
		return set_order(vcpu, arg[0]);
	default:
		return H_PARAMETER;
	}
}

static long unknown(__u64 number)
{
	static __u8 seen[H_LAST / 4];

	if (number >= H_LAST || number % 4 || !seen[number / 4]++)
		say("no hypercall %llx", number);
	return H_FUNCTION;
}

static long answer(struct vcpu *vcpu, __u64 number, __u64 *arg)
{
	switch (number) {
	case H_READ:
		return hpt_read(arg[1], !!(arg[0] & READ_FOUR), arg) ? H_SUCCESS : H_PARAMETER;
	case H_PUT_TERM_CHAR:
		put_characters(arg);
		return H_SUCCESS;
	case H_GET_TERM_CHAR:
		console_exit();
		arg[0] = 0;
		return H_SUCCESS;
	/* the guest's area for the hypervisor, which looks at none of it */
	case H_REGISTER_VPA:
		return H_SUCCESS;
	case H_SET_MODE:
		return set_mode(vcpu, arg);
	case H_RTAS:
		rtas_call(vcpu->vm, arg[0]);
		return H_SUCCESS;
	default:
		return unknown(number);
	}
}

void papr_serve(struct vcpu *vcpu)
{
	struct kvm_run *run = vcpu->run;

	run->papr_hcall.ret = answer(vcpu, run->papr_hcall.nr, run->papr_hcall.args);
}
