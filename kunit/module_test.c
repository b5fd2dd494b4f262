// SPDX-License-Identifier: GPL-2.0
/*
 * Records of modules: found by the names of their sections, all or none applied,
 * and forgotten when their text is.
 *
 * Hazard: the modules that a build makes are good. So one is made here in memory,
 * with a record of its text and one of its init text, and broken in one of them;
 * then the other must not have been applied either.
 */
#include <kunit/test.h>
#include <linux/elf.h>
#include <linux/module.h>
#include <linux/moduleloader.h>
#include <asm/kvm_para_guest.h>

#include "kunit/raw.h"
#include "kvm_para/records.h"
#include "magic_page/page.h"
#include "patching/codec.h"

#define WORDS	8

enum { NONE, TEXT, FIXUP, ALT, INIT_TEXT, INIT_FIXUP, INIT_ALT, NAMES, SECTIONS };

static const char * const names[SECTIONS] = {
	"", ".text", ".kvm_para_fixup", ".kvm_para_alt",
	".init.text", ".init.kvm_para_fixup", ".init.kvm_para_alt", ".shstrtab",
};

/* A file, loaded: its header, sections, and what is in them. */
static struct {
	struct elfhdr hdr;
	struct elf_shdr sections[SECTIONS];
	char names[SECTIONS][32];
	u32 text[WORDS];
	u32 alt[WORDS];
	u32 init_text[WORDS];
	u32 init_alt[WORDS];
	struct kvm_para_site sites[2];
	struct kvm_para_site init_sites[2];
} mini;

static struct module module = { .name = "mini" };

static void set_section(unsigned int n, void *start, size_t size, unsigned long flags)
{
	mini.sections[n].sh_addr = (unsigned long)start;
	mini.sections[n].sh_size = size;
	mini.sections[n].sh_flags = flags;
}

static void set_site(struct kvm_para_site *s, u32 *start, u32 *alt, u32 mask)
{
	s->mask = mask;
	s->value = 0;
	s->start_off = (long)start - (long)s;
	s->end_off = (long)(start + 1) - (long)s;
	s->alt_start_off = (long)alt - (long)s;
	s->alt_end_off = (long)(alt + 1) - (long)s;
}

/* Two sites in each part: mfspr SPRG0, and mfmsr. */
static void fill(struct kvm_para_site *sites, u32 *text, u32 *alt)
{
	text[0] = PPC_RAW_MFSPR(3, SPRN_SPRG0);
	alt[0] = RAW_LL(3, -4096 + (int)KVM_PARA_OFFSET(sprg0, ulong));
	set_site(&sites[0], &text[0], &alt[0], KVM_PARA_FTR_page);
	text[1] = RAW_MFMSR(4);
	alt[1] = RAW_LL(4, -4096 + (int)KVM_PARA_OFFSET(msr, ulong));
	set_site(&sites[1], &text[1], &alt[1], KVM_PARA_FTR_msr);
}

static void make_module(void)
{
	unsigned int n;

	memset(&mini, 0, sizeof(mini));
	mini.hdr.e_shnum = SECTIONS;
	mini.hdr.e_shstrndx = NAMES;
	for (n = 0; n < SECTIONS; n++) {
		strscpy(mini.names[n], names[n], sizeof(mini.names[n]));
		mini.sections[n].sh_name = (char *)mini.names[n] - (char *)mini.names;
	}
	mini.sections[NAMES].sh_offset = (char *)mini.names - (char *)&mini.hdr;
	set_section(TEXT, mini.text, sizeof(mini.text), SHF_ALLOC | SHF_EXECINSTR);
	set_section(FIXUP, mini.sites, sizeof(mini.sites), SHF_ALLOC);
	set_section(ALT, mini.alt, sizeof(mini.alt), SHF_ALLOC | SHF_EXECINSTR);
	set_section(INIT_TEXT, mini.init_text, sizeof(mini.init_text), SHF_ALLOC | SHF_EXECINSTR);
	set_section(INIT_FIXUP, mini.init_sites, sizeof(mini.init_sites), SHF_ALLOC);
	set_section(INIT_ALT, mini.init_alt, sizeof(mini.init_alt), SHF_ALLOC | SHF_EXECINSTR);
	fill(mini.sites, mini.text, mini.alt);
	fill(mini.init_sites, mini.init_text, mini.init_alt);
}

static int load(void)
{
	return kvm_para_module_finalize(&mini.hdr, mini.sections, &module);
}

static int count_one(struct kvm_para_object *object, void *arg)
{
	*(unsigned int *)arg += object->mod == &module;
	return 0;
}

static unsigned int count(void)
{
	unsigned int n = 0;

	kvm_para_walk_objects(count_one, &n);
	return n;
}

