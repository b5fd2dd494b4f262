// SPDX-License-Identifier: GPL-2.0
/*
 * mode=behave: what a user program sees of its kernel must not depend on the
 * kernel being patched. Run in a patched guest and in one with kvm_para=off,
 * the lines that start with "behave:" have to be the same.
 *
 * Hazard: a page of supervisor registers that user mode reaches by another way
 * than its address: through /dev/mem, through the kernel's page tables, or by
 * a privileged instruction that no longer traps.
 */
#include <stdarg.h>
#include "behave.h"

#define MAGIC_PAGE	(-4096ul)
#define PAGE		4096u
#define TABLES		"/debug/kernel_page_tables"

const char *running;

/* Ends the run: what comes behind a failure would not be worth much */
void not_ok(const char *fmt, ...)
{
	va_list args;

	printf("behave: not ok %s: ", running);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf("\n");
	guest_fail("a test of behaviour");
}

long long clock_ns(int clock)
{
	long long now[2];

	if (__sysret(my_syscall2(__NR_clock_gettime64, clock, now)) < 0)
		not_ok("clock %d cannot be read", clock);
	return now[0] * 1000000000LL + now[1];
}

static int open_mem(void)
{
	int fd = open("/dev/mem", O_RDWR | O_SYNC);

	if (fd < 0)
		not_ok("no /dev/mem: errno %d", errno);
	return fd;
}

/* read() knows only RAM, and there is none at the page's address */
static const char *devmem_read(void)
{
	static char buf[PAGE];
	int fd = open_mem();
	long n;

	n = syscall_pread(fd, buf, sizeof(buf), PAGE);
	if (n != PAGE)
		not_ok("RAM cannot be read either: %ld", n);
	n = syscall_pread(fd, buf, sizeof(buf), MAGIC_PAGE_REAL);
	if (n != -EFAULT)
		not_ok("read at %lx gives %ld, not EFAULT", MAGIC_PAGE_REAL, n);
	close(fd);
	return NULL;
}

/*
 * The page has an effective address and no guest physical one. What is mapped
 * there is a bus without a device, which reads as all ones and forgets stores. Where that
 * is not so, whoever runs the guest says real_page=yes.
 */
static const char *devmem_map(void)
{
	unsigned int *word;
	unsigned int i;
	long addr;
	int fd;

	if (option("real_page"))
		return "KVM gives the page a real address here";
	fd = open_mem();
	addr = syscall_mmap_shared(fd, PAGE, PROT_READ | PROT_WRITE, MAGIC_PAGE_REAL);
	if ((unsigned long)addr >= -4095UL)
		not_ok("cannot be mapped: errno %ld", -addr);
	word = (unsigned int *)addr;
	word[0] = 0x5a5a5a5a;
	barrier();
	for (i = 0; i < PAGE / sizeof(*word); i++) {
		if (word[i] != 0xffffffff)
			not_ok("something is there: %x at %x", word[i], 4 * i);
	}
	munmap(word, PAGE);
	close(fd);
	return NULL;
}

/*
 * The kernel reaches the page through an entry of the hypervisor's, that no
 * table of its own knows. A line is "0xf1000000-0xf1000fff  0x00000000 ..." Only a
 * kernel with PTDUMP_DEBUGFS has the file.
 */
static const char *page_tables(void)
{
	unsigned int ranges = 0;
	unsigned long start, end;
	char *line, *rest;

	mkdir("/debug", 0755);
	if (mount("debugfs", "/debug", "debugfs", 0, NULL) < 0 || !file_exists(TABLES))
		return "this kernel does not show its page tables";
	for (line = file_text(TABLES); line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncmp(line, "0x", 2))
			continue;
		start = strtoul(line, &rest, 16);
		if (*rest != '-')
			not_ok("a line that cannot be read");
		end = strtoul(rest + 1, NULL, 16);
		if (start <= MAGIC_PAGE && end >= MAGIC_PAGE)
			not_ok("%lx to %lx are mapped", start, end);
		ranges++;
	}
	if (!ranges)
		not_ok("nothing is mapped at all");
	return NULL;
}

/* What became of a child that executed one instruction; 0 if nothing */
static int outcome(void (*execute)(void))
{
	pid_t pid = child_or_fail();

	if (!pid) {
		execute();
		exit(0);
	}
	return reap(pid) & 0x7f;
}

/* One function for each instruction, for the register is part of its code */
#define EXECUTE(name, insn)						\
	static void name(void)						\
	{								\
		asm volatile(insn : : "r"(0) : "r4", "memory");		\
	}

