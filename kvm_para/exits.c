// SPDX-License-Identifier: GPL-2.0
/*
 * The file exits of debugfs: how often each CPU has left for the host, and why.
 *
 * Hazard: to read the counts of another CPU takes exits there. So a CPU's counts are
 * copied in one go, by itself.
 */
#include <linux/cpumask.h>
#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/smp.h>

#include "kvm_para/exits.h"
#include "kvm_para/facts.h"

const struct kvm_para_exit_line kvm_para_exit_lines[] = { KVM_PARA_EXIT_LINES };
const unsigned int kvm_para_exit_line_count = ARRAY_SIZE(kvm_para_exit_lines);

static void copy_counts(void *copy)
{
	const struct kvm_para_exit_line *line;

	for (line = kvm_para_exit_lines; line < kvm_para_exit_lines + kvm_para_exit_line_count;
	     line++)
		((u32 *)copy)[line->number] = kvm_para_exit_count(line->number);
}

static void show_counts(struct seq_file *m, int cpu, const u32 *count)
{
	const struct kvm_para_exit_line *line;

	for (line = kvm_para_exit_lines; line < kvm_para_exit_lines + kvm_para_exit_line_count;
	     line++) {
		if (count[line->number])
			seq_printf(m, "cpu %d %s %u\n", cpu, line->name, count[line->number]);
	}
}

static int exits_show(struct seq_file *m, void *unused)
{
	u32 *copy;
	int cpu;

	if (!(kvm_para_agreed_features() & KVM_PARA_FTR_counters)) {
		seq_puts(m, "none: the host does not count for this guest\n");
		return 0;
	}
	copy = kcalloc(KVM_PARA_EXITS, sizeof(*copy), GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	for_each_present_cpu(cpu) {
		if (smp_call_function_single(cpu, copy_counts, copy, 1))
			seq_printf(m, "cpu %d offline\n", cpu);
		else
			show_counts(m, cpu, copy);
	}
	kfree(copy);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(exits);

static int __init make_file(void)
{
	debugfs_create_file("exits", 0444, kvm_para_debugfs(), NULL, &exits_fops);
	return 0;
}
late_initcall(make_file);
