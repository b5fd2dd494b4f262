// SPDX-License-Identifier: GPL-2.0
/*
 * The list of all records: the kernel's, and those of the modules that are loaded.
 *
 * Hazard: a module that comes while somebody goes through the list to patch it
 * would be left out, and run with stale registers. So whether the library is in
 * use is decided, and a module patched and put into the list, under one mutex.
 */
#include <linux/irqflags.h>
#include <linux/kprobes.h>
#include <linux/slab.h>
#include <asm/cputable.h>
#include <asm/feature-fixups.h>
#include <asm/kvm_para_guest.h>
#include <asm/mmu.h>
#include <asm/sections.h>

#include "kvm_para/records.h"
#include "kvm_para/switch.h"
#include "kvm_para/trace.h"

/* Protects the list, and whether what is in it is patched. */
DEFINE_MUTEX(kvm_para_mutex);

static struct list_head objects = {
	.next = &kvm_para_kernel.list,
	.prev = &kvm_para_kernel.list,
};

/* Known from the start: it is patched long before a mutex can be taken. */
struct kvm_para_object kvm_para_kernel = {
	.list = { .next = &objects, .prev = &objects },
	.name = "kernel",
	.rec = {
		.start = __start_kvm_para_fixup,
		.stop = __stop_kvm_para_fixup,
		.alt_start = __start_kvm_para_alt,
		.alt_stop = __stop_kvm_para_alt,
		.stub_start = __start_kvm_para_stub,
		.stub_stop = __stop_kvm_para_stub,
		.fixups = {
			{ &__start___ftr_fixup, &__stop___ftr_fixup },
			{ &__start___mmu_ftr_fixup, &__stop___mmu_ftr_fixup },
		},
		.text = {
			{ (u32 *)_stext, (u32 *)_etext },
			{ (u32 *)__init_begin, (u32 *)__init_end },
		},
	},
};

/* Under the mutex */
static unsigned int patched_of(const struct kvm_para_object *object)
{
	return kvm_para_in_use() ? object->counts.patched : 0;
}

/**
 * kvm_para_add_object() - put a module's record into the list, and patch it
 * @object: the record, checked, in memory of kmalloc()'s
 *
 * It is patched if the library is in use, and otherwise only known.
 *
 * Context: nothing of the module has run yet, and its text is writable; sleeps.
 * Return: 0, or why it has been neither patched nor put into the list.
 */
int kvm_para_add_object(struct kvm_para_object *object)
{
	unsigned long flags;
	int err = kvm_para_keep_module(object);

	if (err)
		return err;
	mutex_lock(&kvm_para_mutex);
	if (kvm_para_in_use()) {
		local_irq_save(flags);
		kvm_para_sites_apply(&object->rec, kvm_para_agreed_features());
		local_irq_restore(flags);
	}
	list_add_tail(&object->list, &objects);
	trace_kvm_para_module(object->name, object->init, true, patched_of(object), 0);
	mutex_unlock(&kvm_para_mutex);
	return 0;
}

/**
 * kvm_para_remove_objects() - forget a module's records, and free them
 * @mod: the module
 * @init_only: no others than those of its init text
 *
 * Context: that text will not run again, and is still there; sleeps. Is called
 *          with module_mutex held, so that is never taken under kvm_para_mutex.
 */
void kvm_para_remove_objects(const struct module *mod, bool init_only)
{
	struct kvm_para_object *object, *next;

	mutex_lock(&kvm_para_mutex);
	list_for_each_entry_safe(object, next, &objects, list) {
		if (object->mod != mod || (init_only && !object->init))
			continue;
		trace_kvm_para_module(object->name, object->init, false, patched_of(object), 0);
		list_del(&object->list);
		kvfree(object->saved);
		kfree(object);
	}
	mutex_unlock(&kvm_para_mutex);
}

/**
 * kvm_para_walk_locked() - kvm_para_walk_objects() where the mutex is held
 * @fn: what to do; anything but 0 ends it
 * @arg: handed to @fn
 *
 * Context: whoever has called, or waits for this, holds kvm_para_mutex; but for
 *          @fn, does not sleep, and executes no site.
 * Return: 0, or what @fn has returned last.
 */
int kvm_para_walk_locked(int (*fn)(struct kvm_para_object *object, void *arg), void *arg)
{
	struct kvm_para_object *object;
	int err = 0;

	list_for_each_entry(object, &objects, list) {
		err = fn(object, arg);
		if (err)
			break;
	}
	return err;
}

NOKPROBE_SYMBOL(kvm_para_walk_locked);

/**
 * kvm_para_walk_objects() - do something with each record, the kernel's first
 * @fn: what to do; anything but 0 ends it
 * @arg: handed to @fn
 *
 * Context: takes kvm_para_mutex, so that none comes or goes meanwhile; sleeps.
 * Return: 0, or what @fn has returned last.
 */
int kvm_para_walk_objects(int (*fn)(struct kvm_para_object *object, void *arg), void *arg)
{
	int err;

	mutex_lock(&kvm_para_mutex);
	err = kvm_para_walk_locked(fn, arg);
	mutex_unlock(&kvm_para_mutex);
	return err;
}
