// SPDX-License-Identifier: GPL-2.0
/*
 * Console, files, signals and the end of a run.
 *
 * Guards against a run that ends without a word: output is unbuffered, and
 * the serial port is drained before the reboot, which would otherwise throw
 * away the last lines, "@end" among them.
 */
#include <stdarg.h>
#include "vmm.h"

/* Everything that is not a result or the guest's voice starts with "vmm: " */
void say(const char *fmt, ...)
{
	va_list args;

	console_flush();
	printf("vmm: ");
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf("\n");
}

const char *errno_name(int err)
{
	static const char * const name[] = {
		[EPERM] = "EPERM", [ENOENT] = "ENOENT", [EINTR] = "EINTR",
		[EIO] = "EIO", [ENXIO] = "ENXIO", [E2BIG] = "E2BIG",
		[EBADF] = "EBADF", [EAGAIN] = "EAGAIN", [ENOMEM] = "ENOMEM",
		[EACCES] = "EACCES", [EFAULT] = "EFAULT", [EBUSY] = "EBUSY",
		[EEXIST] = "EEXIST", [ENODEV] = "ENODEV", [EINVAL] = "EINVAL",
		[ENOTTY] = "ENOTTY", [ENOSPC] = "ENOSPC",
		[EOPNOTSUPP] = "EOPNOTSUPP",
	};

	if (err < 0 || (size_t)err >= ARRAY_LEN(name) || !name[err])
		return "unnamed";
	return name[err];
}

static void mount_or_die(const char *type, const char *where)
{
	if (mount(type, where, type, 0, NULL) < 0 && errno != EBUSY)
		die(where, "is the filesystem configured in the host kernel?");
}

/* init starts with an empty root and, without /dev/console, with no output */
void host_setup(void)
{
	int fd;

	mkdir("/dev", 0755);
	mkdir("/proc", 0755);
	mkdir("/sys", 0755);
	mount_or_die("devtmpfs", "/dev");
	fd = open("/dev/console", O_RDWR);
	if (fd >= 0) {
		dup2(fd, 0);
		dup2(fd, 1);
		dup2(fd, 2);
	}
	mount_or_die("proc", "/proc");
	mount_or_die("sysfs", "/sys");
	mount_or_die("debugfs", "/sys/kernel/debug");
	mount_or_die("tracefs", "/sys/kernel/tracing");
}

/* QEMU runs with -no-reboot: restarting L1 is how the run ends */
void vmm_end(int ok)
{
	console_flush();
	printf("@end %s\n", ok ? "ok" : "failed");
	ioctl(1, TCSBRK, (void *)1);	/* this is tcdrain() */
	reboot(LINUX_REBOOT_CMD_RESTART);
	printf("vmm: reboot failed, errno %d\n", errno);
	/* exit() would only end this thread */
	my_syscall1(__NR_exit_group, 1);
	for (;;)
		;
}

void die(const char *what, const char *remedy)
{
	int err = errno;

	say("%s failed: errno %d (%s): %s", what, err, errno_name(err), remedy);
	vmm_end(0);
}

/*
 * nolibc has no sigaction(); this is the kernel's own structure for it. The
 * console's writes are to be taken up again, not to fail; KVM_RUN never is.
 */
void on_signal(int number, void (*handler)(int number))
{
	struct {
		void (*handler)(int number);
		unsigned long flags;
		void (*restorer)(void);
		struct signal_set mask;
	} action = { .handler = handler, .flags = SA_RESTART };

	if (__sysret(my_syscall4(__NR_rt_sigaction, number, &action, NULL,
				 sizeof(action.mask))) < 0)
		die("rt_sigaction", "unexpected");
}

/* Returns the length, or -1 with errno; a file that does not fit is E2BIG */
long read_file(const char *path, void *buf, size_t size)
{
	int fd = open(path, O_RDONLY);
	size_t done = 0;
	ssize_t n;
	char extra;

	if (fd < 0)
		return -1;
	do {
		n = read(fd, (char *)buf + done, size - done);
		if (n > 0)
			done += n;
	} while (n > 0 && done < size);
	if (n > 0 && read(fd, &extra, 1) == 1) {
		SET_ERRNO(E2BIG);
		n = -1;
	}
	close(fd);
	return n < 0 ? -1 : (long)done;
}

int write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_TRUNC);
	ssize_t n;

	if (fd < 0)
		return -1;
	n = write(fd, text, strlen(text));
	close(fd);
	return n == (ssize_t)strlen(text) ? 0 : -1;
}

long pread_fd(int fd, void *buf, size_t size, size_t offset)
{
	return __sysret(syscall_pread(fd, buf, size, offset));
}

int lines_open(struct line_reader *r, const char *path)
{
	r->fd = open(path, O_RDONLY);
	r->pos = 0;
	r->len = 0;
	return r->fd < 0 ? -1 : 0;
}

static int next_char(struct line_reader *r)
{
	if (r->pos == r->len) {
		r->len = read(r->fd, r->buf, sizeof(r->buf));
		r->pos = 0;
		if (r->len <= 0) {
			r->len = 0;
			return -1;
		}
	}
	return (unsigned char)r->buf[r->pos++];
}

/* One line without its end, cut if too long; NULL at the end, file closed */
const char *lines_next(struct line_reader *r)
{
	size_t n = 0;
	int c;

	while ((c = next_char(r)) >= 0 && c != '\n') {
		if (n < sizeof(r->line) - 1)
			r->line[n++] = c;
	}
	if (c < 0 && !n) {
		close(r->fd);
		return NULL;
	}
	r->line[n] = 0;
	return r->line;
}
