// SPDX-License-Identifier: GPL-2.0
/*
 * What a guest of KVM PR is made of besides its memory, for one that is saved and
 * restored (../state.c).
 *
 * Hazard: something that KVM has and cannot be asked for. That is: of a 32-bit guest HID0
 * and its like, which do nothing there; the registers of quantization, which a 750 does not
 * have; and whether an interrupt was raised for one delivery only, which this program does
 * not do.
 *
 * The hash table of a 64-bit guest is memory of this program's, and elsewhere in each: its
 * address is that of the program that goes on.
 */
#include "book3s.h"
#include "../../../include/kvm_para_regs.h"

#define DEC_PENDING	0x8000u		/* in PENDING */
#define WANTS_COUNTS	0x10u		/* in WANTS: KVM_PARA_MAP_COUNTERS */
#define COUNTS_AT	3072u		/* in the page */

/* The largest is a vector */
struct value {
	__u64 word[2];
};

/* Registers of Linux's, beside those in its two calls for the core */
static const __u64 one[] = {
	KVM_REG_PPC_HIOR,
	KVM_REG_PPC_DAR,
	KVM_REG_PPC_DSISR,
	KVM_REG_PPC_LPCR_64,
	KVM_REG_PPC_FSCR,
	KVM_REG_PPC_TAR,
	KVM_REG_PPC_EBBHR,
	KVM_REG_PPC_EBBRR,
	KVM_REG_PPC_BESCR,
	KVM_REG_PPC_IC,
	KVM_REG_PPC_VTB,
	KVM_REG_PPC_FPSCR,
	KVM_REG_PPC_VSCR,
	KVM_REG_PPC_VRSAVE,
};

static void one_reg(struct vcpu *vcpu, unsigned long call, __u64 id, struct value *value)
{
	struct kvm_one_reg reg = { .id = id, .addr = (unsigned long)value };

	if (ioctl(vcpu->fd, call, &reg) >= 0)
		return;
	say("register %llx", id);
	die("KVM_GET_ONE_REG or KVM_SET_ONE_REG", "host kernel too old?");
}

static void move_one(struct vcpu *vcpu, __u64 id, int restoring,
		     void (*item)(void *data, size_t size))
{
	struct value value = { { 0 } };

	if (!restoring)
		one_reg(vcpu, KVM_GET_ONE_REG, id, &value);
	item(&value, sizeof(value));
	if (restoring)
		one_reg(vcpu, KVM_SET_ONE_REG, id, &value);
}

/* Segments first: those are of a mode, which is in MSR */
static void move_core(struct vcpu *vcpu, int restoring,
		      void (*item)(void *data, size_t size))
{
	struct kvm_sregs sregs;
	struct kvm_regs regs;

	if (!restoring && (ioctl(vcpu->fd, KVM_GET_REGS, &regs) < 0 ||
			   ioctl(vcpu->fd, KVM_GET_SREGS, &sregs) < 0))
		die("KVM_GET_REGS or KVM_GET_SREGS", "unexpected");
	item(&regs, sizeof(regs));
	item(&sregs, sizeof(sregs));
	if (!restoring)
		return;
	if (is_papr(vcpu->vm))
		sregs.u.s.sdr1 = vcpu->power_on.u.s.sdr1;
	if (ioctl(vcpu->fd, KVM_SET_SREGS, &sregs) < 0 ||
	    ioctl(vcpu->fd, KVM_SET_REGS, &regs) < 0)
		die("KVM_SET_REGS or KVM_SET_SREGS", "unexpected");
}

static void move_vcpu(struct vcpu *vcpu, int restoring,
		      void (*item)(void *data, size_t size))
{
	unsigned int i;

	move_core(vcpu, restoring, item);
	for (i = 0; i < ARRAY_LEN(one); i++)
		move_one(vcpu, one[i], restoring, item);
	for (i = 0; i < 32; i++) {
		move_one(vcpu, KVM_REG_PPC_VSR(i), restoring, item);
		move_one(vcpu, KVM_REG_PPC_VR(i), restoring, item);
	}
	if (is_papr(vcpu->vm))
		move_one(vcpu, KVM_REG_PPC_ICP_STATE, restoring, item);
}

/* The interrupt controller's sources before its part of each vCPU, which names them */
static void move_machine(struct vm *vm, int restoring,
			 void (*item)(void *data, size_t size))
{
	uart_state(item);
	if (!is_papr(vm))
		return;
	hpt_state();
	xics_state(vm, restoring, item);
	papr_state(item);
	cpus_state(item);
	if (restoring)
		rtas_define(vm);
}

