// SPDX-License-Identifier: GPL-2.0
/*
 * kprobes on patched sites and in stubs: on every word either the probe works
 * and changes nothing, or it is refused.
 *
 * Hazard: see asm/kvm_para_probe.h. A probe that is accepted on an access of the
 * page works nearly always: EE is off, and stays so.
 */
#include <kunit/test.h>
#include <linux/irqflags.h>
#include <linux/kprobes.h>
#include <asm/code-patching.h>
#include <asm/kvm_para_probe.h>
#include <asm/reg.h>

#include "kunit/ee.h"
#include "kunit/thunks.h"
#include "magic_page/page.h"

/* What a probe has seen, and what came of the words it was tried on. */
struct tally {
	unsigned int hits;
	unsigned int accepted;
	unsigned int refused;
};

static unsigned int hits;

static int count_hit(struct kprobe *p, struct pt_regs *regs)
{
	hits++;
	return 0;
}

struct result {
	struct state state;
	u32 msr;
};

static void run(const struct thunk *t, u32 operand, struct result *r)
{
	unsigned long flags;

	kvm_para_thunk_fill(t, &r->state, operand, 0x12345678);
	local_irq_save(flags);
	t->site(&r->state);
	r->msr = mfmsr();
	local_irq_restore(flags);
	kvm_para_thunk_forget(t, &r->state);
}

static void try_word(struct kunit *test, const struct thunk *t, u32 operand, u32 *word,
		     struct tally *tally)
{
	struct kprobe probe = { .addr = (void *)word, .pre_handler = count_hit };
	struct result without, with;
	u32 before = *word;
	int error;

	run(t, operand, &without);
	error = register_kprobe(&probe);
	if (kvm_para_accesses_page(before)) {
		KUNIT_EXPECT_EQ_MSG(test, error, -EINVAL, "%pS: %08x", word, before);
		tally->refused++;
	} else {
		KUNIT_ASSERT_EQ_MSG(test, error, 0, "%pS: %08x", word, before);
		tally->accepted++;
	}
	if (!error) {
		run(t, operand, &with);
		unregister_kprobe(&probe);
		KUNIT_EXPECT_EQ_MSG(test, memcmp(&without, &with, sizeof(with)), 0,
				    "%pS: %08x", word, before);
	}
	KUNIT_EXPECT_EQ(test, *word, before);
}

static const struct thunk *find(unsigned int form, unsigned int gpr)
{
	const struct thunk *t;

	for (t = kvm_para_thunks; t < kvm_para_thunks_end; t++) {
		if (t->form == form && t->gpr == gpr)
			return t;
	}
	return NULL;
}

/* The address of a thunk's site: LR, as the thunk finds it. */
static u32 *site_of(const struct thunk *t, u32 operand)
{
	struct result r;

	run(t, operand, &r);
	return (u32 *)r.state.lr;
}

/* Every word of the site, and of its stub, up to the branch back. */
static void try_site(struct kunit *test, unsigned int form, u32 operand, struct tally *tally)
{
	const struct thunk *t = find(form, 5);
	u32 *site, *word;

	KUNIT_ASSERT_NOT_NULL(test, t);
	site = site_of(t, operand);
	hits = 0;
	for (word = site; word < site + t->bytes / sizeof(*word); word++)
		try_word(test, t, operand, word, tally);
	if (instr_is_branch_iform(ppc_inst_read(site))) {
		word = (u32 *)branch_target(site);
		do
			try_word(test, t, operand, word, tally);
		while (!instr_is_branch_iform(ppc_inst_read(word++)));
	}
	tally->hits += hits;
}

static void test_probes(struct kunit *test)
{
	u32 msr = mfmsr();
	struct tally tally = { 0 };

	if (!kvm_para_test_needs_page(test))
		return;
	try_site(test, MFMSR, msr, &tally);
	try_site(test, SPRN_SPRG0, 0, &tally);
	try_site(test, 0x8000 + SPRN_SPRG0, 0, &tally);
	try_site(test, WRTEE, msr | MSR_EE, &tally);
	try_site(test, WRTEE, 0, &tally);
	try_site(test, MTMSR, msr & ~MSR_EE, &tally);
	try_site(test, C_WRTEE, msr | MSR_EE, &tally);
	try_site(test, C_WRTEEI_0, 0, &tally);
	try_site(test, C_WRTEEI_1, 0, &tally);
	kunit_info(test, "%u words probed %u times, %u refused\n", tally.accepted,
		   tally.hits, tally.refused);
	KUNIT_EXPECT_GT(test, tally.hits, tally.accepted / 2);
	KUNIT_EXPECT_GT(test, tally.refused, 10);
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
	{ }
};

static struct kunit_suite probe_suite = {
	.name = "kvm_para_probe",
	.test_cases = probe_cases,
};

kunit_test_suite(probe_suite);

MODULE_DESCRIPTION("KUnit tests of kprobes on patched sites");
MODULE_LICENSE("GPL");
