/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Platform book3s: KVM PR on a 64-bit host, and two machines for its guests. On a 32-bit
 * host there is the one for 32-bit guests.
 *
 * Hazard: this program may be little endian and its guests need not be. A device's values
 * are big endian on the bus whoever stores them; words of a guest's memory go through
 * platform.guest_word().
 */
#ifndef LAB_VMM_BOOK3S_H
#define LAB_VMM_BOOK3S_H

#include "../platform.h"
#include "../fdt.h"

enum machine { PPC64LE, PPC64, BOOK3S32 };

/* Which exits have been counted where */
enum {
	CAUSE_MMIO, CAUSE_SHADOW, CAUSE_DSI, CAUSE_ISTORAGE, CAUSE_SC, CAUSE_EMUL,
	CAUSE_DEC, CAUSE_EXT, CAUSE_OTHER, BOOK3S_CAUSES,
};

/* causes.c */
extern const struct cause book3s_cause[BOOK3S_CAUSES];

#define MSR_SF		0x8000000000000000ull

static inline int is_papr(const struct vm *vm)
{
	return vm->opt.machine != BOOK3S32;
}

/* hpt.c */
#define HPT_ORDER	22	/* of its size, as the device tree says */
unsigned long hpt_create(void);
int hpt_read(__u64 number, int four, __u64 *value);
void hpt_state(void);

/* papr.c: hypercalls that KVM leaves to us */
void papr_connect(struct vcpu *vcpu);
void papr_prepare(struct vm *vm, unsigned long kernel_size);
void papr_serve(struct vcpu *vcpu);
void papr_modes(struct vcpu *vcpu);
void papr_state(void (*item)(void *data, size_t size));

/* xics.c: the interrupt controller */
#define XICS_PHANDLE	1
#define XICS_IPI	2	/* the source that an interrupt from a CPU seems to have */
void xics_create(struct vm *vm);
void xics_connect(struct vcpu *vcpu);
void xics_line(struct vm *vm, __u32 irq, int level);
void xics_state(struct vm *vm, int restoring, void (*item)(void *data, size_t size));

/* cpus.c: all but the first */
long cpus_query(const struct vm *vm, const __u32 *in, __u32 *out);
long cpus_start(struct vm *vm, const __u32 *in);
void cpus_stop_self(struct vm *vm);
void cpus_hold(struct vcpu *vcpu);
void cpus_enter(struct vcpu *vcpu);
void cpus_reset(struct vcpu *vcpu);
void cpus_state(void (*item)(void *data, size_t size));

/* rtas.c: firmware, and the first result of its calls */
#define RTAS_SUCCESS	0
#define RTAS_PARAMETER	(-3l)
void rtas_reserve(void *fdt);
void rtas_prepare(struct vm *vm);
void rtas_define(struct vm *vm);
void rtas_properties(void *fdt);
void rtas_call(struct vm *vm, __u64 at);

/* pseries.c, mvme5100.c: the two machines in the device tree */
#define PSERIES_VTY	0x71000000u
#define PSERIES_CONSOLE	"/vdevice/vty@71000000"
#define MVME_UART	0xfef88000UL
#define MVME_UART_SIZE	0x80UL
#define MVME_RESET	0xfef880a0UL
#define MVME_CONSOLE	"/hawk@fef80000/serial@8000"
void pseries_tree(struct vm *vm, void *fdt);
void pseries_devices(struct vm *vm, void *fdt);
void mvme5100_tree(struct vm *vm, void *fdt);
void mvme5100_devices(struct vm *vm, void *fdt);
__u32 mvme5100_uart_read(struct vm *vm, __u32 offset);
void mvme5100_uart_write(struct vm *vm, __u32 offset, __u32 value);
__u32 mvme5100_reset_read(struct vm *vm, __u32 offset);
void mvme5100_reset_write(struct vm *vm, __u32 offset, __u32 value);

/* saving.c: what a saved guest is made of */
extern const struct saving saving;

#endif /* LAB_VMM_BOOK3S_H */
