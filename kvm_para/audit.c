// SPDX-License-Identifier: GPL-2.0
/*
 * kvm_para_audit on the command line: list what still traps, in the kernel and in
 * each module when it is loaded. kvm_para_audit=modules leaves the kernel out, which
 * takes long.
 *
 * Hazard: sites of init code are gone after boot, and with them the record, so
 * this runs as the last thing before both are freed.
 */
#define pr_fmt(fmt) "kvm_para: " fmt

#include <linux/init.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <asm/kvm_para_guest.h>
#include <asm/sections.h>

#include "kvm_para/audit.h"
#include "patching/audit.h"

static bool wanted __ro_after_init;
static bool modules_only __initdata;

static int __init parse_audit(char *arg)
{
	wanted = true;
	modules_only = arg && !strcmp(arg, "modules");
	return 0;
}
early_param("kvm_para_audit", parse_audit);

static const char *why(const struct kvm_para_insn *insn)
{
	if (insn->kind == KVM_PARA_KEEP)
		return ", as it has to";
	return insn->feature & ~kvm_para_agreed_features() ? ", for want of a feature" : "";
}

static void report(const u32 *word, const struct kvm_para_insn *insn)
{
	pr_info("traps: %pS %s%s%s\n", word, insn->verb, insn->name, why(insn));
}

static int count_one(struct kvm_para_object *object, void *count)
{
	++*(unsigned int *)count;
	return 0;
}

/**
 * kvm_para_audit_object() - report what traps in a module, if that is asked for
 * @object: the module's record, which has been added
 *
 * Context: sleeps.
 */
void kvm_para_audit_object(const struct kvm_para_object *object)
{
	const struct kvm_para_text *text = &object->rec.text[0];
	const char *what = object->init ? "init text of " : "";
	unsigned int count, known = 0;

	if (!wanted)
		return;
	kvm_para_walk_objects(count_one, &known);
	if (!kvm_para_in_use()) {
		pr_info("audit of %smodule %s: not patched, %u sites, %u records\n", what,
			object->name, object->counts.known, known);
		return;
	}
	count = kvm_para_audit(&object->rec, text->start, text->stop, report);
	pr_info("audit of %smodule %s: %u instructions still trap, %u of %u sites patched, %u records\n",
		what, object->name, count, object->counts.patched, object->counts.known, known);
}

static int __init audit_kernel(void)
{
	const struct kvm_para_record *rec = &kvm_para_kernel.rec;
	unsigned int count;

	if (!wanted || modules_only)
		return 0;
	if (!kvm_para_in_use()) {
		pr_info("audit: not patched, so that everything traps\n");
		return 0;
	}
	count = kvm_para_audit(rec, (u32 *)_stext, (u32 *)_etext, report);
	count += kvm_para_audit(rec, (u32 *)_sinittext, (u32 *)_einittext, report);
	pr_info("audit: %u instructions still trap\n", count);
	return 0;
}
late_initcall(audit_kernel);
