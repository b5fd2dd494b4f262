// SPDX-License-Identifier: GPL-2.0
/*
 * Check the record of sites, then let the kernel's do_feature_fixups() apply it.
 *
 * Hazard: do_feature_fixups() trusts its table and goes on after a failure, so a
 * bad entry would leave a kernel that is half patched, or text overwritten.
 * Nothing is written before every entry has been found good: site and
 * alternative inside their sections, the alternative no longer than its site,
 * the site's first word the very instruction the alternative was made from, and
 * a stub within the reach of a branch, there and back.
 */
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <asm/code-patching.h>
#include <asm/feature-fixups.h>

#include "magic_page/page.h"
#include "patching/codec.h"
#include "patching/sites.h"

static bool in_text(const struct kvm_para_record *rec, const u32 *word)
{
	const struct kvm_para_text *t;

	for (t = rec->text; t < rec->text + ARRAY_SIZE(rec->text); t++) {
		if (word >= t->start && word < t->stop)
			return true;
	}
	return false;
}

/* Is the entry's own shape sound? Every later check relies on it. */
static const char *check_shape(struct kvm_para_record *rec, struct kvm_para_site *site)
{
	u32 *start = site_start(site), *end = site_end(site);
	u32 *alt = site_alt(site), *alt_end = site_alt_end(site);

	if (((unsigned long)start | (unsigned long)end | (unsigned long)alt |
	     (unsigned long)alt_end) & 3)
		return "entry is not aligned";
	if (start >= end || !in_text(rec, start) || !in_text(rec, end - 1))
		return "site is outside text";
	if (alt >= alt_end || alt < rec->alt_start || alt_end > rec->alt_stop)
		return "alternative is outside its section";
	if (alt_end - alt > end - start)
		return "alternative is longer than its site";
	if (site->value || !site->mask || site->mask >> KVM_PARA_FEATURE_COUNT)
		return "unknown feature";
	return NULL;
}

/**
 * kvm_para_uses_stub() - whether an alternative goes to a stub
 * @alt: its first word
 * @words: how many it has
 *
 * Context: any.
 * Return: true if it is one branch; sequences branch as well, but have more words.
 */
bool kvm_para_uses_stub(const u32 *alt, unsigned int words)
{
	return words == 1 && instr_is_relative_branch(ppc_inst_read(alt));
}

static bool is_stub(struct kvm_para_site *site)
{
	return kvm_para_uses_stub(site_alt(site), site_alt_end(site) - site_alt(site));
}

/**
 * kvm_para_kernel_fixup() - the kernel's own fixup around an address
 * @rec: the record over the same text
 * @addr: the address
 * @alternative: look among the fixups' alternatives, instead of their bodies
 *
 * Context: any.
 * Return: the fixup, or NULL.
 */
const struct kvm_para_site *kvm_para_kernel_fixup(const struct kvm_para_record *rec,
						  const u32 *addr, bool alternative)
{
	const struct kvm_para_fixups *f;
	const struct kvm_para_site *k;

	for (f = rec->fixups; f < rec->fixups + ARRAY_SIZE(rec->fixups); f++) {
		for (k = f->start; (void *)k < f->stop; k++) {
			if (addr >= (alternative ? site_alt(k) : site_start(k)) &&
			    addr < (alternative ? site_alt_end(k) : site_end(k)))
				return k;
		}
	}
	return NULL;
}

/*
 * A site in the alternative of one of the kernel's own feature sections runs
 * where that alternative was copied to, if it was. Follow it there. Returns
 * whether the entry still has a site that can be patched.
 */
static bool follow(struct kvm_para_record *rec, struct kvm_para_site *site,
		   struct kvm_para_counts *counts)
{
	u32 *start = site_start(site), *to;
	const struct kvm_para_site *k = kvm_para_kernel_fixup(rec, start, true);

	if (!k)
		return true;
	to = site_start(k) + (start - site_alt(k));
	if (*to != *start) {
		counts->gone++;
		return false;
	}
	/* A stub returns to where the site was assembled. */
	if (is_stub(site)) {
		counts->refused++;
		return false;
	}
	counts->moved++;
	site->end_off += (to - start) * sizeof(u32);
	site->start_off += (to - start) * sizeof(u32);
	return true;
}

/* The first branch of a stub that is not conditional is the way back. */
static bool stub_returns(struct kvm_para_record *rec, u32 *stub, u32 *to)
{
	for (; stub < rec->stub_stop; stub++) {
		if (instr_is_branch_iform(ppc_inst_read(stub)))
			return branch_target(stub) == (unsigned long)to;
	}
	return false;
}

static const char *check_stub(struct kvm_para_record *rec, struct kvm_para_site *site)
{
	u32 *start = site_start(site);
	u32 *target = (u32 *)branch_target(site_alt(site));
	ppc_inst_t branch;

	if (target < rec->stub_start || target >= rec->stub_stop)
		return "stub is outside its section";
	if (!stub_returns(rec, target, site_end(site)))
		return "stub does not return to its site";
	/* The whole section, so that the way back is in reach too. */
	if (create_branch(&branch, start, (unsigned long)rec->stub_start, 0) ||
	    create_branch(&branch, start, (unsigned long)rec->stub_stop, 0))
		return "stub is out of reach";
	return NULL;
}