static void expect_text(struct kunit *test, bool page, bool msr)
{
	u32 mfspr = PPC_RAW_MFSPR(3, SPRN_SPRG0), mfmsr = RAW_MFMSR(4);

	KUNIT_EXPECT_EQ(test, mini.text[0], page ? mini.alt[0] : mfspr);
	KUNIT_EXPECT_EQ(test, mini.text[1], msr ? mini.alt[1] : mfmsr);
	KUNIT_EXPECT_EQ(test, mini.init_text[0], page ? mini.init_alt[0] : mfspr);
	KUNIT_EXPECT_EQ(test, mini.init_text[1], msr ? mini.init_alt[1] : mfmsr);
}

/* With the features of the kernel, and only if the kernel is patched. */
static void test_lifetimes(struct kunit *test)
{
	u32 features = kvm_para_in_use() ? kvm_para_agreed_features() : 0;

	make_module();
	KUNIT_ASSERT_EQ(test, load(), 0);
	expect_text(test, features & KVM_PARA_FTR_page, features & KVM_PARA_FTR_msr);
	KUNIT_EXPECT_EQ(test, count(), 2);
	module_arch_freeing_init(&module);
	KUNIT_EXPECT_EQ(test, count(), 1);
	module_arch_cleanup(&module);
	KUNIT_EXPECT_EQ(test, count(), 0);

	/* What comes after a module that failed to load. */
	make_module();
	KUNIT_ASSERT_EQ(test, load(), 0);
	module_arch_cleanup(&module);
	KUNIT_EXPECT_EQ(test, count(), 0);
}

static void test_no_record(struct kunit *test)
{
	make_module();
	set_section(FIXUP, mini.sites, 0, SHF_ALLOC);
	set_section(INIT_FIXUP, mini.init_sites, sizeof(mini.init_sites), 0);
	KUNIT_EXPECT_EQ(test, load(), 0);
	KUNIT_EXPECT_EQ(test, count(), 0);
	expect_text(test, false, false);
}

static void expect_refused(struct kunit *test, const char *what)
{
	KUNIT_EXPECT_EQ_MSG(test, load(), -ENOEXEC, "%s", what);
	KUNIT_EXPECT_EQ_MSG(test, count(), 0, "%s", what);
	expect_text(test, false, false);
	module_arch_cleanup(&module);
	make_module();
}

/* The first part's record is good, and its text stays what it was. */
static void test_corrupt(struct kunit *test)
{
	struct kvm_para_site *last = &mini.init_sites[1];

	make_module();
	mini.sections[INIT_FIXUP].sh_size -= 4;
	expect_refused(test, "truncated");
	set_site(last, &mini.text[1], &mini.init_alt[1], KVM_PARA_FTR_msr);
	expect_refused(test, "a site in text that lives longer");
	set_site(last, (u32 *)mini.sites, &mini.init_alt[1], KVM_PARA_FTR_msr);
	expect_refused(test, "a site outside text");
	set_site(last, &mini.init_text[1], &mini.init_alt[WORDS], KVM_PARA_FTR_msr);
	expect_refused(test, "an alternative outside its section");
	set_site(last, &mini.init_text[1], &mini.alt[1], KVM_PARA_FTR_msr);
	expect_refused(test, "an alternative of another part");
	last->alt_end_off += 4;
	expect_refused(test, "an alternative that is too long");
	last->mask = 1 << KVM_PARA_FEATURE_COUNT;
	expect_refused(test, "an unknown feature");
	mini.sections[INIT_ALT].sh_size = 0;
	expect_refused(test, "no alternatives");
}

/* A read that does not trap, in either part. */
static void test_silent(struct kunit *test)
{
	bool stale = kvm_para_agreed_features() & SILENT_FEATURE;
	u32 word = PPC_RAW_MFSPR(5, SILENT_SPR);

	make_module();
	mini.text[WORDS - 1] = word;
	KUNIT_EXPECT_EQ(test, load(), stale ? -ENOEXEC : 0);
	module_arch_cleanup(&module);

	make_module();
	mini.init_text[WORDS - 1] = word;
	KUNIT_EXPECT_EQ(test, load(), stale ? -ENOEXEC : 0);
	module_arch_cleanup(&module);

	make_module();
	mini.text[0] = word;
	mini.alt[0] = RAW_LL(5, -4096 + (int)SILENT_OFFSET);
	mini.sites[0].mask = SILENT_FEATURE;
	KUNIT_EXPECT_EQ(test, load(), 0);
	KUNIT_EXPECT_EQ(test, mini.text[0],
			stale && kvm_para_in_use() ? mini.alt[0] : word);
	module_arch_cleanup(&module);
}

static struct kunit_case module_cases[] = {
	KUNIT_CASE(test_lifetimes),
	KUNIT_CASE(test_no_record),
	KUNIT_CASE(test_corrupt),
	KUNIT_CASE(test_silent),
	{ }
};

static struct kunit_suite module_suite = {
	.name = "kvm_para_module",
	.test_cases = module_cases,
};

kunit_test_suite(module_suite);

MODULE_DESCRIPTION("KUnit tests of the magic page's records of modules");
MODULE_LICENSE("GPL");
