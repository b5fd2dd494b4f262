// SPDX-License-Identifier: GPL-2.0
/*
 * init of a guest that ends its kernel in one way or another, by the word do=
 * on its command line:
 *
 *   do=hop		start the next kernel of to=, see hop.c
 *   do=crash		load a crash kernel, and panic on the CPU of cpu=, and where in=
 *			says, see crash.c
 *   do=dump		read what the crashed kernel has left, see dump.c
 *   do=restart		restart the machine, which the VMM takes for the end
 *   do=hibernate	try to, without any swap; it has to fail
 *
 * Hazard: an init that ends panics its kernel, so every way out is said.
 */
#include "kexec.h"

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
	int err = file_write("/sys/power/state", "disk");

	if (!err)
		guest_fail("hibernation, which was done and so");
	printf("fact: no hibernation, errno %d\n", err);
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
		crash(number("cpu", 0), option("in") ?: "");
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
