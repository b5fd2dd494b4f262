// SPDX-License-Identifier: GPL-2.0
/*
 * init of the guest: measure every workload, print facts, say done.
 *
 *   workloads=a,b:N	only these, by name, and one of them N times
 *   on=N		on this CPU
 *   mode=probe		no measurement: facts, and the page seen from user mode
 *   mode=cpus		the same, after tests of the CPUs but the first
 *   mode=modules	the same, after loading modules, see modules.c
 *   mode=behave	the same, after tests of what user mode may expect
 *   mode=switch	the same, after turning the library off and on
 *   mode=facts		the same, after what debugfs says of the library
 *   mode=live		the same, while every function is traced
 *   mode=state		the same, after rounds=N of work that has one result
 *   mode=segments	the same, after rounds=N of two programs' turns in their segments
 *   mode=memory	the same, after rounds=N of pages that are given up and written
 *   mode=hotplug	the same, after CPUs have left and come back, cycles=N times
 *
 * All on the kernel's command line. Hazard: an option with a spelling mistake
 * that measures nothing and succeeds; an unknown name or mode is a failure.
 */
#include "guest.h"

static void control(unsigned int ops)
{
	while (ops--)
		barrier();
}

static void prepare(const struct workload *w, unsigned int ops)
{
	if (w->setup)
		w->setup(ops);
}

static void finish(const struct workload *w)
{
	if (w->cleanup)
		w->cleanup();
}

/* The warm-up pays for what only the first time costs */
static void measure(const struct workload *w, unsigned int ops)
{
	prepare(w, w->warm_up);
	w->run(w->warm_up);
	finish(w);

	meter_name(w->name, ops);
	prepare(w, ops);
	meter_command(METER_START);
	w->run(ops);
	meter_command(METER_STOP_RUN);
	finish(w);

	meter_command(METER_START);
	control(ops);
	meter_command(METER_STOP_CONTROL);
}

static const struct workload *find(const char *name, size_t len)
{
	unsigned int i;

	for (i = 0; i < workload_count; i++) {
		if (!strncmp(workloads[i].name, name, len) && !workloads[i].name[len])
			return &workloads[i];
	}
	return NULL;
}

/* "NAME" or "NAME:OPS" at the head of a list; returns the rest of it */
static const char *measure_first(const char *list)
{
	const struct workload *w;
	const char *end = list;
	unsigned int ops;
	char *rest;

	while (*end && *end != ',' && *end != ':')
		end++;
	w = find(list, end - list);
	ops = w ? w->ops : 0;
	if (*end == ':') {
		ops = number_at(end + 1, &rest);
		end = rest;
	}
	if (!w || !ops || (*end && *end != ',')) {
		printf("init: no workload %s\n", list);
		guest_fail("choice of workloads");
	}
	measure(w, ops);
	return *end ? end + 1 : end;
}

static void measure_listed(const char *list)
{
	while (*list)
		list = measure_first(list);
}

static void measure_all(void)
{
	unsigned int i;

	for (i = 0; i < workload_count; i++)
		measure(&workloads[i], workloads[i].ops);
}

static void measure_chosen(void)
{
	const char *list = option("workloads");

	if (option("on"))
		go_to(number("on", 0));
	if (list)
		measure_listed(list);
	else
		measure_all();
}

static void no_tests(void)
{
}

static void hotplug_mode(void)
{
	hotplug_tests(number("cycles", 20));
}

static void state_mode(void)
{
	state_tests(number("rounds", 8));
}

static void segments_mode(void)
{
	segments_tests(number("rounds", 50));
}

static void memory_mode(void)
{
	memory_tests(number("rounds", 50));
}

static void switch_mode(void)
{
	if (option("inject"))
		injected_tests(option("inject"));
	else if (option("module"))
		module_tests(option("module"));
	else
		switch_tests(option("switches"), option("again"));
}

static void modules_mode(void)
{
	if (!option("modules"))
		guest_fail("choice of modules");
	modules_tests(option("modules"), number("modules_rounds", 0));
}

static const struct mode {
	const char *name;
	void (*run)(void);
} modes[] = {
	{ "probe", no_tests },
	{ "cpus", cpus_tests },
	{ "behave", behaviour_tests },
	{ "facts", all_facts },
	{ "hotplug", hotplug_mode },
	{ "live", live_tests },
	{ "memory", memory_mode },
	{ "modules", modules_mode },
	{ "segments", segments_mode },
	{ "state", state_mode },
	{ "switch", switch_mode },
};

static void run_mode(const char *name)
{
	unsigned int i;

	for (i = 0; i < ARRAY_LEN(modes); i++) {
		if (!strcmp(modes[i].name, name)) {
			modes[i].run();
			return;
		}
	}
	guest_fail("choice of mode");
}

int main(int argc, char **argv)
{
	const char *mode;

	/* the child of the exec workload */
	if (getpid() != 1)
		return 0;
	options_begin(argc, argv);
	open_console();
	meter_open();
	meter_command(METER_BOOT);

	mount_or_fail("proc", "/proc");
	SET_ERRNO(0);
	mode = option("mode");
	if (mode)
		run_mode(mode);
	else
		measure_chosen();
	print_facts();
	/* What the kernel says of the probe would come between our own lines */
	ioctl(1, TCSBRK, (void *)1);
	if (mode)
		probe_magic_page();
	ioctl(1, TCSBRK, (void *)1);
	meter_command(METER_DONE);
	return 1;
}
