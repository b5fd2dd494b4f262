// SPDX-License-Identifier: GPL-2.0
/*
 * Negotiation with a hypervisor that answers as a test tells it to.
 *
 * Hazard: the hypervisor of a test run is a good one, so what a bad one says is
 * never heard there.
 */
#include <kunit/test.h>
#include <linux/gfp.h>
#include <linux/irqflags.h>
#include <linux/pgtable.h>
#include <asm/epapr_hcalls.h>
#include <asm/kvm_para_guest.h>
#include <asm/reg.h>

#include "kunit/platform.h"
#include "kvm_para/negotiate.h"
#include "kvm_para/selftest.h"
#include "magic_page/page.h"
#include "patching/codec.h"

/* The next answer, and what was asked. */
static struct {
	const char *absent;
	unsigned long status;
	unsigned long answer;
	unsigned long r3, r4, token;
	unsigned int calls;
	/* of calls for fields, which are not counted above; the one that is answered wrong */
	unsigned int fields, odd;
	unsigned long odd_status;
} hv;

static const char *fake_present(void)
{
	return hv.absent;
}

#define KVM_PARA_SHARED_FIELD(number, name)	\
	[number] = offsetof(struct kvm_vcpu_arch_shared, name) << 16,

static const unsigned long field_at[] = {
#include <asm/kvm_para_fields.h>
};

#define KVM_PARA_SHARED_FIELD(number, name)	\
	[number] = sizeof_field(struct kvm_vcpu_arch_shared, name),

static const unsigned long field_size[] = {
#include <asm/kvm_para_fields.h>
};

/* The counterpart's, numbers 64 on: where, and how large */
static const u16 area_field[][2] = {
	{ 2048, 4 }, { 2052, 4 }, { 2056, 4 }, { 2060, 4 }, { 2064, 8 }, { 3072, 1024 },
	{ 2072, 8 }, { 2080, 8 }, { 2088, 8 }, { 2096, 8 }, { 2104, 4 }, { 2108, 4 },
	{ 2112, 4 }, { 2116, 128 }, { 2244, 4 }, { 2248, 384 },
};

static unsigned long fake_field(unsigned long *in, unsigned long *out)
{
	bool odd = ++hv.fields == hv.odd;

	if (in[0] < ARRAY_SIZE(field_size))
		out[0] = field_at[in[0]] | field_size[in[0]];
	if (in[0] >= 64 && in[0] < 64 + ARRAY_SIZE(area_field))
		out[0] = area_field[in[0] - 64][0] << 16 | area_field[in[0] - 64][1];
	if (odd && !hv.odd_status)
		out[0] += 8 << 16;
	return odd ? hv.odd_status : EV_SUCCESS;
}

static unsigned long fake_hypercall(unsigned long *in, unsigned long *out, unsigned long token)
{
	if (token == (42 << 16 | 0x101))
		return fake_field(in, out);
	hv.r3 = in[0];
	hv.r4 = in[1];
	hv.token = token;
	hv.calls++;
	out[0] = hv.answer;
	return hv.status;
}

static const struct kvm_para_hv fake_hv = {
	.present = fake_present,
	.hypercall = fake_hypercall,
};

static void set_hv(const char *absent, unsigned long status, unsigned long answer)
{
	memset(&hv, 0, sizeof(hv));
	hv.absent = absent;
	hv.status = status;
	hv.answer = answer;
}

static void __init test_absent(struct kunit *test)
{
	set_hv("nobody", EV_SUCCESS, ~0UL);
	KUNIT_EXPECT_STREQ(test, kvm_para_offered(&fake_hv), "nobody");
	KUNIT_EXPECT_EQ(test, hv.calls, 0);
}

static void __init test_offer(struct kunit *test)
{
	set_hv(NULL, EV_SUCCESS, 1 << KVM_FEATURE_MAGIC_PAGE);
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_offered(&fake_hv), NULL);
	KUNIT_EXPECT_EQ(test, hv.token, 42 << 16 | 3);

	set_hv(NULL, EV_SUCCESS, ~(1 << KVM_FEATURE_MAGIC_PAGE));
	KUNIT_EXPECT_STREQ(test, kvm_para_offered(&fake_hv), "hypervisor has no magic page");
	set_hv(NULL, EV_UNIMPLEMENTED, ~0UL);
	KUNIT_EXPECT_STREQ(test, kvm_para_offered(&fake_hv), "feature call failed");
	/* The kernel's hypercall before it has been given instructions. */
	set_hv(NULL, -1UL, ~0UL);
	KUNIT_EXPECT_STREQ(test, kvm_para_offered(&fake_hv), "feature call failed");
}

