// SPDX-License-Identifier: GPL-2.0
/*
 * What the guest says on its console, line by line, and what that costs.
 *
 * Hazard: the last line, which has no end and explains everything. It is printed
 * before this program says anything itself.
 */
#include "vmm.h"

static char text[256];
static unsigned int text_len;
static __u64 exits;

/* Each access of the guest's to its console is an exit, and the laboratory's doing */
void console_exit(void)
{
	exits++;
}

__u64 console_exits(void)
{
	return exits;
}

void console_flush(void)
{
	if (!text_len)
		return;
	text[text_len] = 0;
	text_len = 0;
	printf("guest: %s\n", text);
}

void console_put(char c)
{
	if (c == '\r')
		return;
	if (c == '\n') {
		/* an empty line is a line too */
		if (!text_len)
			text[text_len++] = ' ';
		console_flush();
		return;
	}
	text[text_len++] = c;
	if (text_len == sizeof(text) - 1)
		console_flush();
}

void console_state(void (*item)(void *data, size_t size))
{
	item(text, sizeof(text));
	item(&text_len, sizeof(text_len));
}
