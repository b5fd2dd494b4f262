// SPDX-License-Identifier: GPL-2.0
/*
 * mode=live: in a kernel that has everybody else who changes text, every function
 * is traced while the unit tests run once more, and the library is asked to turn
 * itself off.
 *
 * Hazard: a tracer that traces nothing disturbs nobody. So what it has written down
 * is counted.
 */
#include "guest.h"

#define TRACER	"/trace/current_tracer"

static void write_or_fail(const char *path, const char *what)
{
	SET_ERRNO(file_write(path, what));
	if (errno)
		guest_fail(path);
}

/* Of the first CPU: what is there, and what came before. Gone with the tracer */
static void print_trace_size(void)
{
	char *line, *next;

	for (line = file_text("/trace/per_cpu/cpu0/stats"); line; line = next) {
		next = next_line(line);
		if (!strncmp(line, "entries: ", 9) || !strncmp(line, "overrun: ", 9))
			printf("fact: trace %s\n", line);
	}
}

void live_tests(void)
{
	all_facts();
	mount_or_fail("tracefs", "/trace");
	write_or_fail(TRACER, "function");
	write_or_fail("/debug/kunit/kvm_para_equivalence/run", "1");
	write_or_fail("/debug/kunit/kvm_para_interrupts/run", "1");
	print_trace_size();
	write_or_fail(TRACER, "nop");
	printf("fact: switch errno %d\n", file_write("/debug/kvm_para/enable", "0"));
}
