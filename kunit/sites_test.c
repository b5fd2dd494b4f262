// SPDX-License-Identifier: GPL-2.0
/*
 * The record of sites: what is good is counted, what is not is refused whole.
 *
 * Hazard: the real record is good, so the checks that guard it would never be
 * seen to fail. Records are made here in memory, broken in one place each.
 */
#include <kunit/test.h>
#include <linux/irqflags.h>

#include "kunit/raw.h"
#include "magic_page/page.h"
#include "patching/codec.h"
#include "patching/sites.h"

#define WORDS	16

/* A kernel in miniature: text, alternatives, stubs, record. */
static struct {
	u32 text[WORDS];
	u32 alt[WORDS];
	u32 stub[WORDS];
	struct kvm_para_site sites[4];
	struct kvm_para_site fixup;	/* of the kernel's own */
} mini;

static void fill_site(struct kvm_para_site *s, u32 *start, unsigned int len,
		      u32 *alt, unsigned int alt_len, u32 mask)
{
	s->mask = mask;
	s->value = 0;
	s->start_off = (long)start - (long)s;
	s->end_off = (long)(start + len) - (long)s;
	s->alt_start_off = (long)alt - (long)s;
	s->alt_end_off = (long)(alt + alt_len) - (long)s;
}

static void set_site(unsigned int n, unsigned int word, unsigned int len,
		     unsigned int alt, unsigned int alt_len, u32 mask)
{
	fill_site(&mini.sites[n], &mini.text[word], len, &mini.alt[alt], alt_len, mask);
}

static u32 branch_back(unsigned int stub, unsigned int text)
{
	return PPC_RAW_BRANCH((long)&mini.text[text] - (long)&mini.stub[stub]);
}

/* Word 0: mfspr SPRG0. Word 4: what becomes a sequence, inline. Word 8: by a stub. */
static struct kvm_para_record good_record(void)
{
	int msr = -4096 + (int)KVM_PARA_OFFSET(msr, ulong);

	memset(&mini, 0, sizeof(mini));
	mini.text[0] = PPC_RAW_MFSPR(3, SPRN_SPRG0);
	mini.alt[0] = RAW_LL(3, -4096 + (int)KVM_PARA_OFFSET(sprg0, ulong));
	set_site(0, 0, 1, 0, 1, KVM_PARA_FTR_page);

	mini.text[4] = RAW_SEQUENCE;
	mini.alt[4] = RAW_LL(9, msr);
	mini.alt[5] = PPC_RAW_RLWINM(9, 9, 0, 17, 15);
	mini.alt[6] = RAW_STL(9, msr);
	set_site(1, 4, 3, 4, 3, KVM_PARA_FTR_msr);

	mini.text[8] = RAW_SEQUENCE;
	mini.alt[8] = PPC_RAW_BRANCH((long)&mini.stub[0] - (long)&mini.alt[8]);
	mini.stub[0] = PPC_RAW_NOP();
	mini.stub[1] = branch_back(1, 9);
	set_site(2, 8, 1, 8, 1, KVM_PARA_FTR_msr);

	return (struct kvm_para_record) {
		.start = mini.sites, .stop = mini.sites + 3,
		.alt_start = mini.alt, .alt_stop = mini.alt + WORDS,
		.stub_start = mini.stub, .stub_stop = mini.stub + WORDS,
		.text = { { mini.text, mini.text + WORDS } },
	};
}

static void test_good(struct kunit *test)
{
	struct kvm_para_record rec = good_record();
	struct kvm_para_counts counts;

	KUNIT_EXPECT_PTR_EQ(test, kvm_para_sites_check(&rec, ~0U, &counts), NULL);
	KUNIT_EXPECT_EQ(test, counts.known, 3);
	KUNIT_EXPECT_EQ(test, counts.patched, 3);
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_sites_check(&rec, KVM_PARA_FTR_page, &counts), NULL);
	KUNIT_EXPECT_EQ(test, counts.patched, 1);
}

/* The kernel's own fixup has put a nop in the site's place. */
static void test_gone(struct kunit *test)
{
	struct kvm_para_record rec = good_record();
	struct kvm_para_counts counts;

	rec.fixups[0] = (struct kvm_para_fixups) { &mini.fixup, &mini.fixup + 1 };
	fill_site(&mini.fixup, &mini.text[0], 2, &mini.text[12], 0, 1);
	mini.text[0] = PPC_RAW_NOP();
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_sites_check(&rec, ~0U, &counts), NULL);
	KUNIT_EXPECT_EQ(test, counts.patched, 2);
	KUNIT_EXPECT_EQ(test, counts.gone, 1);
	KUNIT_EXPECT_EQ(test, mini.sites[0].mask, 0);
}

