// SPDX-License-Identifier: GPL-2.0
/*
 * init of the guest: measure every workload, print facts, say done.
 *
 *   workloads=a,b:N	only these, by name, and one of them N times
 *   mode=probe		no measurement: facts, and the page seen from user mode
 *   mode=cpus		the same, after tests of the CPUs but the first
 *   mode=modules	the same, after loading modules, see modules.c
 *   mode=behave	the same, after tests of what user mode may expect
 *   mode=switch	the same, after turning the library off and on
 *   mode=facts		the same, after what debugfs says of the library
 *   mode=hotplug	the same, after CPUs have left and come back, cycles=N times
 *
 * All on the kernel's command line. Hazard: an option with a spelling mistake
 * that measures nothing and succeeds; an unknown name or mode is a failure.
 */
#include "guest.h"

static int arg_count;
static char **args;

/* The kernel hands over "a=b" in the environment, or after "--" as argument */
static const char *option(const char *name)
{
	size_t len = strlen(name);
	int i;

	for (i = 1; i < arg_count; i++) {
		if (!strncmp(args[i], name, len) && args[i][len] == '=')
			return args[i] + len + 1;
	}
	return getenv(name);
}

static unsigned int number(const char *name, unsigned int unless)
{
	const char *value = option(name);
	char *end;
	unsigned long n;

	if (!value)
		return unless;
	n = strtoul(value, &end, 10);
	if (!*value || *end)
		guest_fail(name);
	return n;
}

static void open_console(void)
{
	int fd;

	mkdir("/dev", 0755);
	mkdir("/proc", 0755);
	mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	fd = open("/dev/console", O_RDWR);
	if (fd >= 0) {
		dup2(fd, 0);
		dup2(fd, 1);
		dup2(fd, 2);
	}
}

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
		ops = strtoul(end + 1, &rest, 10);
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

	if (list)
		measure_listed(list);
	else
		measure_all();
}

static void load_modules(void)
{
	const char *list = option("modules"), *rounds = option("modules_rounds");

	if (!list)
		guest_fail("choice of modules");
	modules_tests(list, rounds ? strtoul(rounds, NULL, 10) : 0);
}

int main(int argc, char **argv)
{
	const char *mode;

	/* the child of the exec workload */
	if (getpid() != 1)
		return 0;
	arg_count = argc;
	args = argv;
	open_console();
	meter_open();
	meter_command(METER_BOOT);

	if (mount("proc", "/proc", "proc", 0, NULL) < 0)
		guest_fail("mount /proc");
	SET_ERRNO(0);
	mode = option("mode");
	if (!mode)
		measure_chosen();
	else if (!strcmp(mode, "behave"))
		behaviour_tests();
	else if (!strcmp(mode, "cpus"))
		cpus_tests();
	else if (!strcmp(mode, "facts"))
		all_facts();
	else if (!strcmp(mode, "switch") && option("inject"))
		injected_tests(option("inject"));
	else if (!strcmp(mode, "switch"))
		switch_tests(option("switches"), option("again"));
	else if (!strcmp(mode, "hotplug"))
		hotplug_tests(number("cycles", 20));
	else if (!strcmp(mode, "modules"))
		load_modules();
	else if (strcmp(mode, "probe"))
		guest_fail("choice of mode");
	print_facts();
	/* What the kernel says of the probe would come between our own lines */
	ioctl(1, TCSBRK, (void *)1);
	if (mode)
		probe_magic_page();
	ioctl(1, TCSBRK, (void *)1);
	meter_command(METER_DONE);
	return 1;
}
