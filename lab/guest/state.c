// SPDX-License-Identifier: GPL-2.0
/*
 * mode=state: work of all kinds whose result depends on nothing but the work, for a
 * guest that is saved and restored meanwhile (lab/vmm/points.c).
 *
 * Hazard: a result that a lost register, page or interrupt does not change. So
 * everything goes through one sum, each round works on what the last one left, and
 * processes that do nothing but count are interrupted all the time. With two CPUs one
 * of them counts on each, and the other work crosses from one to the other, for an
 * interrupt between CPUs that is lost leaves its sender waiting.
 */
#include "behave.h"

#define PAGE	4096u
#define PAGES	24u
#define CHANGES	100u
#define BYTES	600u
#define SPIN	400000u
#define USEC	1500

static unsigned long sum = 1;
static unsigned int here, there;	/* CPUs, of this round; with one they are the same */

static void add(unsigned long value)
{
	sum = (sum ^ value) * 0x01000193 + (sum >> 15);
}

static void add_bytes(const unsigned char *data, size_t size)
{
	while (size--)
		add(*data++);
}

static void fill(unsigned char *data, size_t size)
{
	while (size--) {
		*data++ = sum;
		add(size);
	}
}

/* A file that is written, read back and taken away */
static void files(void)
{
	static unsigned char out[BYTES], in[BYTES];
	int fd = open("/state.file", O_RDWR | O_CREAT | O_TRUNC, 0600);

	if (fd < 0)
		guest_fail("open of a file");
	fill(out, sizeof(out));
	if (write(fd, out, sizeof(out)) != sizeof(out) || lseek(fd, 0, SEEK_SET) ||
	    read(fd, in, sizeof(in)) != sizeof(in))
		guest_fail("write and read of a file");
	close(fd);
	unlink("/state.file");
	if (memcmp(in, out, sizeof(in)))
		guest_fail("comparison of a file");
	add_bytes(in, sizeof(in));
}

/* New pages, and a child that copies each by writing to it */
static void memory(void)
{
	unsigned char *page = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE,
				   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned int i;
	pid_t pid;

	if (page == MAP_FAILED)
		guest_fail("mmap");
	for (i = 0; i < PAGES; i++)
		fill(page + i * PAGE + i, 8);
	pid = child_or_fail();
	if (!pid) {
		go_to(there);
		for (i = 0; i < PAGES; i++) {
			add_bytes(page + i * PAGE + i, 8);
			page[i * PAGE + i] = 0xff;
		}
		exit(sum & 0x7f);
	}
	add(reap(pid));
	for (i = 0; i < PAGES; i++)
		add_bytes(page + i * PAGE, 64);
	munmap(page, PAGES * PAGE);
}

static void set_protection(void *page, int prot)
{
	if (my_syscall3(__NR_mprotect, page, PAGE, prot))
		guest_fail("mprotect");
}

/*
 * A page that may be written, and may not. For each change that takes something away the
 * CPU interrupts all others that this process has run on, and waits for them.
 */
static void protect(void)
{
	unsigned char *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
				   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned int i;

	if (page == MAP_FAILED)
		guest_fail("mmap");
	for (i = 0; i < CHANGES; i++) {
		fill(page, 4);
		set_protection(page, PROT_READ);
		add_bytes(page, 4);
		set_protection(page, PROT_READ | PROT_WRITE);
	}
	munmap(page, PAGE);
}

static void __noreturn give_back(int from, int to)
{
	unsigned char c;

	while (read(from, &c, 1) == 1) {
		c ^= 0x5a;
		if (write(to, &c, 1) != 1)
			exit(1);
	}
	exit(0);
}

/* A child that gives back what it reads, changed */
static void pipes(void)
{
	int to[2], back[2];
	unsigned char c;
	unsigned int i;
	pid_t pid;

	if (pipe(to) < 0 || pipe(back) < 0)
		guest_fail("pipe");
	pid = child_or_fail();
	if (!pid) {
		go_to(there);
		close(to[1]);
		give_back(to[0], back[1]);
	}
	for (i = 0; i < 16; i++) {
		c = sum;
		if (write(to[1], &c, 1) != 1 || read(back[0], &c, 1) != 1)
			guest_fail("a round trip");
		add(c);
	}
	close(to[1]);
	add(reap(pid));
	close(to[0]);
	close(back[0]);
	close(back[1]);
}

static int alarmed;

static void on_alarm(int signo)
{
	alarmed = signo;
}

/*
 * One signal of a timer, while registers hold a pattern, and a sleep. Not how many
 * signals come in a time: the guest's time goes on while it is saved.
 */
static void signals(void)
{
	struct {
		long interval_sec, interval_usec, sec, usec;
	} once = { .usec = USEC };
	struct {
		void (*handler)(int signo);
		unsigned long flags;
		void (*restorer)(void);
		struct signal_set mask;
	} action = { .handler = on_alarm };

	alarmed = 0;
	if (my_syscall4(__NR_rt_sigaction, SIGALRM, &action, NULL, sizeof(action.mask)) ||
	    my_syscall3(__NR_setitimer, ITIMER_REAL, &once, NULL))
		guest_fail("a timer");
	do {
		hold_once();
		barrier();
	} while (!alarmed);
	add(alarmed);
	sleep_ns(USEC * 1000LL);
	add(my_syscall0(__NR_getppid));
}

/* They hold a pattern of their own from its first number to its last. */
static void __noreturn count(unsigned long start, unsigned int left, int end)
{
	static struct vectors in, out;
	unsigned long *word = &in.vsr[0][0];
	unsigned int i;

	for (i = 0; i < sizeof(in) / sizeof(*word); i++)
		word[i] = ~0ul / 257 * (i + start);
	load_vectors(&in);
	for (i = 0, sum = start; i < left; i++)
		add(i);
	store_vectors(&out);
	if (HAS_VECTORS && memcmp(&in, &out, sizeof(in)))
		guest_fail("registers of VSX, or TAR");
	exit(write(end, &sum, sizeof(sum)) != sizeof(sum));
}

/* Does nothing but count; what it has counted comes back through a pipe */
static int spinner(unsigned int cpu, unsigned long start, unsigned int rounds)
{
	int ends[2];

	if (pipe(ends) < 0)
		guest_fail("pipe");
	if (!child_or_fail()) {
		go_to(cpu);
		count(start, SPIN * rounds, ends[1]);
	}
	close(ends[1]);
	return ends[0];
}

static void add_spinner(int end)
{
	unsigned long counted;
	int status;

	if (read(end, &counted, sizeof(counted)) != sizeof(counted) ||
	    waitpid(-1, &status, 0) < 0 || status)
		guest_fail("a process that counts");
	printf("state: counted %lx\n", counted);
	close(end);
}

void state_tests(unsigned int rounds)
{
	unsigned int last = cpus_online() - 1;
	int first = spinner(0, 1, rounds), second = spinner(last, 2, rounds);
	unsigned int i;

	go_to(last);
	for (i = 0; i < rounds; i++) {
		here = i % 2 ? last : 0;
		there = last - here;
		go_to(here);
		protect();
		files();
		memory();
		pipes();
		signals();
		if (i % 4 == 3)
			printf("state: round %u sum %lx\n", i + 1, sum);
	}
	printf("state: sum %lx\n", sum);
	add_spinner(first);
	add_spinner(second);
}
