// SPDX-License-Identifier: GPL-2.0
/*
 * Keep what sites held before they were patched, and write it back, and again
 * what they were patched with.
 *
 * Hazard: what is written over text has to be exactly what was there. Originals
 * are copied from live text before the first site is patched, in memory that was
 * allocated before, and alternatives are made as do_feature_fixups() makes them;
 * each word is compared with one of the two before anything is written, so a
 * difference between the two ways to make an alternative ends in a refusal, and
 * so does a breakpoint. Sites that were gone or refused are not in it: only what
 * was written is restored.
 *
 * A word that the host makes another of, so that it traps, is kept as that: the host does
 * so when a page is first executed, and not when the guest writes the word again.
 *
 * Some thousand sites hold a few hundred different images, which are kept once.
 */
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/string.h>
#include <asm/code-patching.h>
#include <asm/inst.h>
#include <asm/ppc-opcode.h>

#include "patching/codec.h"
#include "patching/inject.h"
#include "patching/saved.h"

#define HASHES	64

static bool is_patched(const struct kvm_para_site *site, u32 features)
{
	return site->mask & features;
}

static size_t image_bytes(unsigned int words)
{
	return sizeof(struct kvm_para_image) + 2 * words * sizeof(u32);
}

/**
 * kvm_para_saved_room() - memory that saving a record takes at most
 * @rec: a record that kvm_para_sites_check() found good
 * @features: bits of enum kvm_para_feature that are applied
 *
 * Context: any.
 * Return: size in bytes.
 */
size_t kvm_para_saved_room(const struct kvm_para_record *rec, u32 features)
{
	size_t room = sizeof(struct kvm_para_saved);
	const struct kvm_para_site *site;

	for (site = rec->start; site < rec->stop; site++) {
		if (is_patched(site, features))
			room += sizeof(struct kvm_para_place) +
				image_bytes(site_end(site) - site_start(site));
	}
	return room;
}

/* A branch out of the alternative goes to the same place from the site. */
static u32 alternative_word(const struct kvm_para_site *site, unsigned int i)
{
	const u32 *from = site_alt(site) + i;
	ppc_inst_t insn;
	unsigned long target;

	if (from >= site_alt_end(site))
		return PPC_RAW_NOP();
	insn = ppc_inst_read(from);
	if (!instr_is_relative_branch(insn))
		return *from;
	target = branch_target(from);
	if (target < (unsigned long)site_alt(site) || target > (unsigned long)site_alt_end(site))
		translate_branch(&insn, site_start(site) + i, from);
	return ppc_inst_val(insn);
}

static void fill_image(const struct kvm_para_site *site, struct kvm_para_image *image)
{
	unsigned int i;

	image->words = site_end(site) - site_start(site);
	for (i = 0; i < image->words; i++) {
		image->word[i] = kvm_para_trapping(site_start(site)[i]);
		image->word[image->words + i] = alternative_word(site, i);
	}
}

static struct kvm_para_image **head_of(struct kvm_para_image **heads,
				       const struct kvm_para_image *image)
{
	u32 hash = image->word[0] ^ image->word[image->words];

	return &heads[(hash ^ hash >> 16 ^ hash >> 21) % HASHES];
}

static const struct kvm_para_image *find_same(const struct kvm_para_image *among,
					      const struct kvm_para_image *image)
{
	for (; among; among = among->next) {
		if (among->words == image->words &&
		    !memcmp(among->word, image->word, 2 * image->words * sizeof(u32)))
			return among;
	}
	return NULL;
}

/**
 * kvm_para_save() - keep what the sites of a record hold
 * @rec: a record that kvm_para_sites_check() found good, and nothing has applied
 * @features: bits of enum kvm_para_feature that will be applied
 * @saved: kvm_para_saved_room() bytes; @bytes says how many of them it has taken
 *
 * Context: any in which nobody changes text.
 */
void kvm_para_save(const struct kvm_para_record *rec, u32 features,
		   struct kvm_para_saved *saved)
{
	struct kvm_para_image *heads[HASHES] = { NULL }, **head, *next;
	struct kvm_para_place *place = saved->place;
	const struct kvm_para_site *site;

	saved->count = 0;
	memset(&saved->window, 0, sizeof(saved->window));
	for (site = rec->start; site < rec->stop; site++)
		saved->count += is_patched(site, features);
	next = (void *)(saved->place + saved->count);
	for (site = rec->start; site < rec->stop; site++) {
		if (!is_patched(site, features))
			continue;
		fill_image(site, next);
		head = head_of(heads, next);
		place->site = site_start(site);
		place->image = find_same(*head, next);
		if (!place->image) {
			place->image = next;
			next->next = *head;
			*head = next;
			next = (void *)next + image_bytes(next->words);
		}
		place++;
	}
	saved->bytes = (void *)next - (void *)saved;
}

