// SPDX-License-Identifier: GPL-2.0
/*
 * Exits by emulated instruction, from KVM's exit timing; and the time base.
 *
 * Hazard: the timing file speaks of instructions only by those names it has, so what
 * it does not name is the remainder, "other", and nothing is lost. It only grows: KVM
 * could reset it, under a mutex that an exit of another vCPU takes with interrupts
 * off. What has been before is subtracted instead.
 */
#include "e500.h"

const char * const instruction[INSTRUCTIONS] = {
	"mtmsr", "mfmsr", "wrtee", "mtspr", "mfspr", "rfi", "tlbwe", "tlbsx", "wait",
};

static const char * const source[INSTRUCTIONS] = {
	"EMUL_MTMSR", "EMUL_MFMSR", "EMUL_WRTEE", "EMUL_MTSPR", "EMUL_MFSPR", "EMUL_RFI",
	"EMUL_TLBWE", "EMUL_TLBSX", "EMUL_WAIT",
};

static char path[CPUS_MAX][96];

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

void timing_open(const struct vcpu *vcpu)
{
	char *p = path[vcpu->number];

	stats_directory(vcpu->vm, p, sizeof(path[0]));
	strlcat(p, "/vcpu", sizeof(path[0]));
	strlcat(p, itoa(vcpu->number), sizeof(path[0]));
	strlcat(p, "/timing", sizeof(path[0]));
}

/* A line is "  EMUL_RFI\t  12\t..." */
static void add_line(const char *line, __u64 *value)
{
	size_t len;
	unsigned int i;

	while (*line == ' ')
		line++;
	for (i = 0; i < INSTRUCTIONS; i++) {
		len = strlen(source[i]);
		if (!strncmp(line, source[i], len) && line[len] == '\t')
			value[i] += strtoul(line + len + 1, NULL, 10);
	}
}

void timing_add(const struct vcpu *vcpu, __u64 *value)
{
	struct line_reader reader;
	const char *line;

	if (lines_open(&reader, path[vcpu->number]) < 0)
		die(path[vcpu->number], "needs KVM_EXIT_TIMING in the host kernel");
	while ((line = lines_next(&reader)))
		add_line(line, value);
}
