// SPDX-License-Identifier: GPL-2.0
/*
 * The table against the kernel's own encodings and header.
 *
 * Hazard: encoder and decoder come from one table, so a round trip alone proves
 * nothing. Words are built here with the kernel's PPC_RAW_ macros, and what is
 * expected of them is written down once more, in expected_<platform>.c.
 */
#include <kunit/test.h>

#include "kunit/expected.h"
#include "kunit/raw.h"

static u32 replacement(u32 word)
{
	struct kvm_para_insn insn;

	return kvm_para_decode(word, &insn) ? kvm_para_encode(&insn) : 0;
}

static u32 load_of(const struct expected_spr *e, unsigned int gpr)
{
	int place = -4096 + (int)e->place;

	return e->is_long ? RAW_LL(gpr, place) : PPC_RAW_LWZ(gpr, 0, place);
}

static u32 store_of(const struct expected_spr *e, unsigned int gpr)
{
	int place = -4096 + (int)e->place;

	if (!e->writable)
		return 0;
	return e->is_long ? RAW_STL(gpr, place) : PPC_RAW_STW(gpr, 0, place);
}

static void test_loads(struct kunit *test)
{
	const struct expected_spr *e;
	unsigned int gpr;

	for (e = kvm_para_expected_sprs; e->spr; e++) {
		for (gpr = 0; gpr < 32; gpr++)
			KUNIT_EXPECT_EQ_MSG(test, replacement(PPC_RAW_MFSPR(gpr, e->spr)),
					    load_of(e, gpr), "SPR %u, r%u", e->spr, gpr);
	}
}

static void test_stores(struct kunit *test)
{
	const struct expected_spr *e;
	unsigned int gpr;

	for (e = kvm_para_expected_sprs; e->spr; e++) {
		for (gpr = 0; gpr < 32; gpr++)
			KUNIT_EXPECT_EQ_MSG(test, replacement(PPC_RAW_MTSPR(e->spr, gpr)),
					    store_of(e, gpr), "SPR %u, r%u", e->spr, gpr);
	}
}

/* A host that does not offer a register must not have it patched. */
static void test_feature_of(struct kunit *test)
{
	const struct expected_spr *e;
	struct kvm_para_insn insn;

	for (e = kvm_para_expected_sprs; e->spr; e++) {
		KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MFSPR(5, e->spr), &insn));
		KUNIT_EXPECT_EQ_MSG(test, insn.feature, e->feature, "SPR %u", e->spr);
	}
}

/* Reads by the numbers of user mode, and nothing else. */
static void test_silent(struct kunit *test)
{
	const struct expected_insn *i;
	const struct expected_spr *e;
	struct kvm_para_insn insn;

	for (e = kvm_para_expected_sprs; e->spr; e++) {
		KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MFSPR(5, e->spr), &insn));
		KUNIT_EXPECT_EQ_MSG(test, insn.silent,
				    e->spr >= SPRN_USPRG3 && e->spr <= SPRN_USPRG3 + 4,
				    "SPR %u", e->spr);
	}
	for (i = kvm_para_expected_insns; i->name; i++) {
		KUNIT_ASSERT_TRUE(test, kvm_para_decode(i->word, &insn));
		KUNIT_EXPECT_FALSE_MSG(test, insn.silent, "%08x", i->word);
	}
}

static bool is_expected(unsigned int spr)
{
	const struct expected_spr *e;
	const u16 *other;

	for (e = kvm_para_expected_sprs; e->spr; e++) {
		if (e->spr == spr)
			return true;
	}
	for (other = kvm_para_other_lines; *other; other++) {
		if (*other == spr)
			return true;
	}
	return false;
}

/* Every SPR number that is not expected must be refused, in both directions. */
static void test_other_sprs(struct kunit *test)
{
	unsigned int spr;

	for (spr = 0; spr < 1024; spr++) {
		if (is_expected(spr))
			continue;
		KUNIT_EXPECT_EQ_MSG(test, replacement(PPC_RAW_MFSPR(5, spr)), 0, "SPR %u", spr);
		KUNIT_EXPECT_EQ_MSG(test, replacement(PPC_RAW_MTSPR(spr, 5)), 0, "SPR %u", spr);
	}
}

