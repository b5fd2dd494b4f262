// SPDX-License-Identifier: GPL-2.0
/*
 * init of a guest that ends its kernel in one way or another, by the word do=
 * on its command line:
 *
 *   do=hop		start the next kernel of to=, see hop.c
 *   do=crash		load a crash kernel, and panic, see crash.c
 *   do=dump		read what the crashed kernel has left, see dump.c
 *   do=restart		restart the machine, which the VMM takes for the end
 *   do=hibernate	try to; the kernel has to refuse
 *
 * Hazard: an init that ends panics its kernel, so every way out is said.
 */
#include "kexec.h"

/* The whole of a file, followed by a zero; a file of /proc says no size */
void *file_read(const char *path, size_t *size)
{
	size_t room = 1 << 16, done = 0;
	char *text = malloc(room);
	int fd = open(path, O_RDONLY);
	ssize_t n = 0;

	if (fd < 0 || !text)
		guest_fail(path);
	while ((n = read(fd, text + done, room - done - 1)) > 0) {
		done += n;
		if (done < room - 1)
			continue;
		room *= 2;
		text = realloc(text, room);
		if (!text)
			guest_fail("memory");
	}
	if (n < 0)
		guest_fail(path);
	close(fd);
	text[done] = 0;
	if (size)
		*size = done;
	return text;
}

static void mount_or_fail(const char *type, const char *where)
{
	mkdir(where, 0755);
	if (mount(type, where, type, 0, NULL) < 0)
		guest_fail(where);
}

static void begin(int argc, char **argv)
{
	options_begin(argc, argv);
	open_console();
	meter_open();
	mount_or_fail("proc", "/proc");
	mount_or_fail("sysfs", "/sys");
}

static void restart(void)
{
	printf("fact: restarts\n");
	ioctl(1, TCSBRK, (void *)1);
	meter_command(METER_ENDS_BY_RESTART);
	reboot(LINUX_REBOOT_CMD_RESTART);
	guest_fail("restart");
}

static void hibernate(void)
{
	int fd = open("/sys/power/state", O_WRONLY);

	if (fd < 0)
		guest_fail("/sys/power/state");
	if (write(fd, "disk", 4) == 4)
		guest_fail("hibernation, which was not refused and so");
	printf("fact: hibernation refused, errno %d\n", errno);
	close(fd);
}

int main(int argc, char **argv)
{
	const char *what;

	if (getpid() != 1)
		return 0;
	begin(argc, argv);
	what = option("do") ?: "nothing";
	if (!strcmp(what, "hop"))
		hop(number("done", 0));
	else if (!strcmp(what, "crash"))
		crash();
	else if (!strcmp(what, "dump"))
		dump();
	else if (!strcmp(what, "restart"))
		restart();
	else if (!strcmp(what, "hibernate"))
		hibernate();
	else
		guest_fail("choice of what to do");
	print_facts();
	probe_magic_page();
	ioctl(1, TCSBRK, (void *)1);
	meter_command(METER_DONE);
	return 1;
}
