// SPDX-License-Identifier: GPL-2.0
/*
 * Memory for what sites held before they were patched: the kernel's and modules'.
 *
 * Hazard: there is no way back without it, so it is allocated, and filled, before
 * the first site is written. And text that has been freed belongs to somebody
 * else: sites in init text are forgotten before that goes.
 */
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <asm/code-patching.h>
#include <asm/inst.h>
#include <asm/kvm_para_guest.h>
#include <asm/sections.h>

#include "kvm_para/records.h"
#include "kvm_para/switch.h"
#include "patching/inject.h"
#include "patching/saved.h"

/**
 * kvm_para_keep_kernel() - keep what the kernel's own sites hold
 * @features: bits of enum kvm_para_feature that will be applied
 *
 * Context: setup_arch(), with the record checked and nothing patched.
 * Return: NULL, or why the kernel must not be patched.
 */
const char *__init kvm_para_keep_kernel(u32 features)
{
	const struct kvm_para_record *rec = &kvm_para_kernel.rec;
	size_t room = PAGE_ALIGN(kvm_para_saved_room(rec, features)), used;
	struct kvm_para_saved *saved = NULL;

	if (!kvm_para_inject(KVM_PARA_FAIL_ORIGINALS))
		saved = memblock_alloc(room, PAGE_SIZE);
	if (!saved)
		return "no memory to keep them";
	kvm_para_save(rec, features, saved);
	used = PAGE_ALIGN(saved->bytes);
	if (used < room)
		memblock_free((void *)saved + used, room - used);
	kvm_para_kernel.saved = saved;
	return NULL;
}

/* For the tests: a store to text that had no effect. */
static void __init forget_a_store(const struct kvm_para_saved *saved)
{
	const struct kvm_para_place *p;

	for (p = saved->place; p < saved->place + saved->count; p++) {
		if (kvm_para_inject(KVM_PARA_FAIL_BOOT))
			patch_instruction(p->site, ppc_inst(p->image->word[0]));
	}
}

/**
 * kvm_para_prove_kernel() - prove that every site holds its alternative
 * @bad: receives the first word that does not, if there is one
 *
 * do_feature_fixups() does not say whether its stores have had an effect. If one
 * has not, all sites get their originals back.
 *
 * Context: behind kvm_para_sites_apply(), interrupts off as there.
 * Return: NULL, or why nothing is patched.
 */
const char *__init kvm_para_prove_kernel(const u32 **bad)
{
	struct kvm_para_saved *saved = kvm_para_kernel.saved;

	forget_a_store(saved);
	*bad = kvm_para_saved_differs(saved, true);
	if (!*bad)
		return NULL;
	kvm_para_saved_unwrite(saved, true, saved->count);
	memblock_free(saved, PAGE_ALIGN(saved->bytes));
	kvm_para_kernel.saved = NULL;
	return "a site did not take its alternative";
}

/**
 * kvm_para_keep_module() - keep what a module's sites hold
 * @object: its record, checked, of which nothing has been applied
 *
 * Context: nothing of the module has run yet; sleeps.
 * Return: 0, or -ENOMEM.
 */
int kvm_para_keep_module(struct kvm_para_object *object)
{
	u32 features = kvm_para_agreed_features();
	size_t room = kvm_para_saved_room(&object->rec, features);

	if (!features)
		return 0;
	if (!kvm_para_inject(KVM_PARA_FAIL_MODULE))
		object->saved = kvmalloc(room, GFP_KERNEL);
	if (!object->saved)
		return -ENOMEM;
	kvm_para_save(&object->rec, features, object->saved);
	return 0;
}

static int __init forget_init_text(void)
{
	if (kvm_para_kernel.saved)
		kvm_para_saved_forget(kvm_para_kernel.saved, (u32 *)__init_begin,
				      (u32 *)__init_end);
	return 0;
}
late_initcall_sync(forget_init_text);
