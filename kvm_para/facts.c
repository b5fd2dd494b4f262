// SPDX-License-Identifier: GPL-2.0
/*
 * The directory kvm_para of debugfs: what is known of the library in this guest,
 * and the switch.
 *
 * Hazard: a fact that was noted when something was meant to happen. What sites
 * and CPUs hold is looked up when it is asked for.
 */
#include <linux/cpumask.h>
#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/seq_file.h>
#include <linux/smp.h>
#include <linux/uaccess.h>
#include <asm/kvm_para_guest.h>

#include "kvm_para/facts.h"
#include "kvm_para/records.h"
#include "kvm_para/switch.h"
#include "magic_page/page.h"
#include "patching/codec.h"
#include "patching/saved.h"

/**
 * kvm_para_debugfs() - the library's directory in debugfs
 *
 * Context: late_initcall or later, one at a time.
 * Return: the directory, or an error that debugfs takes as one.
 */
struct dentry *kvm_para_debugfs(void)
{
	static struct dentry *dir;

	if (!dir)
		dir = debugfs_create_dir("kvm_para", NULL);
	return dir;
}

static int state_show(struct seq_file *m, void *unused)
{
	const struct kvm_para_outcome *o = &kvm_para_outcome;
	char names[KVM_PARA_NAMES];

	kvm_para_format_features(names, sizeof(names), o->features);
	seq_printf(m, "state %s\n", kvm_para_in_use() ? "patched" :
		   kvm_para_agreed_features() ? "off" : "traps");
	seq_printf(m, "step %s\n", o->step);
	seq_printf(m, "error %s\n", o->error ?: "none");
	if (o->bad)
		seq_printf(m, "at %pS\n", o->bad);
	seq_printf(m, "features %s\n", names);
	seq_printf(m, "ticks %llu\n", o->ticks);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(state);

/* What the page of a CPU says of itself; found, if there is one. */
struct page_seen {
	bool found;
	u32 pir;
	u32 msr;
};

static void look_at_page(void *arg)
{
	struct page_seen *seen = arg;
	struct kvm_vcpu_arch_shared *page = kvm_para_page();

	seen->found = !get_kernel_nofault(seen->pir, &page->pir) &&
		!get_kernel_nofault(seen->msr, (u32 *)((void *)page +
				    KVM_PARA_OFFSET(msr, lo)));
}

static int features_show(struct seq_file *m, void *unused)
{
	char names[KVM_PARA_NAMES];
	struct page_seen seen;
	int cpu;

	kvm_para_format_features(names, sizeof(names), kvm_para_agreed_features());
	for_each_present_cpu(cpu) {
		seen = (struct page_seen) { 0 };
		if (smp_call_function_single(cpu, look_at_page, &seen, 1))
			seq_printf(m, "cpu %d offline\n", cpu);
		else if (!seen.found)
			seq_printf(m, "cpu %d no page\n", cpu);
		else
			seq_printf(m, "cpu %d page of pir %u msr %08x features %s\n", cpu,
				   seen.pir, seen.msr, names);
	}
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(features);

static unsigned int stubs_used(const struct kvm_para_saved *saved)
{
	const struct kvm_para_image *image;
	unsigned int i, count = 0;

	for (i = 0; i < saved->count; i++) {
		image = saved->place[i].image;
		count += kvm_para_uses_stub(&image->word[image->words], image->words);
	}
	return count;
}

static int show_sites(struct kvm_para_object *object, void *m)
{
	const struct kvm_para_counts *c = &object->counts;

	seq_printf(m, "%s%s known %u patched %u gone %u moved %u refused %u", object->name,
		   object->init ? "/init" : "", c->known, c->patched, c->gone, c->moved,
		   c->refused);
	if (object->saved)
		seq_printf(m, " live %u stubs %u stub_bytes %zu saved_bytes %zu",
			   object->saved->count, stubs_used(object->saved),
			   kvm_para_stub_bytes(&object->rec), object->saved->bytes);
	seq_putc(m, '\n');
	return 0;
}

static int sites_show(struct seq_file *m, void *unused)
{
	kvm_para_walk_objects(show_sites, m);
	seq_puts(m, "gone: the kernel's own fixups had replaced the instruction\n");
	seq_puts(m, "refused: its stub cannot serve where the kernel's fixups moved it\n");
	seq_puts(m, "live: patched, and not in init text\n");
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(sites);

/* Sites of one instruction in one object. */
struct tally {
	const char *verb;
	const char *name;
	unsigned int count;
};

#define KINDS	80

static void count_site(struct tally *t, u32 original)
{
	struct kvm_para_insn insn;
	struct tally *end = t + KINDS;

	if (!kvm_para_decode(original, &insn))
		return;
	for (; t < end; t++) {
		if (t->count && (t->name != insn.name || strcmp(t->verb, insn.verb)))
			continue;
		t->verb = insn.verb;
		t->name = insn.name;
		t->count++;
		return;
	}
}

static int show_instructions(struct kvm_para_object *object, void *m)
{
	const struct kvm_para_saved *saved = object->saved;
	struct tally *all, *t;
	unsigned int i;

	if (!saved)
		return 0;
	all = kcalloc(KINDS, sizeof(*all), GFP_KERNEL);
	if (!all)
		return -ENOMEM;
	for (i = 0; i < saved->count; i++)
		count_site(all, saved->place[i].image->word[0]);
	for (t = all; t < all + KINDS && t->count; t++)
		seq_printf(m, "%s%s %s%s %u\n", object->name, object->init ? "/init" : "",
			   t->verb, t->name, t->count);
	kfree(all);
	return 0;
}

static int instructions_show(struct seq_file *m, void *unused)
{
	return kvm_para_walk_objects(show_instructions, m);
}
DEFINE_SHOW_ATTRIBUTE(instructions);

static unsigned int traps_between(const u32 *word, const u32 *stop)
{
	struct kvm_para_insn insn;
	unsigned int count = 0;

	for (; word < stop; word++)
		count += kvm_para_decode(*word, &insn);
	return count;
}

/* A module's alternatives lie in its text; the kernel's do not. */
static unsigned int traps_within(const struct kvm_para_text *text, const u32 *start,
				 const u32 *stop)
{
	return start >= text->start && start < text->stop ? traps_between(start, stop) : 0;
}

/*
 * Live text as it is: what traps at sites, and elsewhere; what stands in stubs and
 * behind the first word of a sequence is for the interrupt that waits, and nobody
 * executes an alternative where it is kept.
 */
static int show_audit(struct kvm_para_object *object, void *m)
{
	const struct kvm_para_record *rec = &object->rec;
	const struct kvm_para_text *text = &rec->text[0];
	const struct kvm_para_place *p;
	unsigned int all, first = 0, behind = 0;

	if (!object->saved)
		return 0;
	all = traps_between(text->start, text->stop) -
	      traps_within(text, rec->stub_start, rec->stub_stop) -
	      traps_within(text, rec->alt_start, rec->alt_stop);
	for (p = object->saved->place; p < object->saved->place + object->saved->count; p++) {
		first += traps_between(p->site, p->site + 1);
		behind += traps_between(p->site + 1, p->site + p->image->words);
	}
	seq_printf(m, "%s%s traps at %u of %u sites, elsewhere %u\n", object->name,
		   object->init ? "/init" : "", first, object->saved->count,
		   all - first - behind);
	return 0;
}

static int audit_show(struct seq_file *m, void *unused)
{
	return kvm_para_walk_objects(show_audit, m);
}
DEFINE_SHOW_ATTRIBUTE(audit);

static int enable_get(void *unused, u64 *val)
{
	*val = kvm_para_in_use();
	return 0;
}

static int enable_set(void *unused, u64 val)
{
	return val > 1 ? -EINVAL : kvm_para_switch(val);
}
DEFINE_DEBUGFS_ATTRIBUTE(enable_fops, enable_get, enable_set, "%llu\n");

static int __init make_files(void)
{
	struct dentry *dir = kvm_para_debugfs();

	debugfs_create_file("state", 0444, dir, NULL, &state_fops);
	debugfs_create_file("features", 0444, dir, NULL, &features_fops);
	debugfs_create_file("sites", 0444, dir, NULL, &sites_fops);
	debugfs_create_file("instructions", 0444, dir, NULL, &instructions_fops);
	debugfs_create_file("audit", 0444, dir, NULL, &audit_fops);
	debugfs_create_file("enable", 0600, dir, NULL, &enable_fops);
	return 0;
}
late_initcall(make_files);
