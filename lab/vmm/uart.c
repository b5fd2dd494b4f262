// SPDX-License-Identifier: GPL-2.0
/*
 * The guest's ns16550: console output, and the transmitter-empty interrupt.
 *
 * Hazard: an interrupt line left high is served by the guest for ever, and one
 * never raised leaves its tty waiting. The line therefore follows one rule:
 * high while the interrupt is enabled and the transmitter became empty since
 * the guest last read the reason.
 */
#include "platform.h"

enum {
	UART_DATA = 0, UART_IER = 1, UART_IIR = 2, UART_LCR = 3,
	UART_LSR = 5, UART_MSR = 6, UART_REGS = 8,
};

#define IER_THRI	0x02
#define IIR_NONE	0x01
#define IIR_THRI	0x02
#define IIR_FIFO	0xc0
#define FCR_ENABLE	0x01
#define LCR_DLAB	0x80	/* registers 0 and 1 are the divisor */
#define LSR_EMPTY	0x60
#define MSR_READY	0xb0	/* carrier, data set ready, clear to send */

static __u8 reg[UART_REGS];
static __u8 fifo_control;
static int became_empty;
static int level;	/* of the interrupt line */

static int pending(void)
{
	return became_empty && (reg[UART_IER] & IER_THRI);
}

static void update_line(struct vm *vm)
{
	if (pending() == level)
		return;
	level = !level;
	platform.irq_line(vm, UART_IRQ, level);
}

__u32 uart_read(struct vm *vm, __u32 offset)
{
	__u32 value = 0;

	console_exit();
	if (offset == UART_LSR)
		return LSR_EMPTY;
	if (offset == UART_MSR)
		return MSR_READY;
	if (offset == UART_IIR) {
		value = pending() ? IIR_THRI : IIR_NONE;
		if (pending())
			became_empty = 0;
		update_line(vm);
		return value | (fifo_control & FCR_ENABLE ? IIR_FIFO : 0);
	}
	if (offset < UART_REGS && offset != UART_DATA)
		value = reg[offset];
	return value;
}

void uart_write(struct vm *vm, __u32 offset, __u32 value)
{
	console_exit();
	if (offset >= UART_REGS)
		return;
	if (offset <= UART_IER && (reg[UART_LCR] & LCR_DLAB))
		return;
	if (offset == UART_DATA) {
		console_put(value);
		became_empty = 1;
	} else if (offset == UART_IIR) {
		fifo_control = value;
	} else {
		/* enabling the interrupt while empty raises it at once */
		if (offset == UART_IER && (value & ~reg[UART_IER] & IER_THRI))
			became_empty = 1;
		reg[offset] = value;
	}
	update_line(vm);
}

/* The line itself is the interrupt controller's */
void uart_state(void (*item)(void *data, size_t size))
{
	console_state(item);
	item(reg, sizeof(reg));
	item(&fifo_control, sizeof(fifo_control));
	item(&became_empty, sizeof(became_empty));
	item(&level, sizeof(level));
}
