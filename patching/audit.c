// SPDX-License-Identifier: GPL-2.0
/*
 * Walk live text and report each instruction of registers.tbl that traps.
 *
 * Hazard: the counts of the patching say what was meant to happen. This looks at
 * the words that are there, whatever the record says, and uses the record only
 * to know the originals that belong there: those in stubs, and those in a
 * sequence for the interrupt that waits.
 */
#include "patching/audit.h"

static const struct kvm_para_site *site_around(const struct kvm_para_record *rec,
					       const u32 *word)
{
	const struct kvm_para_site *site;

	for (site = rec->start; site < rec->stop; site++) {
		if (word >= site_start(site) && word < site_end(site))
			return site;
	}
	return NULL;
}

/* Where the source does not say so, it has to trap. */
static bool no_site(const struct kvm_para_record *rec, const u32 *word,
		    const struct kvm_para_insn *insn)
{
	return insn->marked && !site_around(rec, word);
}

static bool belongs_there(const struct kvm_para_record *rec, const u32 *word)
{
	const struct kvm_para_site *site;

	if (word >= rec->stub_start && word < rec->stub_stop)
		return true;
	/* Of a module they are executable, though nobody executes them. */
	if (word >= rec->alt_start && word < rec->alt_stop)
		return true;
	/* Where the kernel keeps an alternative of its own, nothing is executed. */
	if (kvm_para_kernel_fixup(rec, word, true))
		return true;
	site = site_around(rec, word);
	return site && word != site_start(site);
}

/**
 * kvm_para_audit() - report what traps
 * @rec: the record over that text
 * @start: first word of text
 * @stop: after the last
 * @report: called for each instruction that traps
 *
 * Context: any; looks through the record for each candidate, so it takes some
 *          ten million instructions for a kernel.
 * Return: how many were reported.
 */
unsigned int kvm_para_audit(const struct kvm_para_record *rec, const u32 *start,
			    const u32 *stop, kvm_para_audit_fn *report)
{
	struct kvm_para_insn insn;
	unsigned int count = 0;
	const u32 *word;

	for (word = start; word < stop; word++) {
		if (!kvm_para_decode(*word, &insn) || no_site(rec, word, &insn) ||
		    belongs_there(rec, word))
			continue;
		report(word, &insn);
		count++;
	}
	return count;
}
