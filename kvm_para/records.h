/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All that can be patched: the kernel, and each module that is loaded.
 */
#ifndef _KVM_PARA_RECORDS_H
#define _KVM_PARA_RECORDS_H

#include <linux/list.h>
#include <linux/mutex.h>

#include "patching/sites.h"

struct kvm_para_saved;
struct module;

/**
 * struct kvm_para_object - a record, and whose it is
 * @list: in the list of all of them, the kernel first
 * @name: of the kernel or module
 * @mod: the module, NULL for the kernel
 * @init: the record of a module's init text, which goes when that is freed
 * @rec: its record, which has been checked
 * @counts: what the check has found; @patched is what would be, or is, patched
 * @saved: what its sites hold in either state; NULL without KVM_MAGIC_PAGE_DEBUGFS
 */
struct kvm_para_object {
	struct list_head list;
	const char *name;
	struct module *mod;
	bool init;
	struct kvm_para_record rec;
	struct kvm_para_counts counts;
	struct kvm_para_saved *saved;
};

extern struct mutex kvm_para_mutex;

extern struct kvm_para_object kvm_para_kernel;

int kvm_para_add_object(struct kvm_para_object *object);
void kvm_para_remove_objects(const struct module *mod, bool init_only);
int kvm_para_walk_locked(int (*fn)(struct kvm_para_object *object, void *arg), void *arg);
int kvm_para_walk_objects(int (*fn)(struct kvm_para_object *object, void *arg), void *arg);

#endif /* _KVM_PARA_RECORDS_H */
