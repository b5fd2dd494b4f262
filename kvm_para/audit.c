// SPDX-License-Identifier: GPL-2.0
/*
 * kvm_para_audit on the command line: list what still traps.
 *
 * Hazard: sites of init code are gone after boot, and with them the record, so
 * this runs as the last thing before both are freed.
 */
#define pr_fmt(fmt) "kvm_para: " fmt

#include <linux/init.h>
#include <linux/printk.h>
#include <asm/kvm_para_guest.h>
#include <asm/sections.h>

#include "kvm_para/records.h"
#include "patching/audit.h"

static bool wanted __initdata;

static int __init parse_audit(char *arg)
{
	wanted = true;
	return 0;
}
early_param("kvm_para_audit", parse_audit);

static void __init report(const u32 *word, const struct kvm_para_insn *insn)
{
	pr_info("traps: %pS %s%s%s\n", word, insn->verb, insn->name,
		insn->kind == KVM_PARA_KEEP ? ", as it has to" : "");
}

static int __init audit_kernel(void)
{
	const struct kvm_para_record *rec = &kvm_para_kernel.rec;
	unsigned int count;

	if (!wanted)
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