static __u64 get(const struct vcpu *vcpu, __u64 id)
{
	__u64 value;

	if (register_get(vcpu, id, &value) < 0)
		die("KVM_GET_ONE_REG", "needs a host with the counterpart");
	return value;
}

static int takes(const struct vcpu *vcpu, __u64 id, __u64 value)
{
	return register_set(vcpu, id, value) == 0 && get(vcpu, id) == value;
}

static int dec_is_pending(const struct vcpu *vcpu)
{
	return !!(get(vcpu, KVM_REG_PPC_PARA_PENDING) & DEC_PENDING);
}

/* The guest's own are put back; one that has run down says so again. */
static void check_decrementer(const struct vcpu *vcpu)
{
	const __u64 id = KVM_REG_PPC_DEC_EXPIRY;
	__u64 pending = get(vcpu, KVM_REG_PPC_PARA_PENDING);
	__u64 expiry = get(vcpu, id);

	register_check(register_refused(vcpu, id, timebase() + (1ull << 33)),
		       "no decrementer of more than 32 bits");
	register_check(get(vcpu, id) == expiry, "it runs down when it would have");
	register_check(takes(vcpu, id, timebase() + (1u << 30)) && !dec_is_pending(vcpu),
		       "one that runs is not pending");
	register_check(takes(vcpu, id, timebase() - 1) && dec_is_pending(vcpu),
		       "one that has run down is");
	register_check(takes(vcpu, id, expiry) &&
		       register_set(vcpu, KVM_REG_PPC_PARA_PENDING, pending) == 0,
		       "and is put back");
}

/* A count's word in the page, in this program's order of bytes */
static __u32 word_of_count(const struct vcpu *vcpu, unsigned int n, __u64 big)
{
	__u64 two = get(vcpu, KVM_REG_PPC_PARA_PAGE((COUNTS_AT + n * 4) / 8));
	__u32 word = n % 2 ? two >> 32 : two;

	return big ? big_endian(word) : word;
}

static void check_counts(const struct vcpu *vcpu, __u64 big)
{
	int wanted = !!(get(vcpu, KVM_REG_PPC_PARA_WANTS) & WANTS_COUNTS);
	unsigned int n, good = 0;
	__u32 count;

	for (n = 0; n < KVM_PARA_EXIT_REGS; n++) {
		count = get(vcpu, KVM_REG_PPC_PARA_EXIT(n));
		good += word_of_count(vcpu, n, big) == (wanted ? count : 0);
	}
	register_check(good == KVM_PARA_EXIT_REGS, wanted ?
		       "the page has the exit counts" : "no counts in the page unasked");
}

static void check_all(struct vm *vm)
{
	const struct vcpu *first = &vm->vcpu[0];
	__u64 order = get(first, KVM_REG_PPC_PARA_ORDER);
	__u64 fpscr = get(first, KVM_REG_PPC_FPSCR), fscr = get(first, KVM_REG_PPC_FSCR);

	register_check(register_refused(first, KVM_REG_PPC_PARA_ORDER, 2),
		       "no third order of bytes");
	register_check(takes(first, KVM_REG_PPC_PARA_ORDER, !order) &&
		       takes(first, KVM_REG_PPC_PARA_ORDER, order), "the other one, and back");
	check_decrementer(first);
	check_counts(first, order);
	register_check(takes(first, KVM_REG_PPC_FSCR, fscr ^ 4) &&
		       get(first, KVM_REG_PPC_FPSCR) == fpscr &&
		       takes(first, KVM_REG_PPC_FSCR, fscr), "FSCR is not FPSCR");
}

static void look(const struct vm *vm)
{
	(void)vm;
}

static __u64 icp(const struct vcpu *vcpu)
{
	__u64 value = 0;

	if (is_papr(vcpu->vm) && register_get(vcpu, KVM_REG_PPC_ICP_STATE, &value) < 0)
		die("KVM_GET_ONE_REG (ICP)", "unexpected");
	return value;
}

/* What it has taken and not ended shows as a priority that is neither all nor none. */
static int in_service(const struct vcpu *vcpu)
{
	__u8 priority = icp(vcpu) >> KVM_REG_PPC_ICP_CPPR_SHIFT;

	return priority != 0 && priority != 0xff;
}

static int ipi_waits(const struct vcpu *vcpu)
{
	return (icp(vcpu) >> KVM_REG_PPC_ICP_XISR_SHIFT & KVM_REG_PPC_ICP_XISR_MASK) == XICS_IPI;
}

const struct saving saving = {
	.machine = move_machine,
	.vcpu = move_vcpu,
	.check = check_all,
	.look = look,
	.in_service = in_service,
	.ipi_waits = ipi_waits,
};
