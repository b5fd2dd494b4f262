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

static char command_line[2048];

/* The word "name=value" of the command line; NULL if there is none */
const char *option(const char *name, char *value, size_t size)
{
	size_t len = strlen(name);
	const char *p = command_line;

	for (; *p; p += *p == ' ') {
		if (!strncmp(p, name, len) && p[len] == '=') {
			value[0] = 0;
			strlcat(value, p + len + 1, size);
			if (strchr(value, ' '))
				*strchr(value, ' ') = 0;
			return value;
		}
		while (*p && *p != ' ')
			p++;
	}
	return NULL;
}

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

static void begin(void)
{
	int fd;

	mkdir("/dev", 0755);
	mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	fd = open("/dev/console", O_RDWR);
	if (fd >= 0) {
		dup2(fd, 0);
		dup2(fd, 1);
		dup2(fd, 2);
	}
	meter_open();
	mount_or_fail("proc", "/proc");
	mount_or_fail("sysfs", "/sys");
	strlcat(command_line, file_read("/proc/cmdline", NULL), sizeof(command_line));
	if (strchr(command_line, '\n'))
		*strchr(command_line, '\n') = 0;
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

int main(void)
{
	char what[16] = "", done[16] = "0";

	if (getpid() != 1)
		return 0;
	begin();
	option("do", what, sizeof(what));
	option("done", done, sizeof(done));
	if (!strcmp(what, "hop"))
		hop(atoi(done));
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
