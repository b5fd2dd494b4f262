// SPDX-License-Identifier: GPL-2.0
/*
 * Exits by cause, from KVM's statistics and its exit timing, summed over the
 * vCPUs.
 *
 * Hazards: KVM never counts sum_exits on BookE, so a total is the sum of the
 * causes; the statistics file ignores lseek(), so it is read with pread; and
 * the timing file speaks of emulated instructions only by those names it has,
 * so what it does not name is the remainder, "other", and nothing is lost. Both
 * only grow: KVM could reset the timing, under a mutex that an exit of another
 * vCPU takes with interrupts off. What has been before is subtracted instead.
 */
#include "vmm.h"

#define STATS_MAX	256
#define NAME_MAX_LEN	64

/* Where a cause's number comes from, and the name in the results */
struct cause {
	const char *name;
	const char *source;
};

static const struct cause by_stat[] = {
	{ "mmio", "mmio_exits" },
	{ "signal", "signal_exits" },
	{ "itlb_real", "itlb_real_miss_exits" },
	{ "itlb_virt", "itlb_virt_miss_exits" },
	{ "dtlb_real", "dtlb_real_miss_exits" },
	{ "dtlb_virt", "dtlb_virt_miss_exits" },
	{ "sc", "syscall_exits" },
	{ "isi", "isi_exits" },
	{ "dsi", "dsi_exits" },
	{ "dec", "dec_exits" },
	{ "ext", "ext_intr_exits" },
	{ "dbell", "dbell_exits" },
	{ "other", "emulated_inst_exits" },	/* less those below */
};

static const struct cause by_timing[] = {
	{ "mtmsr", "EMUL_MTMSR" },
	{ "mfmsr", "EMUL_MFMSR" },
	{ "wrtee", "EMUL_WRTEE" },
	{ "mtspr", "EMUL_MTSPR" },
	{ "mfspr", "EMUL_MFSPR" },
	{ "rfi", "EMUL_RFI" },
	{ "tlbwe", "EMUL_TLBWE" },
	{ "tlbsx", "EMUL_TLBSX" },
	{ "wait", "EMUL_WAIT" },
};

#define BY_STAT		ARRAY_LEN(by_stat)
#define BY_TIMING	ARRAY_LEN(by_timing)
#define OTHER		(BY_STAT - 1)

#define CAUSES		(BY_STAT + BY_TIMING)

static struct kvm_stats_header header;
static __u32 value_offset[BY_STAT];	/* in the data block */
static char timing_path[CPUS_MAX][96];
static __u64 base[CAUSES];

const char *stats_cause_name(unsigned int i)
{
	if (i < BY_STAT)
		return by_stat[i].name;
	return i < CAUSES ? by_timing[i - BY_STAT].name : NULL;
}

unsigned int stats_cause_mmio(void)
{
	return 0;
}

/* Time base: mftb is not an instruction of this processor, the SPRs are */
__u64 timebase(void)
{
	__u32 upper, lower, again;

	do {
		asm volatile("mfspr %0, 269\n\t"
			     "mfspr %1, 268\n\t"
			     "mfspr %2, 269"
			     : "=r"(upper), "=r"(lower), "=r"(again));
	} while (upper != again);
	return (__u64)upper << 32 | lower;
}

static void find_stat(unsigned int i, const char *descriptors, size_t step)
{
	const struct kvm_stats_desc *desc;
	unsigned int n;

	for (n = 0; n < header.num_desc; n++) {
		desc = (const void *)(descriptors + n * step);
		if (!strcmp(desc->name, by_stat[i].source)) {
			value_offset[i] = desc->offset;
			return;
		}
	}
	say("KVM has no statistic %s: another host kernel?", by_stat[i].source);
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
	for (i = 0; i < BY_STAT; i++)
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

static void name_timing(const struct vcpu *vcpu, char *path, size_t size)
{
	stats_directory(vcpu->vm, path, size);
	strlcat(path, "/vcpu", size);
	strlcat(path, itoa(vcpu->number), size);
	strlcat(path, "/timing", size);
}

/* What the statistics file holds, and where, is the same for every vCPU */
void stats_open(struct vcpu *vcpu)
{
	vcpu->stats_fd = ioctl(vcpu->fd, KVM_GET_STATS_FD, NULL);
	if (vcpu->stats_fd < 0)
		die("KVM_GET_STATS_FD", "host kernel too old?");
	name_timing(vcpu, timing_path[vcpu->number], sizeof(timing_path[0]));
	if (!vcpu->number)
		read_descriptors(vcpu->stats_fd);
}

static void add_stats(int stats_fd, __u64 *value)
{
	unsigned int i;
	__u64 n;

	for (i = 0; i < BY_STAT; i++) {
		if (pread_fd(stats_fd, &n, sizeof(n),
			     header.data_offset + value_offset[i]) != sizeof(n))
			die("read of the statistics", "unexpected");
		value[i] += n;
	}
}

/* A line is "  EMUL_RFI\t  12\t..." */
static void add_line(const char *line, __u64 *value)
{
	size_t len;
	unsigned int i;

	while (*line == ' ')
		line++;
	for (i = 0; i < BY_TIMING; i++) {
		len = strlen(by_timing[i].source);
		if (!strncmp(line, by_timing[i].source, len) && line[len] == '\t')
			value[i] += strtoul(line + len + 1, NULL, 10);
	}
}

static void add_timing(const char *path, __u64 *value)
{
	struct line_reader reader;
	const char *line;

	if (lines_open(&reader, path) < 0)
		die(path, "needs KVM_EXIT_TIMING in the host kernel");
	while ((line = lines_next(&reader)))
		add_line(line, value);
}

/* All exits since the vCPUs were made; value is BY_STAT causes, then BY_TIMING */
static void read_causes(struct vm *vm, __u64 *value)
{
	struct vcpu *vcpu;

	memset(value, 0, CAUSES * sizeof(*value));
	for (vcpu = vm->vcpu; vcpu < vm->vcpu + vm->opt.cpus; vcpu++) {
		if (vcpu->fd < 0)
			continue;
		add_stats(vcpu->stats_fd, value);
		add_timing(timing_path[vcpu->number], value + BY_STAT);
	}
}

void stats_reset(struct vm *vm)
{
	read_causes(vm, base);
}

/* Everything since stats_reset() */
void stats_sample(struct vm *vm, struct sample *s)
{
	__u64 *timing = s->cause + BY_STAT;
	__u64 named = 0;
	unsigned int i;

	memset(s, 0, sizeof(*s));
	read_causes(vm, s->cause);
	for (i = 0; i < CAUSES; i++)
		s->cause[i] -= base[i];
	for (i = 0; i < BY_TIMING; i++)
		named += timing[i];
	s->cause[OTHER] = s->cause[OTHER] > named ? s->cause[OTHER] - named : 0;
}
