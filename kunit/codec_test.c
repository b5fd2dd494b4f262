// SPDX-License-Identifier: GPL-2.0
/*
 * The table against the kernel's own encodings and header.
 *
 * Hazard: encoder and decoder come from one table, so a round trip alone proves
 * nothing. Words are built here with the kernel's PPC_RAW_ macros, and fields
 * are looked up with offsetof() and not through the library's macros.
 */
#include <kunit/test.h>
#include <asm/ppc-opcode.h>
#include <asm/reg.h>
#include <asm/reg_booke.h>

#include "magic_page/page.h"
#include "patching/codec.h"

#define LOW(field)	(offsetof(struct kvm_vcpu_arch_shared, field) + 4)
#define WORD(field)	offsetof(struct kvm_vcpu_arch_shared, field)

#define PAGE	KVM_PARA_FTR_page
#define MAS	KVM_PARA_FTR_mas0_to_sprg7

/* Written by hand, from the registers' names, for a 32 bit big endian guest. */
static const struct expectation {
	unsigned int spr;
	unsigned int place;
	bool writable;
	u32 feature;
} expected[] = {
	{ SPRN_SPRG0, LOW(sprg0), true, PAGE },
	{ SPRN_SPRG1, LOW(sprg1), true, PAGE },
	{ SPRN_SPRG2, LOW(sprg2), true, PAGE },
	{ SPRN_SPRG3, LOW(sprg3), true, PAGE },
	{ SPRN_USPRG3, LOW(sprg3), false, PAGE },
	{ SPRN_SRR0, LOW(srr0), true, PAGE },
	{ SPRN_SRR1, LOW(srr1), true, PAGE },
	{ SPRN_DEAR, LOW(dar), true, PAGE },
	{ SPRN_ESR, WORD(esr), true, MAS },
	{ SPRN_PIR, WORD(pir), false, MAS },
	{ SPRN_MAS0, WORD(mas0), true, MAS },
	{ SPRN_MAS1, WORD(mas1), true, MAS },
	{ SPRN_MAS2, LOW(mas2), true, MAS },
	{ SPRN_MAS3, LOW(mas7_3), true, MAS },
	{ SPRN_MAS4, WORD(mas4), true, MAS },
	{ SPRN_MAS6, WORD(mas6), true, MAS },
	{ SPRN_MAS7, WORD(mas7_3), true, MAS },
	{ SPRN_SPRG4, LOW(sprg4), true, MAS },
	{ SPRN_SPRG4R, LOW(sprg4), false, MAS },
	{ SPRN_SPRG5, LOW(sprg5), true, MAS },
	{ SPRN_SPRG5R, LOW(sprg5), false, MAS },
	{ SPRN_SPRG6, LOW(sprg6), true, MAS },
	{ SPRN_SPRG6R, LOW(sprg6), false, MAS },
	{ SPRN_SPRG7, LOW(sprg7), true, MAS },
	{ SPRN_SPRG7R, LOW(sprg7), false, MAS },
};

static u32 replacement(u32 word)
{
	struct kvm_para_insn insn;

	return kvm_para_decode(word, &insn) ? kvm_para_encode(&insn) : 0;
}

static void test_loads(struct kunit *test)
{
	const struct expectation *e;
	unsigned int gpr;

	for (e = expected; e < expected + ARRAY_SIZE(expected); e++) {
		for (gpr = 0; gpr < 32; gpr++)
			KUNIT_EXPECT_EQ_MSG(test, replacement(PPC_RAW_MFSPR(gpr, e->spr)),
					    PPC_RAW_LWZ(gpr, 0, -4096 + (int)e->place),
					    "SPR %u, r%u", e->spr, gpr);
	}
}

static void test_stores(struct kunit *test)
{
	const struct expectation *e;
	unsigned int gpr;

	for (e = expected; e < expected + ARRAY_SIZE(expected); e++) {
		for (gpr = 0; gpr < 32; gpr++)
			KUNIT_EXPECT_EQ_MSG(test, replacement(PPC_RAW_MTSPR(e->spr, gpr)),
					    e->writable ?
					    PPC_RAW_STW(gpr, 0, -4096 + (int)e->place) : 0,
					    "SPR %u, r%u", e->spr, gpr);
	}
}

/* A host that does not offer a register must not have it patched. */
static void test_feature_of(struct kunit *test)
{
	const struct expectation *e;
	struct kvm_para_insn insn;

	for (e = expected; e < expected + ARRAY_SIZE(expected); e++) {
		KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MFSPR(5, e->spr), &insn));
		KUNIT_EXPECT_EQ_MSG(test, insn.feature, e->feature, "SPR %u", e->spr);
	}
}

