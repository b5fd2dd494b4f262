/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Platform e500: one e500v2 machine, shaped like QEMU's ppce500.
 *
 * Hazard: an address that the device tree and the bus do not agree on; both take it
 * from here.
 */
#ifndef LAB_VMM_E500_H
#define LAB_VMM_E500_H

#include "../platform.h"

#define CCSR_BASE	0xe0000000UL
#define CCSR_SIZE	0x00100000UL
#define UART_OFFSET	0x4500UL
#define UART_SIZE	0x100UL
#define METER_OFFSET	(METER_BASE - CCSR_BASE)
#define MPIC_OFFSET	0x40000UL
#define MPIC_SIZE	0x40000UL
#define GUTS_OFFSET	0xe0000UL
#define GUTS_SIZE	0x1000UL
#define SPIN_BASE	0xef000000UL	/* how a guest releases its other CPUs */
#define SPIN_ENTRY	0x20UL
#define SPIN_SIZE	(CPUS_MAX * SPIN_ENTRY)

/* machine.c */
void enter_at(struct vcpu *vcpu, struct kvm_regs *regs);

/* tree.c, devices.c */
void tree(struct vm *vm, void *fdt);
void tree_devices(struct vm *vm, void *fdt);
const struct device *devices(const struct vm *vm, unsigned int *count);

/* spin.c: the table by which a guest releases its other CPUs */
__u32 spin_read(struct vm *vm, __u32 offset);
void spin_write(struct vm *vm, __u32 offset, __u32 value);
void spin_hold(struct vcpu *vcpu);
void spin_enter(struct vcpu *vcpu);
void spin_state(void (*item)(void *data, size_t size));

/* reset.c: a vCPU as it was before its first instruction */
void reset_prepare(struct vcpu *vcpu);
void reset_vcpu(struct vcpu *vcpu);

/* tlb.c */
void tlb_share(struct vcpu *vcpu);
void tlb_initial(struct vcpu *vcpu);
void tlb_state(struct vcpu *vcpu, void (*item)(void *data, size_t size));
void tlb_checks(struct vcpu *vcpu);

/* mpic.c */
void mpic_create(struct vm *vm);
void mpic_connect(struct vcpu *vcpu);
__u32 mpic_read(struct vm *vm, __u32 offset);
void mpic_write(struct vm *vm, __u32 offset, __u32 value);
void irq_line(struct vm *vm, __u32 irq, int level);

/* mpic_state.c: what it holds, in one piece */
void mpic_state(struct vm *vm, int restoring, void (*item)(void *data, size_t size));
void mpic_look(const struct vm *vm);
int mpic_in_service(const struct vcpu *vcpu);
int mpic_ipi_waits(const struct vcpu *vcpu);
void mpic_checks(struct vm *vm);

/* saving.c: what a saved guest is made of */
extern const struct saving saving;

/* hostile.c: guests that try to harm the host, and others by it */
extern const struct hostility hostility;

/* timing.c: exits by instruction */
#define INSTRUCTIONS	9
extern const char * const instruction[INSTRUCTIONS];
void timing_open(const struct vcpu *vcpu);
void timing_add(const struct vcpu *vcpu, __u64 *value);

#endif /* LAB_VMM_E500_H */