/* An inline sequence begins with the load of MSR and stores it third. */
static bool is_sequence(struct kvm_para_site *site)
{
	u32 *alt = site_alt(site);
	struct kvm_para_insn msr = {
		.kind = KVM_PARA_LOAD,
		.gpr = (*alt >> 21) & 31,
		.offset = KVM_PARA_OFFSET(msr, ulong),
		.wide = true,
	};

	if (site_alt_end(site) - alt < 3 || alt[0] != kvm_para_encode(&msr))
		return false;
	msr.kind = KVM_PARA_STORE;
	return alt[2] == kvm_para_encode(&msr);
}

/* Does the alternative do what the instruction in the site does? */
static const char *check_meaning(struct kvm_para_record *rec, struct kvm_para_site *site,
				 struct kvm_para_insn *insn)
{
	if (insn->feature != site->mask)
		return "feature is not the instruction's";
	/* Which register holds no zero there, only the source knows. */
	if (insn->kind == KVM_PARA_MARK)
		insn->gpr = (*site_alt(site) >> 21) & 31;
	/* Whether the line is then written, too. */
	if (insn->kind == KVM_PARA_CLEAR && *site_alt(site) == PPC_RAW_NOP())
		return NULL;
	if (insn->kind != KVM_PARA_SEQUENCE && insn->kind != KVM_PARA_CLEAR) {
		if (*site_alt(site) != kvm_para_encode(insn))
			return "alternative is not the instruction's";
		return NULL;
	}
	if (is_stub(site))
		return check_stub(rec, site);
	return is_sequence(site) ? NULL : "alternative is no sequence";
}

/*
 * KVM lets a 32-bit Book3S guest execute a page or write it, and not both, for it looks
 * for dcbz in what is executed. A store to the page that the store itself is in would
 * never be over. Nothing else is there, see include/kvm_para_writer.lds.h.
 */
static bool is_writers_page(const struct kvm_para_site *site)
{
	unsigned long writer = (unsigned long)raw_patch_instruction;

	return IS_ENABLED(CONFIG_PPC_BOOK3S_32) &&
	       (unsigned long)site_start(site) >> PAGE_SHIFT == writer >> PAGE_SHIFT;
}

static const char *check_site(struct kvm_para_record *rec, struct kvm_para_site *site,
			      struct kvm_para_counts *counts)
{
	const char *error = check_shape(rec, site);
	struct kvm_para_insn insn;

	if (error)
		return error;
	if (!follow(rec, site, counts)) {
		site->mask = 0;
		return NULL;
	}
	if (is_writers_page(site)) {
		counts->refused++;
		site->mask = 0;
		return NULL;
	}
	if (kvm_para_decode(*site_start(site), &insn))
		error = check_meaning(rec, site, &insn);
	else
		error = "site holds no instruction of ours";
	/* The kernel's own fixups may have put something else in its place. */
	if (error && kvm_para_kernel_fixup(rec, site_start(site), false)) {
		counts->gone++;
		site->mask = 0;
		return NULL;
	}
	return error;
}

/**
 * kvm_para_sites_check() - check a record before it is applied
 * @rec: the record; entries that need no patching are turned off in it
 * @features: bits of enum kvm_para_feature that will be applied
 * @counts: receives the counts, @patched being what is going to be applied
 *
 * Context: once, with the kernel's own fixups applied; does not sleep.
 * Return: NULL, or what is wrong with the record, of which then nothing may be
 *         applied.
 */
const char *kvm_para_sites_check(struct kvm_para_record *rec, u32 features,
				 struct kvm_para_counts *counts)
{
	size_t bytes = (unsigned long)rec->stop - (unsigned long)rec->start;
	struct kvm_para_site *site;
	const char *error;

	*counts = (struct kvm_para_counts){ .known = bytes / sizeof(*site) };
	if (rec->stop <= rec->start)
		return "record is empty";
	if (bytes % sizeof(*site))
		return "record is truncated";

	for (site = rec->start; site < rec->stop; site++) {
		error = check_site(rec, site, counts);
		if (error) {
			counts->bad = site_start(site);
			counts->bad_entry = site - rec->start;
			return error;
		}
		if (site->mask & features)
			counts->patched++;
	}
	return NULL;
}

/**
 * kvm_para_sites_apply() - patch the sites of a record
 * @rec: a record that kvm_para_sites_check() found good
 * @features: bits of enum kvm_para_feature to apply
 *
 * Context: interrupts off and no other CPU running text of the record: SPRG4-7
 *          reads never trap, so all accesses have to change at once (struct
 *          kvm_vcpu_arch_shared in asm/kvm_para.h). Text must be writable.
 * Return: NULL, or why nothing has been patched.
 */
const char *kvm_para_sites_apply(struct kvm_para_record *rec, u32 features)
{
	if (WARN_ON_ONCE(!irqs_disabled()))
		return "interrupts are on";

	do_feature_fixups(features, rec->start, rec->stop);
	return NULL;
}

/**
 * kvm_para_stub_bytes() - size of a record's stubs
 * @rec: the record
 *
 * Context: any.
 * Return: size in bytes.
 */
size_t kvm_para_stub_bytes(const struct kvm_para_record *rec)
{
	return (rec->stub_stop - rec->stub_start) * sizeof(u32);
}
