// SPDX-License-Identifier: GPL-2.0
/*
 * Words of the kernel's command line that are for its init. The kernel hands over
 * "a=b" in the environment, or after "--" as an argument.
 *
 * Hazard: a number with a spelling mistake that is taken for 0.
 */
#include "guest.h"

static int arg_count;
static char **args;

void options_begin(int argc, char **argv)
{
	arg_count = argc;
	args = argv;
}

const char *option(const char *name)
{
	size_t len = strlen(name);
	int i;

	for (i = 1; i < arg_count; i++) {
		if (!strncmp(args[i], name, len) && args[i][len] == '=')
			return args[i] + len + 1;
	}
	return getenv(name);
}

unsigned int number_at(const char *text, char **rest)
{
	return strtoul(text, rest, 10);
}

unsigned int number(const char *name, unsigned int unless)
{
	const char *value = option(name);
	unsigned int n;
	char *end;

	if (!value)
		return unless;
	n = number_at(value, &end);
	if (!*value || *end)
		guest_fail(name);
	return n;
}
