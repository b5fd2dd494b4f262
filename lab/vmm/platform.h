/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What differs between the platforms, and nothing else: e500/ and book3s/ each define
 * the one "platform", and a VMM is built with one of them.
 *
 * Hazard: a way round this file, by which one platform gets another treatment than
 * the next. What a platform cannot do is NULL here, and an option that asks for it is
 * refused, see options.c.
 */
#ifndef LAB_VMM_PLATFORM_H
#define LAB_VMM_PLATFORM_H

#include "vmm.h"

/*
 * A column of the results: what KVM's statistic source counts, less what the causes
 * of these bits count of the same, which come before this one, or are instructions.
 */
struct cause {
	const char *name;
	const char *source;
	__u32 less;
};

/* cause.c */
void causes_separate(const struct cause *cause, unsigned int causes, __u64 *value);

/* A range of guest physical addresses; offsets are from its base, values big endian */
struct device {
	unsigned long base;
	unsigned long size;
	__u32 (*read)(struct vm *vm, __u32 offset);
	void (*write)(struct vm *vm, __u32 offset, __u32 value);
};

/*
 * A guest that is saved, and goes on in another VM (--points): its parts besides memory,
 * each in one order for both ways. item() saves or restores what data points to.
 */
struct saving {
	__u64 no_page;		/* an effective address where a vCPU cannot have its page */
	void (*machine)(struct vm *vm, int restoring, void (*item)(void *data, size_t size));
	/* Before the registers that KVM lists */
	void (*vcpu)(struct vcpu *vcpu, int restoring, void (*item)(void *data, size_t size));
	/* Before the first time: what KVM has to take, and to refuse */
	void (*check)(struct vm *vm);
	/* At each time, for those below: what the interrupt controller has for a vCPU */
	void (*look)(const struct vm *vm);
	int (*in_service)(const struct vcpu *vcpu);
	int (*ipi_waits)(const struct vcpu *vcpu);
};

/* Guests that try to harm the host: --hostile */
struct hostility {
	void (*before)(struct vm *vm);
	void (*beside)(const struct vm *vm);
	void (*end)(void);
};

struct platform {
	/* The machines it can be, for --machine; the first is meant if none is named */
	const char * const *machine;
	unsigned int machines;
	unsigned int cpus;		/* at most, of any of its machines */

	/* The VM, and what KVM must be able to */
	unsigned long vm_type;
	const char *kvm_help;
	void (*check)(struct vm *vm);
	/* Before the vCPUs: what they are connected to once, when they are made */
	void (*create)(struct vm *vm);
	void (*vcpu_create)(struct vcpu *vcpu);

	/* Memory that the machine's firmware is in; NULL if there is none */
	void (*reserve)(struct vm *vm, void *fdt);
	/* In the device tree: what comes before memory, /chosen and /hypervisor, and after */
	void (*tree)(struct vm *vm, void *fdt);
	void (*tree_devices)(struct vm *vm, void *fdt);
	const char *(*console_path)(const struct vm *vm);
	/* The kernel is in memory: the first vCPU's registers */
	void (*boot)(struct vm *vm, const struct guest_image *image);

	/* A word of guest memory, as the guest reads it, and back */
	__u32 (*guest_word)(const struct vm *vm, __u32 word);

	/* An exit of the machine's own; 0 if it has none for that reason */
	int (*serve)(struct vcpu *vcpu);
	const struct device *(*devices)(const struct vm *vm, unsigned int *count);
	void (*irq_line)(struct vm *vm, __u32 irq, int level);
	void (*print_registers)(const struct vcpu *vcpu);

	/* CPUs but the first, and CPUs that are reset: with more than one CPU only */
	void (*hold)(struct vcpu *vcpu);	/* until the guest releases it */
	void (*enter)(struct vcpu *vcpu);	/* it was released: its registers */
	void (*reset)(struct vcpu *vcpu);
	/* Microseconds until another vCPU has its turn; 0 for the host's next tick */
	unsigned int turn;

	int big_tlb;			/* its TLB's size can be chosen */
	/* Where exits are counted: by statistic, then by instruction */
	const struct cause *cause;
	unsigned int causes;
	const char * const *instruction;
	unsigned int instructions;
	/* Of the meter's exits it is the first; of the guest's console: */
	unsigned int (*console_cause)(const struct vm *vm);
	void (*instructions_open)(const struct vcpu *vcpu);
	void (*instructions_add)(const struct vcpu *vcpu, __u64 *value);

	__u32 mfpir_r3;			/* the instruction: r3 = the CPU's number */
	const struct saving *saving;
	const struct hostility *hostility;
};

extern const struct platform platform;

#endif /* LAB_VMM_PLATFORM_H */