/* A replacement that has a register has it where the kernel's encodings have it. */
static u32 becomes(const struct expected_insn *e, unsigned int gpr)
{
	if (e->kind == KVM_PARA_LOAD || e->kind == KVM_PARA_ZERO)
		return e->becomes | ___PPC_RT(gpr);
	return e->becomes;
}

static void expect_insn(struct kunit *test, const struct expected_insn *e, unsigned int gpr)
{
	u32 word = e->word | ___PPC_RT(gpr);
	struct kvm_para_insn insn;

	KUNIT_ASSERT_TRUE_MSG(test, kvm_para_decode(word, &insn), "%08x", word);
	KUNIT_EXPECT_STREQ(test, insn.name, e->name);
	KUNIT_EXPECT_EQ_MSG(test, insn.kind, e->kind, "%08x", word);
	KUNIT_EXPECT_EQ_MSG(test, insn.feature, e->feature, "%08x", word);
	KUNIT_EXPECT_EQ_MSG(test, insn.marked, e->marked, "%08x", word);
	KUNIT_EXPECT_EQ_MSG(test, insn.gpr, gpr, "%08x", word);
	KUNIT_EXPECT_EQ_MSG(test, kvm_para_encode(&insn), becomes(e, gpr), "%08x", word);
}

static void test_instructions(struct kunit *test)
{
	const struct expected_insn *e;
	unsigned int gpr;

	for (e = kvm_para_expected_insns; e->name; e++) {
		for (gpr = 0; gpr < (e->has_gpr ? 32 : 1); gpr++)
			expect_insn(test, e, gpr);
	}
}

static void expect_none(struct kunit *test, u32 word)
{
	struct kvm_para_insn insn;

	KUNIT_EXPECT_FALSE_MSG(test, kvm_para_decode(word, &insn), "%08x", word);
}

/* One bit away from an instruction of ours is none of ours. */
static void test_lookalikes(struct kunit *test)
{
	const u32 *word;

	for (word = kvm_para_lookalikes; *word; word++)
		expect_none(test, *word);
	expect_none(test, PPC_RAW_MFSPR(3, SPRN_SPRG0) | 1);
	expect_none(test, PPC_RAW_MTSPR(SPRN_SPRG0, 3) | 1);
	expect_none(test, PPC_RAW_MFSPR(3, SPRN_SPRG0) ^ 0x04000000);
	expect_none(test, PPC_RAW_MFSPR(3, SPRN_SPRG0) ^ 0x80000000);
	expect_none(test, PPC_RAW_NOP());
	expect_none(test, 0);
	expect_none(test, ~0U);
}

/* All numbers of one register change together, or user mode reads stale ones. */
static void test_pairs(struct kunit *test)
{
	const u16 (*pair)[2];
	struct kvm_para_insn wr, rd, alias;

	for (pair = kvm_para_pairs; (*pair)[0]; pair++) {
		KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MTSPR((*pair)[0], 3), &wr));
		KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MFSPR(3, (*pair)[0]), &rd));
		KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MFSPR(3, (*pair)[1]), &alias));
		KUNIT_EXPECT_EQ(test, wr.feature, rd.feature);
		KUNIT_EXPECT_EQ(test, wr.feature, alias.feature);
		KUNIT_EXPECT_EQ(test, wr.offset, alias.offset);
	}
}

static struct kunit_case codec_cases[] = {
	KUNIT_CASE(test_loads),
	KUNIT_CASE(test_stores),
	KUNIT_CASE(test_feature_of),
	KUNIT_CASE(test_silent),
	KUNIT_CASE(test_other_sprs),
	KUNIT_CASE(test_instructions),
	KUNIT_CASE(test_lookalikes),
	KUNIT_CASE(test_pairs),
	{ }
};

static struct kunit_suite codec_suite = {
	.name = "kvm_para_codec",
	.test_cases = codec_cases,
};

kunit_test_suite(codec_suite);

MODULE_DESCRIPTION("KUnit tests of the magic page's encoder and decoder");
MODULE_LICENSE("GPL");