/* Reads by the numbers of user mode, and nothing else. */
static void test_silent(struct kunit *test)
{
	const struct expectation *e;
	struct kvm_para_insn insn;

	for (e = expected; e < expected + ARRAY_SIZE(expected); e++) {
		KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MFSPR(5, e->spr), &insn));
		KUNIT_EXPECT_EQ_MSG(test, insn.silent,
				    e->spr >= SPRN_USPRG3 && e->spr <= SPRN_SPRG7R,
				    "SPR %u", e->spr);
	}
	KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MFSPR(5, SPRN_MMUCSR0), &insn));
	KUNIT_EXPECT_FALSE(test, insn.silent);
	KUNIT_ASSERT_TRUE(test, kvm_para_decode(0x7c0000a6, &insn));
	KUNIT_EXPECT_FALSE(test, insn.silent);
}

/* Every SPR number that is not above must be refused, in both directions. */
static void test_other_sprs(struct kunit *test)
{
	const struct expectation *e;
	unsigned int spr;

	for (spr = 0; spr < 1024; spr++) {
		for (e = expected; e < expected + ARRAY_SIZE(expected); e++) {
			if (e->spr == spr)
				break;
		}
		if (e < expected + ARRAY_SIZE(expected) || spr == SPRN_MMUCSR0 ||
		    spr == SPRN_BUCSR || spr == SPRN_TSR)
			continue;
		KUNIT_EXPECT_EQ_MSG(test, replacement(PPC_RAW_MFSPR(5, spr)), 0, "SPR %u", spr);
		KUNIT_EXPECT_EQ_MSG(test, replacement(PPC_RAW_MTSPR(spr, 5)), 0, "SPR %u", spr);
	}
}

/* Reads of zero, which have no write. */
static void test_zero(struct kunit *test)
{
	unsigned int gpr;

	for (gpr = 0; gpr < 32; gpr++) {
		KUNIT_EXPECT_EQ(test, replacement(PPC_RAW_MFSPR(gpr, SPRN_MMUCSR0)),
				PPC_RAW_LI(gpr, 0));
		KUNIT_EXPECT_EQ(test, replacement(PPC_RAW_MTSPR(SPRN_MMUCSR0, gpr)), 0);
	}
}

/* Writes for nothing, which have no read. */
static void test_drop(struct kunit *test)
{
	unsigned int gpr;

	for (gpr = 0; gpr < 32; gpr++) {
		KUNIT_EXPECT_EQ(test, replacement(PPC_RAW_MTSPR(SPRN_BUCSR, gpr)),
				PPC_RAW_NOP());
		KUNIT_EXPECT_EQ(test, replacement(PPC_RAW_MFSPR(gpr, SPRN_BUCSR)), 0);
	}
}

/* Writes that are for nothing in one place. */
static void test_ack(struct kunit *test)
{
	struct kvm_para_insn insn;

	KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MTSPR(SPRN_TSR, 7), &insn));
	KUNIT_EXPECT_TRUE(test, insn.marked);
	KUNIT_EXPECT_EQ(test, insn.feature, KVM_PARA_FTR_timer);
	KUNIT_EXPECT_EQ(test, kvm_para_encode(&insn), PPC_RAW_NOP());
	KUNIT_EXPECT_EQ(test, replacement(PPC_RAW_MFSPR(7, SPRN_TSR)), 0);
}

static void test_kept(struct kunit *test)
{
	struct kvm_para_insn insn;

	KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MFSPR(3, SPRN_SPRG9), &insn));
	KUNIT_EXPECT_EQ(test, insn.kind, KVM_PARA_KEEP);
	KUNIT_EXPECT_EQ(test, insn.feature, 0);
	KUNIT_EXPECT_EQ(test, kvm_para_encode(&insn), 0);
}

#define RAW_MFMSR(d)	(0x7c0000a6 | ___PPC_RT(d))
#define RAW_MTMSR(s)	(0x7c000124 | ___PPC_RS(s))
#define RAW_WRTEE(s)	(0x7c000106 | ___PPC_RS(s))
#define RAW_WRTEEI(e)	(0x7c000146 | (e) << 15)
#define RAW_TLBSYNC	0x7c00046c
#define RAW_TLBWE	0x7c0007a4

