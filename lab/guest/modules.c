// SPDX-License-Identifier: GPL-2.0
/*
 * mode=modules: load the modules of /modules, let each work, and unload it.
 *
 *   modules=a,b	their names, in that order
 *   modules_rounds=N	and then load, run and unload each that was loaded N times
 *
 * Hazard: memory that is lost with each round and in all too few of them to be
 * noticed. What the kernel uses is read before and after as many rounds as are
 * asked for, the first few being left out, since they fill caches.
 */
#include "guest.h"

#define RUNS		"1000"
#define OPS		1000
#define WARM_UP		4
#define SETTLE		100000000LL	/* ns: init text is freed later */

static char path[128];

static void path_of(const char *before, const char *name, const char *after)
{
	*path = 0;
	strlcat(path, before, sizeof(path));
	strlcat(path, name, sizeof(path));
	strlcat(path, after, sizeof(path));
}

int load_module(const char *name)
{
	long err;
	int fd;

	path_of("/modules/", name, ".ko");
	fd = open(path, O_RDONLY);
	if (fd < 0)
		guest_fail(path);
	err = my_syscall3(__NR_finit_module, fd, "", 0);
	close(fd);
	return -err;
}

void unload_module(const char *name)
{
	if (__sysret(my_syscall2(__NR_delete_module, name, 0)) < 0)
		guest_fail("delete_module");
}

/* A module without the parameter has nothing to do */
static int run(const char *name)
{
	path_of("/sys/module/", name, "/parameters/run");
	return file_exists(path) ? file_write(path, RUNS) : 0;
}

static int measured_run(const char *name)
{
	int err;

	meter_name(name, OPS);
	meter_command(METER_START);
	err = run(name);
	meter_command(METER_STOP_RUN);
	meter_command(METER_START);
	meter_command(METER_STOP_CONTROL);
	return err;
}

/* Loads, works and goes: 1; is refused: 0 */
static int try(const char *name)
{
	int err = load_module(name);

	if (err) {
		printf("fact: module %s refused, errno %d\n", name, err);
		return 0;
	}
	err = measured_run(name);
	if (err) {
		SET_ERRNO(err);
		guest_fail("what a module does");
	}
	unload_module(name);
	printf("fact: module %s works\n", name);
	return 1;
}

static void rounds(const char *name, unsigned int count)
{
	while (count--) {
		if (load_module(name) || run(name))
			guest_fail("loading a module again");
		unload_module(name);
	}
	sleep_ns(SETTLE);
}

static void reload(const char *name, unsigned int count)
{
	long vmalloc, slab;

	rounds(name, WARM_UP);
	vmalloc = memory_kb("VmallocUsed:");
	slab = memory_kb("SUnreclaim:");
	rounds(name, count);
	printf("fact: module %s reloaded %u times, grown by %ld kB vmalloc, %ld kB slab\n",
	       name, count, memory_kb("VmallocUsed:") - vmalloc, memory_kb("SUnreclaim:") - slab);
}

void modules_tests(const char *list, unsigned int count)
{
	char name[32];
	const char *end;

	mount_or_fail("sysfs", "/sys");
	for (; *list; list = *end ? end + 1 : end) {
		for (end = list; *end && *end != ',';)
			end++;
		if (end == list || (size_t)(end - list) >= sizeof(name))
			guest_fail("choice of modules");
		memcpy(name, list, end - list);
		name[end - list] = 0;
		if (try(name) && count)
			reload(name, count);
	}
}
