// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that a program has given up, or shares since it has forked, is not written by the
 * kernel for it as if nothing had happened: mode=memory rounds=N.
 *
 * Hazard: a translation that the kernel still has when its entry in the page table is gone.
 * User mode is left and entered in between, where most hypervisors forget. So what writes
 * here is the kernel, and after fork() in the very system call.
 */
#include "guest.h"

#define PAGE		4096u
#define PARENT_SETTID	0x00100000ul
#define OLD		0x5a5a5a5a

static void fails(unsigned int round, const char *what)
{
	printf("memory: round %u: %s\n", round, what);
	guest_fail("a page");
}

static int *map_at(void *at)
{
	int *page = mmap(at, PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | (at ? MAP_FIXED : 0), -1, 0);

	if (page == MAP_FAILED)
		guest_fail("mmap of a page");
	return page;
}

/* 0, or the errno of the answer, when the kernel writes a word */
static int kernel_writes(int *word)
{
	int fds[2], err, value = OLD;

	if (pipe(fds) < 0 || write(fds[1], &value, sizeof(value)) != sizeof(value))
		guest_fail("pipe");
	err = read(fds[0], word, sizeof(*word)) < 0 ? errno : 0;
	close(fds[0]);
	close(fds[1]);
	return err;
}

/* As fork(), but the kernel writes the child's PID to the parent's memory, and to no other. */
static void fork_and_write(unsigned int round, int *word)
{
	long pid;

	if (kernel_writes(word))
		fails(round, "the kernel cannot write");
	pid = my_syscall5(__NR_clone, PARENT_SETTID | SIGCHLD, 0, word, 0, 0);
	if (!pid)
		exit(*word == OLD ? 0 : 1);
	if (pid < 0)
		guest_fail("clone");
	if (*word != pid)
		fails(round, "the parent does not see what was written for it");
	if (reap(pid))
		fails(round, "the child sees what was written for its parent");
}

/* Where a page was another one is, and then none. */
static void unmap_and_write(unsigned int round)
{
	int *word = map_at(NULL);

	if (kernel_writes(word) || *word != OLD)
		fails(round, "the kernel cannot write");
	munmap(word, PAGE);
	map_at(word);
	if (*word)
		fails(round, "a new page is not empty");
	if (kernel_writes(word) || *word != OLD)
		fails(round, "the kernel cannot write to a new page");
	munmap(word, PAGE);
	if (kernel_writes(word) != EFAULT)
		fails(round, "the kernel writes where nothing is mapped");
}

void memory_tests(unsigned int rounds)
{
	int *word = map_at(NULL);
	unsigned int round;

	for (round = 0; round < rounds; round++) {
		fork_and_write(round, word);
		unmap_and_write(round);
	}
	printf("fact: memory rounds %u\n", rounds);
}
