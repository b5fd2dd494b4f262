/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a record's sites held before they were patched, and what they hold since.
 */
#ifndef _KVM_PARA_SAVED_H
#define _KVM_PARA_SAVED_H

#include <linux/types.h>

#include "patching/sites.h"
#include "patching/window.h"

/**
 * struct kvm_para_image - what a site holds, in either state
 * @next: another image of the same hash, while they are collected
 * @words: how long a site is that holds it
 * @word: that many of the original, then that many of the alternative
 */
struct kvm_para_image {
	struct kvm_para_image *next;
	unsigned int words;
	u32 word[];
};

/**
 * struct kvm_para_place - a site, and what it holds
 * @site: its first word
 * @image: shared by all sites that hold the same
 */
struct kvm_para_place {
	u32 *site;
	const struct kvm_para_image *image;
};

/**
 * struct kvm_para_saved - the sites of a record that are patched
 * @count: how many
 * @bytes: size of it all, with the images behind the places
 * @window: for as long as they are written
 * @place: the sites
 *
 * Outlives the record, which is init memory.
 */
struct kvm_para_saved {
	unsigned int count;
	size_t bytes;
	struct kvm_para_window window;
	struct kvm_para_place place[];
};

/* The two words a site may hold at @i: its original, and that of its alternative. */
static inline u32 kvm_para_image_word(const struct kvm_para_image *image, bool patched,
				      unsigned int i)
{
	return image->word[(patched ? image->words : 0) + i];
}

size_t kvm_para_saved_room(const struct kvm_para_record *rec, u32 features);
void kvm_para_save(const struct kvm_para_record *rec, u32 features,
		   struct kvm_para_saved *saved);
void kvm_para_saved_forget(struct kvm_para_saved *saved, const u32 *start, const u32 *stop);
const u32 *kvm_para_saved_differs(const struct kvm_para_saved *saved, bool patched);
int kvm_para_saved_open(struct kvm_para_saved *saved);
int kvm_para_saved_write(const struct kvm_para_saved *saved, bool patched,
			 unsigned int *written);
void kvm_para_saved_unwrite(const struct kvm_para_saved *saved, bool patched,
			    unsigned int written);

#endif /* _KVM_PARA_SAVED_H */