/**
 * kvm_para_saved_forget() - forget sites whose text is about to be freed
 * @saved: the sites
 * @start: first word of that text
 * @stop: after the last
 *
 * Context: no switch at the same time.
 */
void kvm_para_saved_forget(struct kvm_para_saved *saved, const u32 *start, const u32 *stop)
{
	unsigned int i, kept = 0;

	for (i = 0; i < saved->count; i++) {
		if (saved->place[i].site < start || saved->place[i].site >= stop)
			saved->place[kept++] = saved->place[i];
	}
	saved->count = kept;
}

/* A probe keeps a copy of the word, which has to remain what it was. */
static bool is_probed(u32 *word)
{
	return IS_ENABLED(CONFIG_KPROBES) && get_kprobe(word);
}

/**
 * kvm_para_saved_differs() - whether all sites hold what they should
 * @saved: the sites
 * @patched: their alternatives, otherwise their originals
 *
 * Context: any; nobody changes text meanwhile.
 * Return: the first word that is something else or that a kprobe knows, or NULL.
 */
const u32 *kvm_para_saved_differs(const struct kvm_para_saved *saved, bool patched)
{
	const struct kvm_para_place *p;
	unsigned int i;

	for (p = saved->place; p < saved->place + saved->count; p++) {
		for (i = 0; i < p->image->words; i++) {
			if (kvm_para_trapping(p->site[i]) !=
			    kvm_para_image_word(p->image, patched, i) ||
			    is_probed(p->site + i))
				return p->site + i;
		}
	}
	return NULL;
}

/**
 * kvm_para_saved_open() - make all sites writable
 * @saved: the sites; kvm_para_window_close() for its window is to follow
 *
 * Context: sleeps.
 * Return: 0, or -ENOMEM.
 */
int kvm_para_saved_open(struct kvm_para_saved *saved)
{
	const struct kvm_para_place *p, *end = saved->place + saved->count;
	u32 *first = NULL, *last = NULL;

	for (p = saved->place; p < end; p++) {
		if (!first || p->site < first)
			first = p->site;
		if (p->site + p->image->words - 1 > last)
			last = p->site + p->image->words - 1;
	}
	return first ? kvm_para_window_open(&saved->window, first, last) : 0;
}

static int write_place(const struct kvm_para_saved *saved, const struct kvm_para_place *p,
		       bool patched)
{
	unsigned int i;
	u32 word;
	int err;

	for (i = 0; i < p->image->words; i++) {
		word = kvm_para_image_word(p->image, patched, i);
		err = p->site[i] == word ? 0 :
		      kvm_para_window_write(&saved->window, p->site + i, word);
		if (err)
			return err;
	}
	return 0;
}

NOKPROBE_SYMBOL(write_place);

/**
 * kvm_para_saved_write() - write the alternatives to all sites, or the originals
 * @saved: the sites
 * @patched: the alternatives, otherwise the originals
 * @written: receives how many sites have been written to, the one that failed among
 *           them
 *
 * Context: nobody executes a site or is in the middle of one, on any CPU.
 * Return: 0, or why a site could not be written.
 */
int kvm_para_saved_write(const struct kvm_para_saved *saved, bool patched,
			 unsigned int *written)
{
	int err = 0;

	for (*written = 0; *written < saved->count && !err; ++*written) {
		if (kvm_para_inject(patched ? KVM_PARA_FAIL_ON : KVM_PARA_FAIL_OFF))
			err = -EPERM;
		else
			err = write_place(saved, &saved->place[*written], patched);
	}
	return err;
}

NOKPROBE_SYMBOL(kvm_para_saved_write);

/**
 * kvm_para_saved_unwrite() - take back what kvm_para_saved_write() has done
 * @saved: the sites
 * @patched: as it was called
 * @written: as it has said
 *
 * Text that could be written once can be again, so there is nothing to be done
 * about a failure here, and it is loud.
 *
 * Context: as there, and nothing has run in between.
 */
void kvm_para_saved_unwrite(const struct kvm_para_saved *saved, bool patched,
			    unsigned int written)
{
	while (written)
		WARN_ON(write_place(saved, &saved->place[--written], !patched));
}

NOKPROBE_SYMBOL(kvm_para_saved_unwrite);