/* Sites in an alternative of the kernel's: copied to words 12 and 13, or not. */
static void test_moved(struct kunit *test)
{
	struct kvm_para_record rec = good_record();
	struct kvm_para_counts counts;
	struct kvm_para_site *s = &mini.sites[0];

	rec.fixups[1] = (struct kvm_para_fixups) { &mini.fixup, &mini.fixup + 1 };
	fill_site(&mini.fixup, &mini.text[12], 2, &mini.text[0], 2, 1);
	mini.text[12] = mini.text[0];
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_sites_check(&rec, ~0U, &counts), NULL);
	KUNIT_EXPECT_EQ(test, counts.moved, 1);
	KUNIT_EXPECT_EQ(test, counts.patched, 3);
	KUNIT_EXPECT_PTR_EQ(test, (u32 *)((long)s + s->start_off), &mini.text[12]);
	KUNIT_EXPECT_PTR_EQ(test, (u32 *)((long)s + s->end_off), &mini.text[13]);

	rec = good_record();
	rec.fixups[1] = (struct kvm_para_fixups) { &mini.fixup, &mini.fixup + 1 };
	fill_site(&mini.fixup, &mini.text[12], 2, &mini.text[0], 2, 1);
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_sites_check(&rec, ~0U, &counts), NULL);
	KUNIT_EXPECT_EQ(test, counts.gone, 1);
	KUNIT_EXPECT_EQ(test, counts.patched, 2);

	/* A stub would return to the copy's original. */
	rec = good_record();
	rec.fixups[1] = (struct kvm_para_fixups) { &mini.fixup, &mini.fixup + 1 };
	fill_site(&mini.fixup, &mini.text[12], 1, &mini.text[8], 1, 1);
	mini.text[12] = mini.text[8];
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_sites_check(&rec, ~0U, &counts), NULL);
	KUNIT_EXPECT_EQ(test, counts.refused, 1);
	KUNIT_EXPECT_EQ(test, counts.patched, 2);
}

static void expect_refused(struct kunit *test, struct kvm_para_record *rec, const char *why)
{
	struct kvm_para_counts counts;
	const char *error = kvm_para_sites_check(rec, ~0U, &counts);

	KUNIT_ASSERT_NOT_NULL_MSG(test, error, "accepted, expected: %s", why);
	KUNIT_EXPECT_STREQ(test, error, why);
}

static void test_shape(struct kunit *test)
{
	struct kvm_para_record rec = good_record();

	rec.stop = rec.start;
	expect_refused(test, &rec, "record is empty");
	rec = good_record();
	rec.stop = (void *)rec.stop - 4;
	expect_refused(test, &rec, "record is truncated");
	rec = good_record();
	mini.sites[1].start_off += 2;
	expect_refused(test, &rec, "entry is not aligned");
	rec = good_record();
	set_site(0, WORDS, 1, 0, 1, KVM_PARA_FTR_page);
	expect_refused(test, &rec, "site is outside text");
	rec = good_record();
	set_site(2, WORDS - 1, 2, 8, 1, KVM_PARA_FTR_msr);
	expect_refused(test, &rec, "site is outside text");
	rec = good_record();
	set_site(0, 0, 1, WORDS, 1, KVM_PARA_FTR_page);
	expect_refused(test, &rec, "alternative is outside its section");
	rec = good_record();
	set_site(1, 4, 2, 4, 3, KVM_PARA_FTR_msr);
	expect_refused(test, &rec, "alternative is longer than its site");
	rec = good_record();
	mini.sites[0].mask = 1 << KVM_PARA_FEATURE_COUNT;
	expect_refused(test, &rec, "unknown feature");
	rec = good_record();
	mini.sites[0].value = 1;
	expect_refused(test, &rec, "unknown feature");
}

static void test_meaning(struct kunit *test)
{
	struct kvm_para_record rec = good_record();

	mini.text[0] = PPC_RAW_MFSPR(3, SPRN_DEC);
	expect_refused(test, &rec, "site holds no instruction of ours");
	rec = good_record();
	mini.text[0] = PPC_RAW_MFSPR(3, SPRN_SPRG1);
	expect_refused(test, &rec, "alternative is not the instruction's");
	rec = good_record();
	mini.text[0] = PPC_RAW_MFSPR(4, SPRN_SPRG0);
	expect_refused(test, &rec, "alternative is not the instruction's");
	rec = good_record();
	mini.sites[0].mask = KVM_PARA_FTR_msr;
	expect_refused(test, &rec, "feature is not the instruction's");
	rec = good_record();
	mini.alt[6] = PPC_RAW_NOP();
	expect_refused(test, &rec, "alternative is no sequence");
	rec = good_record();
	mini.alt[8] = PPC_RAW_BRANCH((long)&mini.stub[WORDS] - (long)&mini.alt[8]);
	expect_refused(test, &rec, "stub is outside its section");
}

