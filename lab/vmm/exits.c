// SPDX-License-Identifier: GPL-2.0
/*
 * The exit counters of a host with the counterpart: by interrupt (exit_*), by what a
 * miss of the TLB was (miss_*), and by emulated instruction (insn_*). They are
 * statistics of KVM's like all others, and this knows none of their names.
 *
 * Hazard: an exit of the meter's own in the figures. The store that stops a count is
 * in it; a workload and its control have the same one.
 */
#include "vmm.h"

#define COUNTERS_MAX	256
#define NAME_LEN	48
#define BLOCK_MAX	512	/* values */

static struct {
	char name[NAME_LEN];
	__u32 at;		/* in the block */
} counter[COUNTERS_MAX];

static unsigned int counters;
static __u32 block_offset;	/* in the statistics file */
static __u32 block_values;
static __u64 base[COUNTERS_MAX];

static int is_counter(const char *name)
{
	return !strncmp(name, "exit_", 5) || !strncmp(name, "miss_", 5) ||
	       !strncmp(name, "insn_", 5);
}

static void add(const struct kvm_stats_desc *desc, __u32 data_offset)
{
	if (!counters)
		block_offset = data_offset + desc->offset;
	block_values = (data_offset + desc->offset - block_offset) / sizeof(__u64) + 1;
	if (counters == COUNTERS_MAX || block_values > BLOCK_MAX) {
		say("KVM has more exit counters than are expected: enlarge BLOCK_MAX");
		vmm_end(0);
	}
	counter[counters].at = block_values - 1;
	counter[counters].name[0] = 0;
	strlcat(counter[counters++].name, desc->name, NAME_LEN);
}

/* What there is, in ascending order; nothing on a host that has none */
void exits_find(const struct kvm_stats_header *header, const char *descriptors, size_t step)
{
	const struct kvm_stats_desc *desc;
	unsigned int i;

	for (i = 0; i < header->num_desc; i++) {
		desc = (const void *)(descriptors + i * step);
		if (is_counter(desc->name))
			add(desc, header->data_offset);
	}
}

/* One read for all of a vCPU's, so that they belong together */
static void add_vcpu(const struct vcpu *vcpu, __u64 *value)
{
	static __u64 block[BLOCK_MAX];
	long size = block_values * sizeof(block[0]);
	unsigned int i;

	if (vcpu->fd < 0 || !counters)
		return;
	if (pread_fd(vcpu->stats_fd, block, size, block_offset) != size)
		die("read of the exit counters", "unexpected");
	for (i = 0; i < counters; i++)
		value[i] += block[counter[i].at];
}

static void read_all(struct vm *vm, __u64 *value)
{
	struct vcpu *vcpu;

	memset(value, 0, sizeof(base));
	for (vcpu = vm->vcpu; vcpu < vm->vcpu + vm->opt.cpus; vcpu++)
		add_vcpu(vcpu, value);
}

void exits_reset(struct vm *vm)
{
	read_all(vm, base);
}

/* Everything since exits_reset() */
void exits_report(struct vm *vm, const char *workload, const char *kind, __u32 ops)
{
	static __u64 value[COUNTERS_MAX];
	unsigned int i;

	read_all(vm, value);
	for (i = 0; i < counters; i++) {
		if (value[i] != base[i])
			printf("@exits %s %s %u %s %llu\n", workload, kind, ops,
			       counter[i].name, value[i] - base[i]);
	}
}

/* What debugfs says, which adds up the vCPUs */
static __u64 in_debugfs(const struct vm *vm, const char *name)
{
	char path[96], text[24];
	long len;

	stats_directory(vm, path, sizeof(path));
	strlcat(path, "/", sizeof(path));
	strlcat(path, name, sizeof(path));
	len = read_file(path, text, sizeof(text) - 1);
	if (len < 0)
		die(path, "needs DEBUG_FS in the host kernel");
	text[len] = 0;
	return strtoull(text, NULL, 10);
}

/* Everything since the vCPU was made */
void exits_report_vcpu(const struct vcpu *vcpu)
{
	static __u64 value[COUNTERS_MAX];
	unsigned int i;

	memset(value, 0, sizeof(value));
	add_vcpu(vcpu, value);
	for (i = 0; i < counters; i++) {
		printf("@exits vcpu total %u %s %llu\n", vcpu->number, counter[i].name, value[i]);
		if (vcpu->vm->opt.cpus == 1 && in_debugfs(vcpu->vm, counter[i].name) != value[i])
			say("WARNING: debugfs has another number of %s", counter[i].name);
	}
}
