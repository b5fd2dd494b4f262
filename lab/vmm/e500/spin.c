// SPDX-License-Identifier: GPL-2.0
/*
 * The spin table, by which a guest of this machine releases its other CPUs: ePAPR 1.1
 * section 5.5.
 *
 * Hazard: a CPU that is released while it runs, or to where nothing is. The first has
 * no entry that a guest could release it by.
 */
#include "e500.h"

/* An entry of the spin table, ePAPR 1.1 section 5.5.2; the second half is not used */
enum spin_word {
	SPIN_ADDR_HIGH, SPIN_ADDR, SPIN_R3_HIGH, SPIN_R3,
	SPIN_RESERVED, SPIN_PIR, SPIN_WORDS = SPIN_ENTRY / 4,
};

#define SPIN_HELD	1u	/* in SPIN_ADDR, until there is an address */
#define UNDEFINED	0x5a5a5a5au	/* in a register that says nothing */

static __u32 spin[CPUS_MAX][SPIN_WORDS];

__u32 spin_read(struct vm *vm, __u32 offset)
{
	(void)vm;
	return spin[offset / SPIN_ENTRY][offset % SPIN_ENTRY / 4];
}

/*
 * The address is complete when its last bit is clear; Linux writes the upper
 * half first. KVM's PIR is the vCPU's number and cannot be set.
 */
void spin_write(struct vm *vm, __u32 offset, __u32 value)
{
	unsigned int number = offset / SPIN_ENTRY;
	struct vcpu *vcpu = &vm->vcpu[number];
	__u32 *entry = spin[number];

	if (!number || number >= vm->opt.cpus)
		vcpu_fail(vm, "it wrote the spin table's entry of a CPU that never waits");
	if (vcpu->released)
		vcpu_fail(vm, "it wrote the spin table's entry of a CPU that runs");
	entry[offset % SPIN_ENTRY / 4] = value;
	if (entry[SPIN_ADDR] & SPIN_HELD)
		return;
	if (entry[SPIN_ADDR_HIGH] || entry[SPIN_ADDR] >= RAM_SIZE)
		vcpu_fail(vm, "it released a CPU to where no memory is");
	if (entry[SPIN_PIR] != number)
		vcpu_fail(vm, "it released a CPU with another PIR than its own");
	smp_release(vcpu);
}

/* Held until the guest gives its entry an address */
void spin_hold(struct vcpu *vcpu)
{
	__u32 *entry = spin[vcpu->number];

	memset(entry, 0, SPIN_ENTRY);
	entry[SPIN_ADDR] = SPIN_HELD;
	entry[SPIN_R3] = vcpu->number;
	entry[SPIN_PIR] = vcpu->number;
}

/*
 * The state at entry, ePAPR 1.1 section 5.5.3. A guest may not lean on what is not
 * named there, so that is given a value which would show.
 */
void spin_enter(struct vcpu *vcpu)
{
	struct kvm_regs regs;
	__u64 *reg = (__u64 *)&regs;	/* has no other members */
	unsigned int i;

	for (i = 0; i < sizeof(regs) / sizeof(*reg); i++)
		reg[i] = UNDEFINED;
	regs.pc = spin[vcpu->number][SPIN_ADDR];
	regs.msr = 0;
	regs.pid = 0;
	memset(&regs.gpr[3], 0, 7 * sizeof(regs.gpr[0]));
	regs.gpr[3] = spin[vcpu->number][SPIN_R3];
	enter_at(vcpu, &regs);
}

void spin_state(void (*item)(void *data, size_t size))
{
	item(spin, sizeof(spin));
}
