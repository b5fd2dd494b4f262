// SPDX-License-Identifier: GPL-2.0
/*
 * An initramfs with nothing in it but this program.
 *
 * Hazard: a name or size that is off by one makes the kernel take the rest for
 * padding, without a word, and find no init. The format: "newc" of cpio(5).
 */
#include "kexec.h"

#define HEADER	110u

static char *end;

static void pad(const char *begin)
{
	while ((end - begin) % 4)
		*end++ = 0;
}

static void add_hex(unsigned int n)
{
	int shift;

	for (shift = 28; shift >= 0; shift -= 4)
		*end++ = "0123456789abcdef"[n >> shift & 15];
}

static void add_file(const char *begin, const char *name, const void *data, size_t size)
{
	unsigned int field[13] = { [1] = 0100755, [4] = 1, [6] = size, [11] = strlen(name) + 1 };
	unsigned int i;

	memcpy(end, "070701", 6);
	end += 6;
	for (i = 0; i < ARRAY_LEN(field); i++)
		add_hex(field[i]);
	memcpy(end, name, strlen(name) + 1);
	end += strlen(name) + 1;
	pad(begin);
	if (size)
		memcpy(end, data, size);
	end += size;
	pad(begin);
}

size_t archive_make(void **data)
{
	size_t size;
	void *program = file_read("/init", &size);
	char *begin = malloc(size + 1024);

	if (!begin)
		guest_fail("memory");
	end = begin;
	add_file(begin, "init", program, size);
	add_file(begin, "TRAILER!!!", NULL, 0);
	free(program);
	*data = begin;
	return end - begin;
}
