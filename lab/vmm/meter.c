// SPDX-License-Identifier: GPL-2.0
/*
 * The device through which the guest says what it is about to do, so that
 * exits can be counted for exactly that.
 *
 * Hazard: measuring the meter. The store that stops a count is itself one
 * MMIO exit and is taken off; what remains (half an exit's time at each end,
 * a TLB miss on the device page) is the same for a workload and its control,
 * the same loop empty, and goes away with the difference.
 */
#include "platform.h"
#include "../meter.h"

#define NAME_LEN	16

static char workload[NAME_LEN + 1] = "boot";
static __u32 ops;
static int counting;
static int ends_by_restart;
static __u64 start_ticks;
static __u64 start_console;

/* The console's share of the MMIO exits stands apart: it is the laboratory's */
static void print_sample(const struct sample *s, const char *kind, __u64 console)
{
	const char *name;
	unsigned int i;

	for (i = 0; (name = stats_cause_name(i)); i++) {
		if (s->cause[i])
			printf("@count %s %s %u %s %llu\n", workload, kind, ops,
			       name, s->cause[i]);
	}
	if (console)
		printf("@count %s %s %u console %llu\n", workload, kind, ops, console);
	printf("@count %s %s %u ticks %llu\n", workload, kind, ops, s->ticks);
}

/* The time base is read last here and first below: nothing else is timed */
static void start(struct vm *vm)
{
	if (vm->opt.detail)
		trace_start();
	stats_reset(vm);
	exits_reset(vm);
	counting = 1;
	start_console = console_exits();
	start_ticks = timebase();
}

static void stop(struct vm *vm, const char *kind)
{
	__u64 now = timebase();
	__u64 console = console_exits() - start_console;
	struct sample s;

	if (!counting)
		vcpu_fail(vm, "it stopped a count that was not started");
	counting = 0;
	stats_sample(vm, &s);
	s.ticks = now - start_ticks;
	s.cause[0]--;	/* of MMIO: this store */
	s.cause[platform.console_cause(vm)] -= console;
	console_flush();
	print_sample(&s, kind, console);
	exits_report(vm, workload, kind, ops);
	if (vm->opt.detail && strcmp(kind, "control"))
		trace_report(workload);
}

static void __noreturn end_run(struct vm *vm)
{
	text_report(vm);
	if (vm->opt.points)
		points_report(vm);
	if (vm->opt.hostile)
		platform.hostility->end();
	vmm_end(1);
}

/* A restart is the end; of a run that failed, unless the guest has announced it */
void __noreturn meter_restart(struct vm *vm)
{
	if (ends_by_restart)
		end_run(vm);
	vcpu_fail(vm, "it restarts itself, after a panic most likely");
}

static void obey(struct vm *vm, __u32 value)
{
	switch (value) {
	case METER_START:
		start(vm);
		break;
	case METER_STOP_RUN:
		stop(vm, "run");
		break;
	case METER_STOP_CONTROL:
		stop(vm, "control");
		break;
	case METER_BOOT:
		stop(vm, "boot");
		if (vm->opt.points)
			points_begin(vm);
		break;
	case METER_DONE:
		end_run(vm);
	case METER_FAILED:
		say("the guest says that it failed");
		vmm_end(0);
	case METER_IRQ_HIGH:
	case METER_IRQ_LOW:
		platform.irq_line(vm, METER_IRQ, value == METER_IRQ_HIGH);
		break;
	case METER_ENDS_BY_RESTART:
		ends_by_restart = 1;
		break;
	case METER_EXITS:
		exits_report_vcpu(vm->serving);
		break;
	default:
		say("meter command %u", value);
		vcpu_fail(vm, "it gave the meter a command there is not");
	}
}

__u32 meter_read(struct vm *vm, __u32 offset)
{
	(void)vm;
	return offset == METER_OPS ? ops : 0;
}

/* The name goes onto the console: printable characters and no spaces only */
static void set_name(__u32 offset, __u32 value)
{
	unsigned int i;
	char c;

	for (i = 0; i < 4; i++) {
		c = value >> (24 - 8 * i);
		if (c && (c <= ' ' || c > '~'))
			c = '?';
		workload[offset + i] = c;
	}
}

void meter_write(struct vm *vm, __u32 offset, __u32 value)
{
	if (offset == METER_COMMAND)
		obey(vm, value);
	else if (offset == METER_OPS)
		ops = value;
	else if (offset == METER_IRQ_IN && vm->opt.points)
		vcpu_fail(vm, "it asked for the timer that says when it is saved");
	else if (offset == METER_IRQ_IN)
		alarm_set(value);
	else if (offset >= METER_NAME && offset < METER_NAME + NAME_LEN)
		set_name((offset - METER_NAME) & ~3u, value);
}

/* From here on the boot is counted */
void meter_power_on(struct vm *vm)
{
	ops = 1;
	start(vm);
}

/* Not what has been counted so far, which is the other VM's */
void meter_state(void (*item)(void *data, size_t size))
{
	item(workload, sizeof(workload));
	item(&ops, sizeof(ops));
	item(&counting, sizeof(counting));
	item(&ends_by_restart, sizeof(ends_by_restart));
}