/* Each bit of the answer that means something */
#define KNOWN	(KVM_MAGIC_FEAT_SR | KVM_MAGIC_FEAT_MAS0_TO_SPRG7 | KVM_PARA_FEAT_PREDICTOR | \
		 KVM_PARA_FEAT_TLBWE | KVM_PARA_FEAT_PREFILL | KVM_PARA_FEAT_TIMER | \
		 KVM_PARA_FEAT_COUNTERS | KVM_PARA_FEAT_FACILITY | KVM_PARA_FEAT_ENTRIES | \
		 KVM_PARA_FEAT_FLUSH | KVM_PARA_FEAT_FIELD | KVM_PARA_FEAT_UNMAP | \
		 KVM_PARA_FEAT_SLB)

static void __init test_map(struct kunit *test)
{
	u32 features;

	set_hv(NULL, EV_SUCCESS, KNOWN);
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_map(&fake_hv, &features), NULL);
	KUNIT_EXPECT_EQ(test, hv.token, 42 << 16 | 4);
	KUNIT_EXPECT_EQ(test, hv.r3, -0x1000UL);
	KUNIT_EXPECT_EQ(test, hv.r4, -0x1000UL + 0x1ff);
	KUNIT_EXPECT_EQ(test, features, (1 << KVM_PARA_FEATURE_COUNT) - 1);
}

/* With the features that it is for; a platform may not have them. */
static const struct {
	unsigned long answer;
	const char *feature;
} offers[] = {
	{ 0, "" },
	{ KVM_MAGIC_FEAT_SR, "sr" },
	{ KVM_MAGIC_FEAT_MAS0_TO_SPRG7, "mas0_to_sprg7" },
	{ KVM_PARA_FEAT_PREDICTOR, "predictor" },
	{ KVM_PARA_FEAT_TLBWE, "tlbwe" },
	{ KVM_PARA_FEAT_PREFILL, "prefill" },
	{ KVM_PARA_FEAT_TIMER, "timer" },
	{ KVM_PARA_FEAT_COUNTERS, "counters" },
	{ KVM_PARA_FEAT_FACILITY, "facility" },
	{ KVM_PARA_FEAT_ENTRIES, "entries" },
	{ KVM_PARA_FEAT_FLUSH, "flush" },
	{ KVM_PARA_FEAT_SLB, "slb" },
	{ ~KNOWN, "" },
};

/* What is named like that, or what every host has. */
static u32 __init feature_bits(const char *name)
{
	static const char * const every_host[] = {
		"page", "msr", "sync", "absent", "dcbz", "hash",
	};
	u32 bits = 0;
	unsigned int bit;

	for (bit = 0; bit < KVM_PARA_FEATURE_COUNT; bit++) {
		if (!strcmp(kvm_para_features[bit].name, name) ||
		    match_string(every_host, ARRAY_SIZE(every_host),
				 kvm_para_features[bit].name) >= 0)
			bits |= 1 << bit;
	}
	return bits;
}

/* What a host does not offer is not used, and what nobody knows is ignored. */
static void __init test_features(struct kunit *test)
{
	unsigned int i;
	u32 features;

	for (i = 0; i < ARRAY_SIZE(offers); i++) {
		set_hv(NULL, EV_SUCCESS, offers[i].answer);
		KUNIT_EXPECT_PTR_EQ(test, kvm_para_map(&fake_hv, &features), NULL);
		KUNIT_EXPECT_EQ_MSG(test, features, feature_bits(offers[i].feature), "answer %lx",
				    offers[i].answer);
	}
}

/* Each field is asked for, if the host can be asked, and has to be where it is here. */
static void __init test_fields(struct kunit *test)
{
	const unsigned int linux_has = 27;
	unsigned int i, count;
	const char *error;
	u32 features;

	set_hv(NULL, EV_SUCCESS, KNOWN & ~KVM_PARA_FEAT_FIELD);
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_map(&fake_hv, &features), NULL);
	KUNIT_EXPECT_EQ(test, hv.fields, 0);
	set_hv(NULL, EV_SUCCESS, KNOWN);
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_map(&fake_hv, &features), NULL);
	count = hv.fields;
	KUNIT_EXPECT_EQ(test, count, linux_has + ARRAY_SIZE(area_field));
	for (i = 0; i < 2 * count; i++) {
		set_hv(NULL, EV_SUCCESS, KNOWN);
		hv.odd = i / 2 + 1;
		hv.odd_status = i & 1 ? EV_EINVAL : 0;
		features = ~0U;
		error = kvm_para_map(&fake_hv, &features);
		/* What the host does not have of its own, no feature of it needs. */
		if (hv.odd > linux_has && hv.odd_status) {
			KUNIT_EXPECT_PTR_EQ(test, error, NULL);
			continue;
		}
		KUNIT_EXPECT_STREQ(test, error, "hypervisor's page has another layout");
		KUNIT_EXPECT_EQ(test, features, 0);
	}
}