static void expect_insn(struct kunit *test, u32 word, const char *name,
			enum kvm_para_kind kind, unsigned int gpr)
{
	struct kvm_para_insn insn;

	KUNIT_ASSERT_TRUE_MSG(test, kvm_para_decode(word, &insn), "%08x", word);
	KUNIT_EXPECT_STREQ(test, insn.name, name);
	KUNIT_EXPECT_EQ(test, insn.kind, kind);
	KUNIT_EXPECT_EQ(test, insn.gpr, gpr);
}

static void test_instructions(struct kunit *test)
{
	unsigned int gpr;

	for (gpr = 0; gpr < 32; gpr++) {
		expect_insn(test, RAW_MFMSR(gpr), "mfmsr", KVM_PARA_LOAD, gpr);
		KUNIT_EXPECT_EQ(test, replacement(RAW_MFMSR(gpr)),
				PPC_RAW_LWZ(gpr, 0, -4096 + (int)LOW(msr)));
		expect_insn(test, RAW_MTMSR(gpr), "mtmsr", KVM_PARA_SEQUENCE, gpr);
		expect_insn(test, RAW_WRTEE(gpr), "wrtee", KVM_PARA_SEQUENCE, gpr);
	}
	expect_insn(test, RAW_WRTEEI(0), "wrteei", KVM_PARA_SEQUENCE, 0);
	expect_insn(test, RAW_WRTEEI(1), "wrteei", KVM_PARA_SEQUENCE, 0);
	expect_insn(test, RAW_TLBSYNC, "tlbsync", KVM_PARA_NOP, 0);
	KUNIT_EXPECT_EQ(test, replacement(RAW_TLBSYNC), PPC_RAW_NOP());
	expect_insn(test, RAW_TLBWE, "tlbwe", KVM_PARA_MARK, 0);
	KUNIT_EXPECT_EQ(test, replacement(RAW_TLBWE), PPC_RAW_STW(0, 0, -2048));
}

/* One bit away from an instruction of ours is none of ours. */
static void test_lookalikes(struct kunit *test)
{
	static const u32 words[] = {
		RAW_MFMSR(3) | 1, RAW_MFMSR(3) | 1 << 11, RAW_MFMSR(3) | 1 << 16,
		RAW_MTMSR(3) | 1, RAW_MTMSR(3) | 1 << 16,
		RAW_WRTEE(3) | 1, RAW_WRTEE(3) | 1 << 15,
		RAW_WRTEEI(1) | 1, RAW_WRTEEI(0) | 1 << 21, RAW_WRTEEI(0) | 1 << 14,
		RAW_TLBSYNC | 1, RAW_TLBSYNC | 1 << 21, RAW_TLBSYNC | 1 << 11,
		RAW_TLBWE | 1, RAW_TLBWE | 1 << 21, RAW_TLBWE | 1 << 11,
		PPC_RAW_MFSPR(3, SPRN_SPRG0) | 1,
		PPC_RAW_MTSPR(SPRN_SPRG0, 3) | 1,
		PPC_RAW_MFSPR(3, SPRN_SPRG0) ^ 0x04000000,
		PPC_RAW_MFSPR(3, SPRN_SPRG0) ^ 0x80000000,
		PPC_RAW_NOP(), 0, ~0U,
	};
	struct kvm_para_insn insn;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		KUNIT_EXPECT_FALSE_MSG(test, kvm_para_decode(words[i], &insn),
				       "%08x", words[i]);
}

/* All numbers of one register change together, or user mode reads stale ones. */
static void test_pairs(struct kunit *test)
{
	static const unsigned int pairs[][2] = {
		{ SPRN_SPRG4, SPRN_SPRG4R }, { SPRN_SPRG5, SPRN_SPRG5R },
		{ SPRN_SPRG6, SPRN_SPRG6R }, { SPRN_SPRG7, SPRN_SPRG7R },
		{ SPRN_SPRG3, SPRN_USPRG3 },
	};
	struct kvm_para_insn wr, rd, alias;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(pairs); i++) {
		KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MTSPR(pairs[i][0], 3), &wr));
		KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MFSPR(3, pairs[i][0]), &rd));
		KUNIT_ASSERT_TRUE(test, kvm_para_decode(PPC_RAW_MFSPR(3, pairs[i][1]), &alias));
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
	KUNIT_CASE(test_zero),
	KUNIT_CASE(test_drop),
	KUNIT_CASE(test_ack),
	KUNIT_CASE(test_kept),
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
