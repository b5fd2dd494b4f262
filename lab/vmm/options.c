// SPDX-License-Identifier: GPL-2.0
/*
 * The command line, and /vmm.args with one argument per line.
 *
 * The file exists because a guest command line has spaces in it and would have
 * to survive quoting by a shell, by QEMU and by the host kernel. An option that
 * is not understood ends the run: a measurement made with another setting than
 * the one asked for is worse than none.
 */
#include "platform.h"

#define ARGS_FILE	"/vmm.args"
#define ARGS_MAX	48

static void __noreturn bad_option(const char *why, const char *arg)
{
	say("%s: %s", why, arg ? arg : "(nothing)");
	say("usage: --kernel FILE --initrd FILE [--append TEXT] [--detail]");
	say("       [--memory anonymous|contiguous|huge]");
	say("       [--machine NAME] [--cpus 1..%u]", CPUS_MAX);
	say("       [--text-size BYTES] [--late-vcpus] [--more-memory] [--sandbox]");
	say("       [--big-tlb] [--points COUNT --seed NUMBER [--restore FILE]]");
	say("       [--hostile FILE] [--hostile-steps N] [--hostile-seed N]");
	say("       [--hostile-cpus 1..%u] [--hostile-attack N] [--hostile-tick USEC]", CPUS_MAX);
	say("       [--hypervisor good|none|no-feature|refuse-map|lie|refuse-second]");
	vmm_end(0);
}

static int choose(const char *value, const char * const *names, int count)
{
	int i;

	for (i = 0; value && i < count; i++) {
		if (!strcmp(value, names[i]))
			return i;
	}
	bad_option("unknown value", value);
}

static unsigned int count_cpus(const char *value)
{
	unsigned int cpus = value[0] - '0';

	if (cpus < 1 || cpus > CPUS_MAX || value[1])
		bad_option("no number of CPUs", value);
	return cpus;
}

static void parse(struct options *opt, int argc, char **argv)
{
	static const char * const memory[] = {
		[MEMORY_ANONYMOUS] = "anonymous",
		[MEMORY_CONTIGUOUS] = "contiguous",
		[MEMORY_HUGE] = "huge",
	};
	static const char * const hypervisor[] = {
		[HYPERVISOR_GOOD] = "good",
		[HYPERVISOR_NONE] = "none",
		[HYPERVISOR_NO_FEATURE] = "no-feature",
		[HYPERVISOR_REFUSE_MAP] = "refuse-map",
		[HYPERVISOR_LIE] = "lie",
		[HYPERVISOR_REFUSE_SECOND] = "refuse-second",
	};
	const char *value;
	int i;

	for (i = 0; i < argc; i++) {
		if (!strcmp(argv[i], "--detail")) {
			opt->detail = 1;
			continue;
		}
		if (!strcmp(argv[i], "--late-vcpus")) {
			opt->late_vcpus = 1;
			continue;
		}
		if (!strcmp(argv[i], "--more-memory")) {
			opt->more_memory = 1;
			continue;
		}
		if (!strcmp(argv[i], "--sandbox")) {
			opt->sandbox = 1;
			continue;
		}
		if (!strcmp(argv[i], "--big-tlb")) {
			opt->big_tlb = 1;
			continue;
		}
		value = i + 1 < argc ? argv[i + 1] : NULL;
		if (!value)
			bad_option("unknown option, or its value is missing", argv[i]);
		if (!strcmp(argv[i], "--kernel"))
			opt->kernel = value;
		else if (!strcmp(argv[i], "--initrd"))
			opt->initrd = value;
		else if (!strcmp(argv[i], "--append"))
			opt->append = value;
		else if (!strcmp(argv[i], "--text-size"))
			opt->text_size = strtoul(value, NULL, 0);
		else if (!strcmp(argv[i], "--cpus"))
			opt->cpus = count_cpus(value);
		else if (!strcmp(argv[i], "--points"))
			opt->points = strtoul(value, NULL, 0);
		else if (!strcmp(argv[i], "--seed"))
			opt->seed = strtoul(value, NULL, 0);
		else if (!strcmp(argv[i], "--restore"))
			opt->restore = value;
		else if (!strcmp(argv[i], "--hostile"))
			opt->hostile = value;
		else if (!strcmp(argv[i], "--hostile-steps"))
			opt->hostile_steps = strtoul(value, NULL, 0);
		else if (!strcmp(argv[i], "--hostile-seed"))
			opt->hostile_seed = strtoul(value, NULL, 0);
		else if (!strcmp(argv[i], "--hostile-attack"))
			opt->hostile_attack = strtoul(value, NULL, 0);
		else if (!strcmp(argv[i], "--hostile-tick"))
			opt->hostile_tick = strtoul(value, NULL, 0);
		else if (!strcmp(argv[i], "--hostile-cpus"))
			opt->hostile_cpus = count_cpus(value);
		else if (!strcmp(argv[i], "--machine"))
			opt->machine = choose(value, platform.machine, platform.machines);
		else if (!strcmp(argv[i], "--memory"))
			opt->memory = choose(value, memory, ARRAY_LEN(memory));
		else if (!strcmp(argv[i], "--hypervisor"))
			opt->hypervisor = choose(value, hypervisor, ARRAY_LEN(hypervisor));
		else
			bad_option("unknown option", argv[i]);
		i++;
	}
}

static int split_lines(char *text, char **argv, int max)
{
	int argc = 0;
	char *end;

	while (*text && argc < max) {
		end = strchr(text, '\n');
		argv[argc++] = text;
		if (!end)
			break;
		*end = 0;
		text = end + 1;
	}
	return argc;
}

/* What this platform does not have */
static void refuse_absent(const struct options *opt)
{
	if (opt->cpus > platform.cpus)
		bad_option("this platform has no more CPUs than", itoa(platform.cpus));
	if (opt->points && !platform.saving)
		bad_option("no such thing on this platform", "--points");
	if (opt->hostile && !platform.hostility)
		bad_option("no such thing on this platform", "--hostile");
	if (opt->big_tlb && !platform.big_tlb)
		bad_option("no such thing on this platform", "--big-tlb");
}

void options_parse(struct options *opt, int argc, char **argv)
{
	static char text[4096];
	char *arg[ARGS_MAX];
	long len;

	memset(opt, 0, sizeof(*opt));
	opt->append = "";
	opt->cpus = 1;
	opt->hostile_cpus = 1;
	opt->hostile_tick = 1000;
	len = read_file(ARGS_FILE, text, sizeof(text) - 1);
	if (len >= 0) {
		text[len] = 0;
		parse(opt, split_lines(text, arg, ARGS_MAX), arg);
	} else if (errno != ENOENT) {
		die(ARGS_FILE, "it must be a file of less than 4096 bytes");
	}
	parse(opt, argc - 1, argv + 1);
	refuse_absent(opt);
	if (!opt->kernel || !opt->initrd)
		bad_option("--kernel and --initrd are needed", NULL);
	if (opt->points && (opt->late_vcpus || opt->more_memory))
		bad_option("--points is for vCPUs made at once, and no more memory", NULL);
}