/* Every status but success refuses, and leaves no feature. */
static void __init test_refused(struct kunit *test)
{
	unsigned long status;
	u32 features;

	for (status = 1; status <= EV_BUFFER_OVERFLOW; status++) {
		set_hv(NULL, status, ~0UL);
		features = ~0U;
		KUNIT_EXPECT_STREQ(test, kvm_para_map(&fake_hv, &features),
				   "hypervisor refused to map the page");
		KUNIT_EXPECT_EQ(test, features, 0);
	}
}

/* Each CPU asks for itself: one that is refused has no share in another's answer. */
static void __init test_second_cpu(struct kunit *test)
{
	u32 first, second = ~0U;

	set_hv(NULL, EV_SUCCESS, KNOWN);
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_map(&fake_hv, &first), NULL);
	set_hv(NULL, EV_INTERNAL, KNOWN);
	KUNIT_EXPECT_STREQ(test, kvm_para_map(&fake_hv, &second),
			   "hypervisor refused to map the page");
	KUNIT_EXPECT_EQ(test, first, (1 << KVM_PARA_FEATURE_COUNT) - 1);
	KUNIT_EXPECT_EQ(test, second, 0);
}

/*
 * The page is found where it is, for what this hypervisor has; and whatever it had said,
 * only there.
 */
static void __init test_proof(struct kunit *test)
{
	u32 features = kvm_para_in_use() ? kvm_para_agreed_features() : ~0U;
	unsigned long flags;
	const char *error;

	local_irq_save(flags);
	kvm_para_mask();
	error = kvm_para_selftest(features);
	local_irq_restore(flags);
	if (kvm_para_in_use())
		KUNIT_EXPECT_PTR_EQ(test, error, NULL);
	else
		KUNIT_EXPECT_STREQ(test, error, "nothing is mapped");
}

static void __init expect_selftest(struct kunit *test, const char *what)
{
	unsigned long flags;
	const char *error;

	local_irq_save(flags);
	kvm_para_mask();
	error = kvm_para_selftest(KVM_PARA_FTR_page);
	local_irq_restore(flags);
	KUNIT_EXPECT_STREQ(test, error, what);
}

/*
 * Memory of some other kind at the page's address. Where KVM has mapped the page
 * nothing else can be there, and the proof is test_proof()'s.
 */
static void __init test_other_page(struct kunit *test)
{
	struct kvm_vcpu_arch_shared *shared;
	unsigned long page;

	if (kvm_para_in_use())
		return;
	if (IS_ENABLED(CONFIG_PPC64))
		kunit_skip(test, "the page's address is in no page table of a 64 bit kernel");
	page = get_zeroed_page(GFP_KERNEL);
	KUNIT_ASSERT_NE(test, page, 0);
	KUNIT_ASSERT_EQ(test, 0, map_kernel_page(KVM_PARA_PAGE_EA, __pa(page), PAGE_KERNEL));
	expect_selftest(test, "MSR in the page is not the CPU's");
	shared = (void *)page;
	shared->msr = mfmsr() & ~MSR_EE;
	expect_selftest(test, "page and registers disagree");
	unmap_kernel_page(KVM_PARA_PAGE_EA);
	free_page(page);
}

static struct kunit_case __refdata negotiate_cases[] = {
	KUNIT_CASE(test_absent),
	KUNIT_CASE(test_offer),
	KUNIT_CASE(test_map),
	KUNIT_CASE(test_features),
	KUNIT_CASE(test_fields),
	KUNIT_CASE(test_refused),
	KUNIT_CASE(test_second_cpu),
	KUNIT_CASE(test_proof),
	KUNIT_CASE(test_other_page),
	{ }
};

static struct kunit_suite negotiate_suite = {
	.name = "kvm_para_negotiate",
	.test_cases = negotiate_cases,
};

/* Negotiation is init code, and so are its tests. */
kunit_test_init_section_suites(&negotiate_suite);

MODULE_DESCRIPTION("KUnit tests of the magic page's negotiation");
MODULE_LICENSE("GPL");