/* Another site's stub, one that falls out of its section, and one cut short. */
static void test_way_back(struct kunit *test)
{
	struct kvm_para_record rec = good_record();

	mini.stub[1] = branch_back(1, 10);
	expect_refused(test, &rec, "stub does not return to its site");
	rec = good_record();
	mini.stub[1] = branch_back(1, 8);
	expect_refused(test, &rec, "stub does not return to its site");
	rec = good_record();
	mini.stub[1] = PPC_RAW_NOP();
	expect_refused(test, &rec, "stub does not return to its site");
	rec = good_record();
	rec.stub_stop = &mini.stub[1];
	expect_refused(test, &rec, "stub does not return to its site");
}

/*
 * The last byte a branch reaches is within 32 MiB, forwards and backwards. Where
 * the way back begins is in the same bounds, and test_way_back() looks where it
 * ends.
 */
static void test_reach(struct kunit *test)
{
	struct kvm_para_record rec = good_record();
	u32 *site = &mini.text[8];
	struct kvm_para_counts counts;

	rec.stub_stop = (void *)site + 0x1fffffc;
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_sites_check(&rec, ~0U, &counts), NULL);
	rec.stub_stop = (void *)site + 0x2000000;
	expect_refused(test, &rec, "stub is out of reach");
	rec = good_record();
	rec.stub_start = (void *)site - 0x2000000;
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_sites_check(&rec, ~0U, &counts), NULL);
	rec.stub_start = (void *)site - 0x2000004;
	expect_refused(test, &rec, "stub is out of reach");
}

static void apply(struct kunit *test, struct kvm_para_record *rec, u32 features)
{
	struct kvm_para_counts counts;
	unsigned long flags;

	KUNIT_ASSERT_PTR_EQ(test, kvm_para_sites_check(rec, features, &counts), NULL);
	local_irq_save(flags);
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_sites_apply(rec, features), NULL);
	local_irq_restore(flags);
}

static void expect_applied(struct kunit *test, bool page, bool msr)
{
	u32 to_stub = PPC_RAW_BRANCH((long)&mini.stub[0] - (long)&mini.text[8]);

	KUNIT_EXPECT_EQ(test, mini.text[0], page ? mini.alt[0] : PPC_RAW_MFSPR(3, SPRN_SPRG0));
	KUNIT_EXPECT_EQ(test, mini.text[4], msr ? mini.alt[4] : RAW_SEQUENCE);
	KUNIT_EXPECT_EQ(test, mini.text[5], msr ? mini.alt[5] : 0);
	KUNIT_EXPECT_EQ(test, mini.text[6], msr ? mini.alt[6] : 0);
	KUNIT_EXPECT_EQ(test, mini.text[8], msr ? to_stub : RAW_SEQUENCE);
}

/* Every site of the features asked for, and no word besides. */
static void test_apply(struct kunit *test)
{
	static const u32 features[] = { KVM_PARA_FTR_page, KVM_PARA_FTR_msr, ~0U };
	struct kvm_para_record rec;
	unsigned int i, other;

	for (i = 0; i < ARRAY_SIZE(features); i++) {
		rec = good_record();
		apply(test, &rec, features[i]);
		expect_applied(test, features[i] & KVM_PARA_FTR_page,
			       features[i] & KVM_PARA_FTR_msr);
		for (other = 0; other < WORDS; other++) {
			if (other != 0 && other != 8 && (other < 4 || other > 6))
				KUNIT_EXPECT_EQ(test, mini.text[other], 0);
		}
	}
}

/* A record needs no order. */
static void test_unsorted(struct kunit *test)
{
	struct kvm_para_record rec = good_record();

	set_site(0, 8, 1, 8, 1, KVM_PARA_FTR_msr);
	set_site(1, 0, 1, 0, 1, KVM_PARA_FTR_page);
	set_site(2, 4, 3, 4, 3, KVM_PARA_FTR_msr);
	apply(test, &rec, ~0U);
	expect_applied(test, true, true);
}

/* The last entry is bad: the good ones before it are left alone as well. */
static void test_all_or_nothing(struct kunit *test)
{
	struct kvm_para_record rec = good_record();

	mini.stub[1] = PPC_RAW_NOP();
	expect_refused(test, &rec, "stub does not return to its site");
	expect_applied(test, false, false);
}

static struct kunit_case sites_cases[] = {
	KUNIT_CASE(test_good),
	KUNIT_CASE(test_gone),
	KUNIT_CASE(test_moved),
	KUNIT_CASE(test_shape),
	KUNIT_CASE(test_meaning),
	KUNIT_CASE(test_way_back),
	KUNIT_CASE(test_reach),
	KUNIT_CASE(test_apply),
	KUNIT_CASE(test_unsorted),
	KUNIT_CASE(test_all_or_nothing),
	{ }
};

static struct kunit_suite sites_suite = {
	.name = "kvm_para_sites",
	.test_cases = sites_cases,
};

kunit_test_suite(sites_suite);

MODULE_DESCRIPTION("KUnit tests of the magic page's record of sites");
MODULE_LICENSE("GPL");
