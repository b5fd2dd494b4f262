// SPDX-License-Identifier: GPL-2.0
/*
 * init of L1 where another VMM runs the guest: start it, listen to the guest's console,
 * and count exits from outside, by KVM's statistics in debugfs.
 *
 * Such a VMM has no meter. The guest says on its console that it begins or ends
 * something (meter=console) and then sleeps; it is counted meanwhile. The control does
 * and says the same with nothing between, so what that costs goes away with the
 * difference.
 *
 * Hazard: a guest that ends without having said so, and a VM that is not the one that is
 * counted. There is one VMM here, and it has one VM.
 */
#include "../vmm/book3s/book3s.h"
#include "../meter.h"

#define ARGS_FILE	"/qemu.args"
#define ARGS_MAX	48
#define FDS_MAX		64
#define ROOM		128
#define SPOKEN		"@meter "

static char *arg[ARGS_MAX + 1];

/* One argument a line; the first is the program */
static void read_arguments(void)
{
	static char text[4096];
	long len = read_file(ARGS_FILE, text, sizeof(text) - 1);
	char *next = text;
	int count;

	if (len < 0)
		die(ARGS_FILE, "it must be a file of less than 4096 bytes");
	for (count = 0; *next; count++) {
		if (count == ARGS_MAX)
			die(ARGS_FILE, "too many arguments: enlarge ARGS_MAX");
		arg[count] = next;
		next = strchr(next, '\n');
		if (!next)
			die(ARGS_FILE, "each argument ends with its line");
		*next++ = 0;
	}
}

/* What the VMM says is the guest's console, with its own complaints between */
static int start(pid_t *pid)
{
	int fds[2];

	if (pipe(fds) < 0)
		die("pipe", "unexpected");
	*pid = fork();
	if (*pid < 0)
		die("fork", "is the host out of memory?");
	if (!*pid) {
		dup2(fds[1], 1);
		dup2(fds[1], 2);
		close(open("/dev/null", O_RDONLY));
		execve(arg[0], arg, (char *[]){ NULL });
		die(arg[0], "are its dynamic linker and libraries there?");
	}
	close(fds[1]);
	return fds[0];
}

static char directory[ROOM];

static long read_statistic(const char *name, char *text, size_t size)
{
	char path[ROOM];

	path[0] = 0;
	strlcat(path, directory, sizeof(path));
	strlcat(path, name, sizeof(path));
	return read_file(path, text, size - 1);
}

/* KVM names the directory after the process and the VM's descriptor */
static void find_vm(pid_t pid)
{
	char text[24];
	int fd;

	for (fd = 0; fd < FDS_MAX; fd++) {
		directory[0] = 0;
		strlcat(directory, "/sys/kernel/debug/kvm/", ROOM);
		strlcat(directory, itoa(pid), ROOM);
		strlcat(directory, "-", ROOM);
		strlcat(directory, itoa(fd), ROOM);
		strlcat(directory, "/", ROOM);
		if (read_statistic("sum_exits", text, sizeof(text)) > 0)
			return;
	}
	say("failed: no VM of process %d in debugfs", pid);
	vmm_end(0);
}

struct count {
	__u64 cause[BOOK3S_CAUSES];
	__u64 ticks;
};

static void read_all(struct count *c)
{
	char text[24];
	unsigned int i;
	long len;

	for (i = 0; i < BOOK3S_CAUSES; i++) {
		len = read_statistic(book3s_cause[i].source, text, sizeof(text));
		if (len < 0)
			die(book3s_cause[i].source, "another host kernel?");
		text[len] = 0;
		c->cause[i] = strtoull(text, NULL, 10);
	}
	c->ticks = read_timebase();
}

static struct count begin;

static void print_count(const char *what, const char *kind, unsigned int ops)
{
	struct count now;
	unsigned int i;

	read_all(&now);
	for (i = 0; i < BOOK3S_CAUSES; i++)
		now.cause[i] -= begin.cause[i];
	causes_separate(book3s_cause, BOOK3S_CAUSES, now.cause);
	for (i = 0; i < BOOK3S_CAUSES; i++) {
		if (now.cause[i])
			printf("@count %s %s %u %s %llu\n", what, kind, ops,
			       book3s_cause[i].name, now.cause[i]);
	}
	printf("@count %s %s %u ticks %llu\n", what, kind, ops, now.ticks - begin.ticks);
}

/* "COMMAND OPERATIONS WHAT" */
static void obey(const char *line, pid_t pid)
{
	char *rest;
	unsigned int command = strtoul(line, &rest, 10);
	unsigned int ops = strtoul(rest, &rest, 10);

	while (*rest == ' ')
		rest++;
	switch (command) {
	case METER_BOOT:
		find_vm(pid);
		break;
	case METER_START:
		read_all(&begin);
		break;
	case METER_STOP_RUN:
		print_count(rest, "run", ops);
		break;
	case METER_STOP_CONTROL:
		print_count(rest, "control", ops);
		break;
	case METER_DONE:
		vmm_end(1);
	default:
		say("failed: the guest says command %u", command);
		vmm_end(0);
	}
}

/* Not always at its head: the kernel greets with a line that has no end */
static const char *command_in(const char *line)
{
	while ((line = strchr(line, SPOKEN[0]))) {
		if (!strncmp(line, SPOKEN, strlen(SPOKEN)))
			return line + strlen(SPOKEN);
		line++;
	}
	return NULL;
}

int main(void)
{
	struct line_reader reader = { 0 };
	const char *line, *spoken;
	char *end;
	pid_t pid;

	host_setup();
	read_arguments();
	reader.fd = start(&pid);
	while ((line = lines_next(&reader))) {
		end = strchr(line, '\r');
		if (end)
			*end = 0;
		spoken = command_in(line);
		if (spoken)
			obey(spoken, pid);
		else
			printf("guest: %s\n", line);
	}
	say("failed: the VMM has ended");
	vmm_end(0);
}
