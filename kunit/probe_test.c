// SPDX-License-Identifier: GPL-2.0
/*
 * kprobes on patched sites and in stubs: on every word either the probe works
 * and changes nothing, or it is refused.
 *
 * Hazard: see asm/kvm_para_probe.h. A probe that is accepted on an access of the
 * page works nearly always: EE is off, and stays so.
 */
#include <kunit/test.h>
#include <linux/kprobes.h>
#include <linux/slab.h>
#include <asm/kvm_para_probe.h>
#include <asm/ppc-opcode.h>

#include "kunit/ee.h"
#include "kunit/words.h"
#include "kvm_para/switch.h"

/* What has come of the words that were tried. */
struct tally {
	struct kunit *test;
	unsigned int accepted;
	unsigned int refused;
	unsigned int optimized;
};

static unsigned int hits;

static int count_hit(struct kprobe *p, struct pt_regs *regs)
{
	hits++;
	return 0;
}

/* A probe that has one remains a trap. */
static void ignore_step(struct kprobe *p, struct pt_regs *regs, unsigned long flags)
{
}

static void expect_same(struct tally *tally, const struct kvm_para_tried *tried,
			const struct kvm_para_left *without)
{
	struct kvm_para_left with;

	kvm_para_words_run(tried, &with);
	KUNIT_EXPECT_EQ_MSG(tally->test, memcmp(without, &with, sizeof(with)), 0,
			    "%pS: %08x", tried->word, *tried->word);
}

static void try_word(const struct kvm_para_tried *tried, void *arg)
{
	struct kprobe probe = {
		.addr = (void *)tried->word, .pre_handler = count_hit,
		.post_handler = ignore_step,
	};
	struct tally *tally = arg;
	struct kunit *test = tally->test;
	struct kvm_para_left without;
	u32 before = *tried->word;
	int error;

	kvm_para_words_run(tried, &without);
	error = register_kprobe(&probe);
	if (kvm_para_accesses_page(before)) {
		KUNIT_EXPECT_EQ_MSG(test, error, -EINVAL, "%pS: %08x", tried->word, before);
		tally->refused++;
	} else {
		KUNIT_ASSERT_EQ_MSG(test, error, 0, "%pS: %08x", tried->word, before);
		tally->accepted++;
	}
	if (!error) {
		expect_same(tally, tried, &without);
		unregister_kprobe(&probe);
	}
	KUNIT_EXPECT_EQ(test, *tried->word, before);
}

static void try_words(struct kvm_para_tried *tried, void *tally)
{
	kvm_para_words_of_site(tried, try_word, tally);
}

static void test_probes(struct kunit *test)
{
	struct tally tally = { .test = test };

	if (!kvm_para_test_needs_page(test))
		return;
	hits = 0;
	KUNIT_EXPECT_GT(test, kvm_para_words_each_site(try_words, &tally), 0);
	kunit_info(test, "%u words probed %u times, %u refused\n", tally.accepted, hits,
		   tally.refused);
	KUNIT_EXPECT_GT(test, hits, tally.accepted / 2);
	KUNIT_EXPECT_GT(test, tally.refused, 10);
}

/* All words of a site at once, and each with what it held before */
#define PROBES_MAX	64

struct probes {
	unsigned int count;
	u32 before[PROBES_MAX];
	struct kprobe probe[PROBES_MAX];
};

/*
 * Linux 6.12 and before give r1 back as it was, and not as the word under an
 * optimized probe has left it. (Other probes do.)
 */
static bool pops_frame(u32 word)
{
	return (word & 0xffe00000) == PPC_RAW_ADDI(1, 0, 0);
}

static void probe_word(const struct kvm_para_tried *tried, void *arg)
{
	struct probes *probes = arg;
	struct kprobe *probe = &probes->probe[probes->count];

	if (probes->count == PROBES_MAX || kvm_para_accesses_page(*tried->word) ||
	    pops_frame(*tried->word))
		return;
	probe->addr = (void *)tried->word;
	probe->pre_handler = count_hit;
	probes->before[probes->count] = *tried->word;
	if (!register_kprobe(probe))
		probes->count++;
}

