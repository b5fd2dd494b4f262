// SPDX-License-Identifier: GPL-2.0
/*
 * kgdb on patched sites and in stubs: a breakpoint on every word changes nothing,
 * neither when it is taken away where it has stopped, nor when it is stepped over.
 *
 * kgdb executes what is under a breakpoint in its place and in its own context, so
 * that an access of the page is the interrupted code's, unlike a kprobe's.
 *
 * A debugger is played that says a packet or two each time the kernel stops. Hazard:
 * one that says nothing more leaves the kernel stopped, so the last one detaches.
 */
#include <kunit/test.h>
#include <linux/kgdb.h>
#include <linux/string.h>
#include <asm/reg.h>

#include "kunit/ee.h"
#include "kunit/words.h"

/**
 * struct debugger - what is at the other end of kgdb's line
 * @word: where it has its breakpoint
 * @step: whether it steps over it
 * @stops: how often the kernel has stopped
 * @said: packets that kgdb has not read
 * @next: of them, the next character
 * @acks: answers to kgdb's own packets, which go first
 * @checksum: characters that end the packet kgdb is writing
 */
static struct debugger {
	const u32 *word;
	bool step;
	unsigned int stops;
	char said[64];
	unsigned int next;
	unsigned int acks;
	unsigned int checksum;
} debugger;

static void say(const char *packet)
{
	size_t len = strlen(debugger.said);
	u8 sum = 0;
	const char *c;

	for (c = packet; *c; c++)
		sum += *c;
	snprintf(debugger.said + len, sizeof(debugger.said) - len, "$%s#%02x", packet, sum);
}

static void say_breakpoint(char set)
{
	char packet[16];

	snprintf(packet, sizeof(packet), "%c0,%lx,4", set, (unsigned long)debugger.word);
	say(packet);
}

/* Set the breakpoint; take it away where it stops, and step if asked; detach. */
static void stopped(void)
{
	debugger.next = 0;
	debugger.said[0] = 0;
	switch (debugger.stops++) {
	case 0:
		say_breakpoint('Z');
		say("c");
		break;
	case 1:
		if (debugger.step) {
			say_breakpoint('z');
			say("s");
			break;
		}
		fallthrough;
	default:
		say("D");
	}
}

static int read_char(void)
{
	if (debugger.acks) {
		debugger.acks--;
		return '+';
	}
	if (!debugger.said[debugger.next])
		say("D");
	return debugger.said[debugger.next++];
}

/* Only the end of a packet is of interest: '#' and two digits. */
static void write_char(u8 c)
{
	if (c == '#')
		debugger.checksum = 2;
	else if (debugger.checksum && !--debugger.checksum)
		debugger.acks++;
}

/* As kgdb_register_io_module() takes it, which is not const as checkpatch would like. */
static typeof(*dbg_io_ops) line = {
	.name = "kvm_para_kgdb",
	.read_char = read_char,
	.write_char = write_char,
	.pre_exception = stopped,
};

struct tally {
	struct kunit *test;
	bool step;
	unsigned int words;
	unsigned int hits;
};

/* The breakpoint is where this site did not come by. */
static void detach(void)
{
	debugger.stops = debugger.step ? 2 : 1;
	debugger.step = false;
	kgdb_breakpoint();
}

/*
 * Whoever is stepped sees MSR[DE], and Linux 6.12 loses r3 of what an interrupt
 * comes to at that moment (DEBUG_CRIT_EXCEPTION).
 */
static void forget_steps(const struct thunk *t, struct kvm_para_left *left)
{
	left->state.gpr[3] = 0;
	left->msr &= ~MSR_DE;
	if (t->form == MFMSR)
		left->state.gpr[t->gpr] &= ~MSR_DE;
}

static void run(const struct kvm_para_tried *tried, bool step, struct kvm_para_left *left)
{
	/* Left from the step before; with it, the value that a stub stores has it, too */
	if (step)
		mtmsr(mfmsr() & ~MSR_DE);
	kvm_para_words_run(tried, left);
	if (step)
		forget_steps(tried->t, left);
}

static void try_word(const struct kvm_para_tried *tried, void *arg)
{
	struct tally *tally = arg;
	struct kvm_para_left without, with;
	u32 before = *tried->word;

	run(tried, tally->step, &without);
	debugger = (struct debugger){ .word = tried->word, .step = tally->step };
	kgdb_breakpoint();
	run(tried, tally->step, &with);
	if (debugger.stops == 1)
		detach();
	else
		tally->hits++;
	KUNIT_EXPECT_EQ(tally->test, debugger.stops, tally->step ? 3 : 2);
	KUNIT_EXPECT_EQ_MSG(tally->test, memcmp(&without, &with, sizeof(with)), 0,
			    "%pS: %08x", tried->word, before);
	KUNIT_EXPECT_EQ(tally->test, *tried->word, before);
	tally->words++;
}

static void try_words(struct kvm_para_tried *tried, void *arg)
{
	kvm_para_words_of_site(tried, try_word, arg);
}

static void try_all(struct kunit *test, bool step)
{
	struct tally tally = { .test = test, .step = step };

	if (!kvm_para_test_needs_page(test))
		return;
	KUNIT_ASSERT_EQ(test, kgdb_register_io_module(&line), 0);
	KUNIT_EXPECT_GT(test, kvm_para_words_each_site(try_words, &tally), 0);
	kgdb_unregister_io_module(&line);
	kunit_info(test, "%u of %u words have stopped it\n", tally.hits, tally.words);
	KUNIT_EXPECT_GT(test, tally.hits, 30);
}

static void test_breakpoints(struct kunit *test)
{
	try_all(test, false);
}

static void test_steps(struct kunit *test)
{
	try_all(test, true);
}

static struct kunit_case kgdb_cases[] = {
	KUNIT_CASE(test_breakpoints),
	KUNIT_CASE(test_steps),
	{ }
};

static struct kunit_suite kgdb_suite = {
	.name = "kvm_para_kgdb",
	.test_cases = kgdb_cases,
};

kunit_test_suite(kgdb_suite);

MODULE_DESCRIPTION("KUnit tests of kgdb on patched sites");
MODULE_LICENSE("GPL");
