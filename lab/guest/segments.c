// SPDX-License-Identifier: GPL-2.0
/*
 * Two programs with different memory at the same addresses take turns: mode=segments
 * rounds=N. First in so few segments that Linux changes them one by one, then in more than
 * the processor's SLB has entries.
 *
 * Hazard: an address that means the other program's memory, to user mode or to the kernel
 * on its behalf, since an entry of some SLB was not taken away; or an older page of its
 * own. So each word says whose it is, where it is, and when it was written.
 */
#include "guest.h"

#define SEGMENT		0x10000000ul
#define LOW_SEGMENTS	(sizeof(long) == 8 ? 10 : 7)
#define HIGH_SEGMENTS	(sizeof(long) == 8 ? 30 : 0)
#define LOW		0x40000000ul
#define HIGH		0x20000000000ull
#define SEGMENTS	(LOW_SEGMENTS + HIGH_SEGMENTS)
#define FEW		2
#define PAGE		4096

struct cell {
	unsigned long word;
	unsigned long copy;	/* what the kernel has written here */
};

static struct cell *cell(unsigned int i)
{
	unsigned long at = i < LOW_SEGMENTS ? LOW + i * SEGMENT :
			   (unsigned long)HIGH + (i - LOW_SEGMENTS) * SEGMENT;

	return (void *)(at + i * PAGE);
}

static void map(unsigned int i)
{
	void *at = mmap(cell(i), PAGE, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);

	if (at != cell(i))
		guest_fail("mmap of a segment");
}

static unsigned long expected(unsigned int who, unsigned int i, unsigned int round)
{
	return (who << 30) + (round << 8) + i;
}

static void differs(unsigned int who, unsigned int i, unsigned int round, const char *what)
{
	printf("segments: program %u, segment %u, round %u: %s\n", who, i, round, what);
	guest_fail("a word of a segment");
}

/* The kernel reads the word and writes the copy. */
static void through_kernel(const int *fds, struct cell *c)
{
	if (write(fds[1], &c->word, sizeof(c->word)) != sizeof(c->word) ||
	    read(fds[0], &c->copy, sizeof(c->copy)) != sizeof(c->copy))
		guest_fail("a pipe of a segment");
}

static void visit(unsigned int who, unsigned int i, unsigned int round, const int *fds)
{
	struct cell *c = cell(i);

	if (c->word != (round ? expected(who, i, round - 1) : 0))
		differs(who, i, round, "not the word of the round before");
	if (c->copy != c->word)
		differs(who, i, round, "not the copy of the round before");
	c->word = expected(who, i, round);
	through_kernel(fds, c);
	if (c->copy != expected(who, i, round))
		differs(who, i, round, "not the copy that was made");
}

/* One segment a round is given back, with what is in it. */
static void renew(unsigned int who, unsigned int round, unsigned int segments)
{
	unsigned int i = round % segments;
	struct cell *c = cell(i);

	if (munmap(c, PAGE) < 0)
		guest_fail("munmap of a segment");
	map(i);
	if (c->word || c->copy)
		differs(who, i, round, "a new page is not empty");
	c->word = expected(who, i, round);
	c->copy = c->word;
}

/*
 * The first thing that the kernel does for a program when it comes back: it writes to it the
 * number of the round, where the other program has a word of its own.
 */
static void await_turn(unsigned int who, unsigned int round, int mine)
{
	unsigned char turn = ~round;

	if (read(mine, &turn, 1) != 1)
		guest_fail("read of the turn");
	if (turn != (unsigned char)round)
		differs(who, 0, round, "the turn is not this round's");
}

/* The second program ends a round. */
static void give_turn(unsigned int who, unsigned int round, int other)
{
	unsigned char turn = round + (who == 2);

	if (write(other, &turn, 1) != 1)
		guest_fail("write of the turn");
}

static void take_turns(unsigned int who, unsigned int segments, unsigned int rounds, int mine,
		       int other)
{
	unsigned int i, round;
	int fds[2];

	if (pipe(fds) < 0)
		guest_fail("pipe");
	for (i = 0; i < segments; i++)
		map(i);
	for (round = 0; round < rounds; round++) {
		await_turn(who, round, mine);
		for (i = 0; i < segments; i++)
			visit(who, i, round, fds);
		renew(who, round, segments);
		give_turn(who, round, other);
	}
}

static void two_programs(unsigned int segments, unsigned int rounds)
{
	int first[2], second[2];
	char turn = 0;
	pid_t pid;

	if (pipe(first) < 0 || pipe(second) < 0)
		guest_fail("pipe");
	pid = child_or_fail();
	if (!pid) {
		take_turns(2, segments, rounds, second[0], first[1]);
		exit(0);
	}
	if (write(first[1], &turn, 1) != 1)
		guest_fail("write of the turn");
	take_turns(1, segments, rounds, first[0], second[1]);
	if (reap(pid))
		guest_fail("the other program");
	printf("fact: segments %u rounds %u\n", segments, rounds);
}

void segments_tests(unsigned int rounds)
{
	two_programs(FEW, rounds);
	two_programs(SEGMENTS, rounds);
}
