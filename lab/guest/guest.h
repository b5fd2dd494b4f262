/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The guest's init, shared declarations.
 *
 * Guards against the result that looks good because nothing happened: every
 * step is checked, and guest_fail() tells the VMM, which ends the run.
 */
#ifndef LAB_GUEST_H
#define LAB_GUEST_H

#include "nolibc.h"
#include "../abi.h"
#include "../meter.h"

#define ARRAY_LEN(a)	(sizeof(a) / sizeof((a)[0]))

/* The compiler must neither drop an empty loop nor merge stores over it */
static inline void barrier(void)
{
	asm volatile("" : : : "memory");
}

/* meter.c */
void meter_open(void);
void meter_name(const char *name, unsigned int ops);
void meter_command(enum meter_command command);
void __noreturn guest_fail(const char *what);

/* console.c, options.c: what an init begins with, and what it has been told */
void open_console(void);
void options_begin(int argc, char **argv);
const char *option(const char *name);
unsigned int number_at(const char *text, char **rest);
unsigned int number(const char *name, unsigned int unless);

/*
 * One thing to measure. setup() and cleanup() are not counted; run() does it
 * ops times and is what the control repeats with nothing in the loop.
 */
struct workload {
	const char *name;
	unsigned int ops;
	unsigned int warm_up;
	void (*setup)(unsigned int ops);
	void (*run)(unsigned int ops);
	void (*cleanup)(void);
};

/* workloads.c */
extern const struct workload workloads[];
extern const unsigned int workload_count;
pid_t child_or_fail(void);
int reap(pid_t pid);

/* files.c */
void mount_or_fail(const char *type, const char *where);
int file_exists(const char *path);
void *file_read(const char *path, size_t *size);	/* and a zero behind it; to be freed */
char *file_text(const char *path);	/* until the next call */
int file_write(const char *path, const char *what);	/* 0, or the errno of the answer */
char *next_line(char *line);	/* behind this one, or NULL; this one is cut off */
int contains(const char *line, const char *word);

/* facts.c */
long memory_kb(const char *label);
void print_facts(void);
void probe_magic_page(void);

/* cpus.c */
unsigned int cpus_online(void);
unsigned long interrupt_count(const char *word, int column);
void cpus_tests(void);

/* schedule.c */
void pin(pid_t pid, unsigned int cpu);
void go_to(unsigned int cpu);
void sleep_ns(long long ns);
void sleep_a_little(void);

/* hotplug.c */
void hotplug_tests(unsigned int cycles);

/* modules.c */
int load_module(const char *name);	/* of /modules; 0, or the errno of the answer */
void unload_module(const char *name);
void modules_tests(const char *list, unsigned int count);

/* behave.c */
void behaviour_tests(void);

/* switch.c */
void all_facts(void);
void switch_tests(const char *switches, const char *again);
void module_tests(const char *name);
void injected_tests(const char *what);

/* state.c */
void state_tests(unsigned int rounds);

/* segments.c */
void segments_tests(unsigned int rounds);

/* memory.c */
void memory_tests(unsigned int rounds);

/* live.c */
void live_tests(void);

#endif /* LAB_GUEST_H */
