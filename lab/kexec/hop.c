// SPDX-License-Identifier: GPL-2.0
/*
 * From kernel to kernel: done= on the command line counts them, hops= says how
 * many there are to be, and to= names them in turn, over and over:
 *
 *   to=/kernel:kvm_para=off,/kernel	the file, and a word for its command line
 *
 * The initramfs stays where it is (retain_initrd), and so does the place of the
 * device tree, the end of RAM.
 *
 * Hazard: a word that stays on the command line for ever. So a kernel is told
 * what the first one was told, and one word more.
 */
#include "kexec.h"

#define ENTRY	0x3e00000ul	/* between all that is in use */

static char words[2048];

/* What the first kernel was told; what is for one kernel only is behind "now" */
static void copy_words(void)
{
	char *line = file_read("/proc/cmdline", NULL), *p;

	for (p = line; *p; p++) {
		if (*p == '\n' || !strncmp(p, " now ", 5))
			break;
	}
	*p = 0;
	strlcat(words, line, sizeof(words));
	free(line);
}

/* Item number i of the list, or of its repetition */
static char *choose(char *list, unsigned int i)
{
	unsigned int count = 1;
	char *p;

	for (p = list; *p; p++)
		count += *p == ',';
	for (i %= count; i; i--)
		list = strchr(list, ',') + 1;
	if (strchr(list, ','))
		*strchr(list, ',') = 0;
	return list;
}

/* Returns in the last kernel only */
void hop(unsigned int done)
{
	static char to[512];
	struct tree tree = { .command_line = words };
	char *kernel, *word;
	unsigned long fdt = tree_ram_size() - TREE_MAX;
	unsigned int hops = number("hops", 0);
	size_t size;
	void *data;

	if (!hops || !option("to"))
		guest_fail("reading hops= and to=");
	strlcat(to, option("to"), sizeof(to));
	printf("fact: kernel %u of %u\n", done, hops);
	if (done == hops) {
		others_busy(0);
		return;
	}

	print_facts();
	kernel = choose(to, done);
	word = strchr(kernel, ':');
	if (word)
		*word++ = 0;
	copy_words();
	strlcat(words, " now done=", sizeof(words));
	strlcat(words, itoa(done + 1), sizeof(words));
	strlcat(words, " ", sizeof(words));
	if (word)
		strlcat(words, word, sizeof(words));
	data = file_read(kernel, &size);
	kernel_prepare(data, size);
	segment_add(data, size, kernel_at, 0);
	segment_add(tree_make(&tree), TREE_MAX, fdt, 0);
	segments_load(kernel_at, fdt, ENTRY, 0);
	printf("init: starts %s %s\n", kernel, word ? word : "");
	others_busy(0);
	ioctl(1, TCSBRK, (void *)1);
	reboot(LINUX_REBOOT_CMD_KEXEC);
	guest_fail("kexec");
}
