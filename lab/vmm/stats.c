// SPDX-License-Identifier: GPL-2.0
/*
 * Exits by cause, from KVM's statistics and what the platform has besides, summed over
 * the vCPUs.
 *
 * Hazards: the statistics file ignores lseek(), so it is read with pread; and a total
 * is the sum of the causes, so no exit may be in two of them: of one that KVM counts
 * twice, the platform says so.
 */
#include "platform.h"

#define STATS_MAX	256
#define NAME_MAX_LEN	64

static struct kvm_stats_header header;
static __u32 value_offset[CAUSES_MAX];	/* in the data block */
static __u64 base[CAUSES_MAX];

const char *stats_cause_name(unsigned int i)
{
	if (i < platform.causes)
		return platform.cause[i].name;
	i -= platform.causes;
	return i < platform.instructions ? platform.instruction[i] : NULL;
}

static void find_stat(unsigned int i, const char *descriptors, size_t step)
{
	const struct kvm_stats_desc *desc;
	unsigned int n;

	for (n = 0; n < header.num_desc; n++) {
		desc = (const void *)(descriptors + n * step);
		if (!strcmp(desc->name, platform.cause[i].source)) {
			value_offset[i] = desc->offset;
			return;
		}
	}
	say("KVM has no statistic %s: another host kernel?", platform.cause[i].source);
	vmm_end(0);
}

static void read_descriptors(int stats_fd)
{
	static char buf[STATS_MAX * (sizeof(struct kvm_stats_desc) + NAME_MAX_LEN)]
		__aligned(8);
	unsigned int i;
	size_t step;

	if (pread_fd(stats_fd, &header, sizeof(header), 0) != sizeof(header))
		die("read of the statistics header", "host kernel too old?");
	step = sizeof(struct kvm_stats_desc) + header.name_size;
	if (header.num_desc * step > sizeof(buf)) {
		say("KVM has %u statistics: enlarge STATS_MAX", header.num_desc);
		vmm_end(0);
	}
	if (pread_fd(stats_fd, buf, header.num_desc * step, header.desc_offset) < 0)
		die("read of the statistics descriptors", "host kernel too old?");
	for (i = 0; i < platform.causes; i++)
		find_stat(i, buf, step);
	exits_find(&header, buf, step);
}

/* KVM names the directory after the process and the VM's descriptor */
void stats_directory(const struct vm *vm, char *path, size_t size)
{
	path[0] = 0;
	strlcat(path, "/sys/kernel/debug/kvm/", size);
	strlcat(path, itoa(getpid()), size);
	strlcat(path, "-", size);
	strlcat(path, itoa(vm->vm_fd), size);
}

/* What the statistics file holds, and where, is the same for every vCPU */
void stats_open(struct vcpu *vcpu)
{
	vcpu->stats_fd = ioctl(vcpu->fd, KVM_GET_STATS_FD, NULL);
	if (vcpu->stats_fd < 0)
		die("KVM_GET_STATS_FD", "host kernel too old?");
	if (platform.instructions)
		platform.instructions_open(vcpu);
	if (!vcpu->number)
		read_descriptors(vcpu->stats_fd);
}

static void add_stats(int stats_fd, __u64 *value)
{
	unsigned int i;
	__u64 n;

	for (i = 0; i < platform.causes; i++) {
		if (pread_fd(stats_fd, &n, sizeof(n),
			     header.data_offset + value_offset[i]) != sizeof(n))
			die("read of the statistics", "unexpected");
		value[i] += n;
	}
}

/* All exits since the vCPUs were made: by statistic, then by instruction */
static void read_causes(struct vm *vm, __u64 *value)
{
	struct vcpu *vcpu;

	memset(value, 0, sizeof(base));
	for (vcpu = vm->vcpu; vcpu < vm->vcpu + vm->opt.cpus; vcpu++) {
		if (vcpu->fd < 0)
			continue;
		add_stats(vcpu->stats_fd, value);
		if (platform.instructions)
			platform.instructions_add(vcpu, value + platform.causes);
	}
}

void stats_reset(struct vm *vm)
{
	read_causes(vm, base);
}

/* Everything since stats_reset() */
void stats_sample(struct vm *vm, struct sample *s)
{
	unsigned int i;

	memset(s, 0, sizeof(*s));
	read_causes(vm, s->cause);
	for (i = 0; i < CAUSES_MAX; i++)
		s->cause[i] -= base[i];
	causes_separate(platform.cause, platform.causes, s->cause);
}