/* A branch, in place of the trap */
static unsigned int count_optimized(const struct probes *probes)
{
	unsigned int i, count = 0;

	for (i = 0; i < probes->count; i++)
		count += *probes->probe[i].addr >> 26 == 18 &&
			 *probes->probe[i].addr != probes->before[i];
	return count;
}

static void try_optimized(struct kvm_para_tried *tried, void *arg)
{
	struct tally *tally = arg;
	struct kvm_para_left without;
	struct probes *probes = kunit_kzalloc(tally->test, sizeof(*probes), GFP_KERNEL);
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(tally->test, probes);
	kvm_para_words_run(tried, &without);
	kvm_para_words_of_site(tried, probe_word, probes);
	kvm_para_settle_probes();
	tally->optimized += count_optimized(probes);
	expect_same(tally, tried, &without);
	for (i = 0; i < probes->count; i++)
		unregister_kprobe(&probes->probe[i]);
	kvm_para_settle_probes();
	for (i = 0; i < probes->count; i++)
		KUNIT_EXPECT_EQ(tally->test, *probes->probe[i].addr, probes->before[i]);
}

/*
 * Left alone for a while, a probe is a branch to a copy of a piece of the kernel's
 * text, which holds instructions of the table itself.
 */
static void test_optimized(struct kunit *test)
{
	struct tally tally = { .test = test };

	if (!kvm_para_test_needs_page(test))
		return;
	if (!IS_ENABLED(CONFIG_OPTPROBES))
		kunit_skip(test, "no optimized probes");
	hits = 0;
	KUNIT_EXPECT_GT(test, kvm_para_words_each_site(try_optimized, &tally), 0);
	kunit_info(test, "%u words optimized, %u hits\n", tally.optimized, hits);
	KUNIT_EXPECT_GT(test, tally.optimized, 10);
	KUNIT_EXPECT_GT(test, hits, tally.optimized);
}

/* The first and the last byte of the page, and what is next to it. */
static void test_accesses(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, kvm_para_accesses_page(PPC_RAW_LWZ(3, 0, -4096)));
	KUNIT_EXPECT_TRUE(test, kvm_para_accesses_page(PPC_RAW_STW(3, 0, -4)));
	KUNIT_EXPECT_TRUE(test, kvm_para_accesses_page(PPC_RAW_LBZ(3, 0, -1)));
	KUNIT_EXPECT_TRUE(test, kvm_para_accesses_page(PPC_RAW_LD(3, 0, -8)));
	KUNIT_EXPECT_TRUE(test, kvm_para_accesses_page(PPC_RAW_STD(3, 0, -8)));
	KUNIT_EXPECT_FALSE(test, kvm_para_accesses_page(PPC_RAW_LWZ(3, 0, -4100)));
	KUNIT_EXPECT_FALSE(test, kvm_para_accesses_page(PPC_RAW_LWZ(3, 0, 0)));
	KUNIT_EXPECT_FALSE(test, kvm_para_accesses_page(PPC_RAW_LWZ(3, 1, -8)));
	KUNIT_EXPECT_FALSE(test, kvm_para_accesses_page(PPC_RAW_LI(3, -8)));
}

static struct kunit_case probe_cases[] = {
	KUNIT_CASE(test_accesses),
	KUNIT_CASE(test_probes),
	KUNIT_CASE_SLOW(test_optimized),
	{ }
};

static struct kunit_suite probe_suite = {
	.name = "kvm_para_probe",
	.test_cases = probe_cases,
};

kunit_test_suite(probe_suite);

MODULE_DESCRIPTION("KUnit tests of kprobes on patched sites");
MODULE_LICENSE("GPL");
