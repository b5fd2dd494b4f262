/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The meter's registers and commands, for both ends of it: lab/vmm serves them,
 * lab/guest and the kernel's unit tests use them.
 *
 * Hazard: two lists of one device. All there is to know of it stands here. The
 * unit tests live in the kernel's tree and cannot read this file; they find
 * the device as "kvm-para,lab-meter" in the device tree, with its address and
 * interrupt, and have to repeat the numbers they use.
 */
#ifndef LAB_METER_H
#define LAB_METER_H

/* Registers, 32 bits each; what is not there reads as 0 and ignores stores */
enum meter_register {
	METER_COMMAND = 0x00,	/* one of enum meter_command */
	METER_OPS = 0x04,	/* operations in what is counted; can be read */
	/*
	 * Microseconds from now until the meter's interrupt line goes up, at
	 * whatever instruction the guest is by then. It stays up until
	 * METER_IRQ_LOW. A second store replaces the first, and 0 takes it
	 * back; a line that is up already is not raised again.
	 */
	METER_IRQ_IN = 0x08,
	METER_NAME = 0x10,	/* of what is counted, 16 bytes */
};

enum meter_command {
	METER_START = 1,	/* count from now */
	METER_STOP_RUN = 2,	/* the workload is done */
	METER_STOP_CONTROL = 3,	/* the empty loop is done */
	METER_BOOT = 4,		/* init runs; counts since power on */
	METER_DONE = 5,
	METER_FAILED = 6,
	METER_IRQ_HIGH = 7,	/* the line goes up before the store is over */
	METER_IRQ_LOW = 8,	/* and down */
	METER_ENDS_BY_RESTART = 9, /* the next restart is METER_DONE */
	METER_EXITS = 10,	/* say all exit counts of this vCPU, with this store */
};

#endif /* LAB_METER_H */
