// SPDX-License-Identifier: GPL-2.0
/*
 * Files of the kernel's: mounted, read and written whole, and their lines.
 *
 * Hazard: a file of /proc or debugfs says no size, and what does not fit into a
 * buffer looks like its end. So a buffer grows until there is no more.
 */
#include "guest.h"

#define ROOM	0x10000

void mount_or_fail(const char *type, const char *where)
{
	mkdir(where, 0755);
	if (mount(type, where, type, 0, NULL) < 0)
		guest_fail(where);
}

int file_exists(const char *path)
{
	return !my_syscall3(__NR_faccessat, AT_FDCWD, path, 0);
}

void *file_read(const char *path, size_t *size)
{
	size_t room = ROOM, done = 0;
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

char *file_text(const char *path)
{
	static char *text;

	free(text);
	text = file_read(path, NULL);
	return text;
}

int file_write(const char *path, const char *what)
{
	int fd = open(path, O_WRONLY);
	ssize_t n;

	if (fd < 0)
		guest_fail(path);
	n = write(fd, what, strlen(what));
	close(fd);
	return n < 0 ? errno : 0;
}

char *next_line(char *line)
{
	char *end = strchr(line, '\n');

	if (!end)
		return NULL;
	*end = 0;
	return end + 1;
}

int contains(const char *line, const char *word)
{
	size_t len = strlen(word);

	for (; *line; line++) {
		if (!strncmp(line, word, len))
			return 1;
	}
	return 0;
}
