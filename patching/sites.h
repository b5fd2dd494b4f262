/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The record of sites, and what is done with it.
 */
#ifndef _KVM_PARA_SITES_H
#define _KVM_PARA_SITES_H

#include <linux/types.h>

/*
 * One entry, as the prelude writes it and do_feature_fixups() reads it: offsets
 * count from the entry itself. @value is zero, so a set bit of @mask applies it.
 */
struct kvm_para_site {
	unsigned long mask;
	unsigned long value;
	long start_off;
	long end_off;
	long alt_start_off;
	long alt_end_off;
};

static inline u32 *site_start(const struct kvm_para_site *site)
{
	return (u32 *)((unsigned long)site + site->start_off);
}

static inline u32 *site_end(const struct kvm_para_site *site)
{
	return (u32 *)((unsigned long)site + site->end_off);
}

static inline u32 *site_alt(const struct kvm_para_site *site)
{
	return (u32 *)((unsigned long)site + site->alt_start_off);
}

static inline u32 *site_alt_end(const struct kvm_para_site *site)
{
	return (u32 *)((unsigned long)site + site->alt_end_off);
}

/* From the linker script, include/kvm_para_sites.lds.h and _stubs.lds.h. */
extern struct kvm_para_site __start_kvm_para_fixup[], __stop_kvm_para_fixup[];
extern u32 __start_kvm_para_alt[], __stop_kvm_para_alt[];
extern u32 __start_kvm_para_stub[], __stop_kvm_para_stub[];

/* A table of the kernel's own feature sections, applied before ours. */
struct kvm_para_fixups {
	void *start;
	void *stop;
};

/* A stretch of text. */
struct kvm_para_text {
	const u32 *start;
	const u32 *stop;
};

/**
 * struct kvm_para_record - where the parts of a record lie
 * @start: first entry
 * @stop: after the last entry
 * @alt_start: first alternative
 * @alt_stop: after the last alternative
 * @stub_start: first stub
 * @stub_stop: after the last stub
 * @fixups: the kernel's own tables over the same text
 * @text: where sites may lie
 */
struct kvm_para_record {
	struct kvm_para_site *start;
	struct kvm_para_site *stop;
	u32 *alt_start;
	u32 *alt_stop;
	u32 *stub_start;
	u32 *stub_stop;
	struct kvm_para_fixups fixups[2];
	struct kvm_para_text text[2];
};

/**
 * struct kvm_para_counts - what has become of a record
 * @known: entries
 * @patched: entries applied
 * @gone: entries whose instruction the kernel's own fixups had replaced
 * @moved: entries whose instruction the kernel's own fixups had moved
 * @refused: entries left trapping, since their stub cannot serve a moved site, or they
 *	cannot be written
 * @bad: address of the site the check stumbled over, NULL if none
 * @bad_entry: its place in the record, counted from 0
 */
struct kvm_para_counts {
	unsigned int known;
	unsigned int patched;
	unsigned int gone;
	unsigned int moved;
	unsigned int refused;
	const u32 *bad;
	unsigned int bad_entry;
};

const char *kvm_para_sites_check(struct kvm_para_record *rec, u32 features,
				 struct kvm_para_counts *counts);
const char *kvm_para_sites_apply(struct kvm_para_record *rec, u32 features);
bool kvm_para_uses_stub(const u32 *alt, unsigned int words);
size_t kvm_para_stub_bytes(const struct kvm_para_record *rec);
const struct kvm_para_site *kvm_para_kernel_fixup(const struct kvm_para_record *rec,
						  const u32 *addr, bool alternative);

#endif /* _KVM_PARA_SITES_H */
