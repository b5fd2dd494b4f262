// SPDX-License-Identifier: GPL-2.0
/*
 * Which instruction was emulated, and where it stands: --detail.
 *
 * The host counts for us: a histogram trigger on the tracepoint kvm_ppc_instr,
 * by instruction and address. No ring buffer is involved, so none can run
 * over; the one thing that can overflow is the histogram's table, and the host
 * then says how many events it dropped, and so do we. The event comes after the
 * emulation: for rfi and its kin the address is the one returned to.
 */
#include "vmm.h"

#define EVENT	"/sys/kernel/tracing/events/kvm/kvm_ppc_instr/"
#define HELP	"needs HIST_TRIGGERS in the host kernel"

/* Opening with O_TRUNC, as write_file() does, removes what was there before */
void trace_start(void)
{
	if (write_file(EVENT "trigger", "hist:keys=inst.hex,pc.hex:size=32768") < 0)
		die(EVENT "trigger", HELP);
}

static __u64 number_after(const char *line, const char *label, int radix)
{
	size_t len = strlen(label);

	for (; *line; line++) {
		if (!strncmp(line, label, len)) {
			line += len;
			while (*line == ' ')
				line++;
			return strtoull(line, NULL, radix);
		}
	}
	return 0;
}

/* printf() here has no field width; 8 digits, or 16 of what needs them */
static const char *hex(__u64 value, char *buf)
{
	int i, digits = value >> 32 ? 16 : 8;

	buf[digits] = 0;
	for (i = digits; i--; value >>= 4)
		buf[i] = "0123456789abcdef"[value & 15];
	return buf;
}

/* A line is "{ inst:   7c0000a6, pc:   c000b5f4 } hitcount:         12" */
void trace_report(const char *workload)
{
	struct line_reader reader;
	char inst[17], pc[17];
	const char *line;
	__u64 dropped = 0;

	if (lines_open(&reader, EVENT "hist") < 0)
		die(EVENT "hist", HELP);
	while ((line = lines_next(&reader))) {
		if (line[0] == '{')
			printf("@detail %s %s %s %llu\n", workload,
			       hex(number_after(line, "inst:", 16), inst),
			       hex(number_after(line, "pc:", 16), pc),
			       number_after(line, "hitcount:", 10));
		else
			dropped += number_after(line, "Dropped:", 10);
	}
	if (dropped)
		say("WARNING: %llu events lost, the detail of %s is incomplete",
		    dropped, workload);
}