EXECUTE(mfsprg0, "mfspr 4, 272")
EXECUTE(mtsprg0, "mtspr 272, %0")
EXECUTE(mfsprg4, "mfspr 4, 276")
EXECUTE(mtsprg4, "mtspr 276, %0")
EXECUTE(mtusprg4, "mtspr 260, %0")
EXECUTE(mfsrr0, "mfspr 4, 26")
EXECUTE(mtsrr1, "mtspr 27, %0")
EXECUTE(mfmsr, "mfmsr 4")
EXECUTE(mtmsr, "mtmsr %0")
EXECUTE(wrtee, "wrtee %0")
EXECUTE(wrteei_0, "wrteei 0")
EXECUTE(wrteei_1, "wrteei 1")
EXECUTE(tlbsync, "tlbsync")
EXECUTE(rfi, "rfi")
EXECUTE(mfdar, "mfspr 4, 19")
EXECUTE(mtdsisr, "mtspr 18, %0")
EXECUTE(mtmsrd, ".long 0x7c000164")
EXECUTE(mtmsrd_1, ".long 0x7c010164")
EXECUTE(rfid, ".long 0x4c000024")
EXECUTE(usprg3, "mfspr 4, 259")
EXECUTE(usprg4, "mfspr 4, 260")
EXECUTE(usprg5, "mfspr 4, 261")
EXECUTE(usprg6, "mfspr 4, 262")
EXECUTE(usprg7, "mfspr 4, 263")

struct instruction {
	const char *name;
	void (*execute)(void);
};

static const char *privileged(void)
{
	static const struct instruction all[] = {
		{ "mfspr SPRG0", mfsprg0 }, { "mtspr SPRG0", mtsprg0 },
		{ "mfspr SPRG4", mfsprg4 }, { "mtspr SPRG4", mtsprg4 },
		{ "mtspr USPRG4", mtusprg4 },
		{ "mfspr SRR0", mfsrr0 }, { "mtspr SRR1", mtsrr1 },
		{ "mfmsr", mfmsr }, { "mtmsr", mtmsr }, { "wrtee", wrtee },
		{ "wrteei 0", wrteei_0 }, { "wrteei 1", wrteei_1 },
		{ "tlbsync", tlbsync }, { "rfi", rfi },
		{ "mfspr DAR", mfdar }, { "mtspr DSISR", mtdsisr },
		{ "mtmsrd", mtmsrd }, { "mtmsrd L=1", mtmsrd_1 }, { "rfid", rfid },
	};
	unsigned int i;
	int signo;

	for (i = 0; i < ARRAY_LEN(all); i++) {
		signo = outcome(all[i].execute);
		if (signo != SIGILL)
			not_ok("%s ends with signal %d", all[i].name, signo);
	}
	return NULL;
}

/*
 * These are for user mode to read, and their reads never trap. What they hold
 * is what KVM loaded; a user program cannot say if that is right, so all that
 * is compared is whether they can be read.
 */
static const char *sprg_aliases(void)
{
	static const struct instruction all[] = {
		{ "SPRG3", usprg3 }, { "SPRG4", usprg4 }, { "SPRG5", usprg5 },
		{ "SPRG6", usprg6 }, { "SPRG7", usprg7 },
	};
	unsigned int i;
	int signo;

	for (i = 0; i < ARRAY_LEN(all); i++) {
		signo = outcome(all[i].execute);
		if (signo && signo != SIGILL)
			not_ok("%s ends with signal %d", all[i].name, signo);
		printf("behave: user mode %s %s\n",
		       signo ? "may not read" : "reads", all[i].name);
	}
	return NULL;
}

void behaviour_tests(void)
{
	static const struct {
		const char *name;
		const char *(*run)(void);
	} all[] = {
		{ "read-of-dev-mem-fails", devmem_read },
		{ "map-of-dev-mem-is-empty", devmem_map },
		{ "page-tables-do-not-know-the-page", page_tables },
		{ "privileged-instructions-are-illegal", privileged },
		{ "user-mode-sprgs", sprg_aliases },
		{ "registers-under-signals", registers_under_signals },
		{ "clocks-under-signals", clocks_under_signals },
		{ "traced-breakpoint", traced_breakpoint },
		{ "traced-single-step", traced_single_step },
	};
	const char *skipped;
	unsigned int i;

	printf("behave: tests %u\n", (unsigned int)ARRAY_LEN(all));
	for (i = 0; i < ARRAY_LEN(all); i++) {
		running = all[i].name;
		skipped = all[i].run();
		printf("behave: ok %s%s%s\n", running,
		       skipped ? " # SKIP " : "", skipped ? skipped : "");
	}
}
