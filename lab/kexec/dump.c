// SPDX-License-Identifier: GPL-2.0
/*
 * In the crash kernel: the page of each CPU that crashed, out of /proc/vmcore.
 *
 * It is found as any reader of dumps finds it, by vmcoreinfo's symbol, and told
 * from memory that was never written by what must be in it: the MSR of a kernel,
 * and in SPRG3 the thread of the task that the same CPU's note of registers is
 * about. If that was in the kernel, r2 is the task; if not, it is told by its number.
 *
 * Hazard: a crash kernel that is patched as well has such a page itself, but it
 * is not in the dump.
 */
#include "kexec.h"
#include <asm/kvm_para.h>
#include <linux/elf.h>

#define SYMBOL		"SYMBOL(kvm_para_crash_page)="
#define NT_PRSTATUS	1
#define PRSTATUS_PID	24	/* offsets in struct elf_prstatus of 32 bits */
#define PRSTATUS_GPR	72
#define R2		(PRSTATUS_GPR + 4 * 2)
#define MSR		(PRSTATUS_GPR + 4 * 33)
#define THREAD_MAX	0x4000u	/* a thread is in its task, not far behind */
#define MSR_PR		0x4000u
#define MSR_ME		0x1000u

static int fd;

static void read_at(unsigned long offset, void *data, size_t size)
{
	if (__sysret(my_syscall6(__NR_pread64, fd, data, size, 0, 0, offset)) != (long)size)
		guest_fail("reading /proc/vmcore");
}

/* The whole of the ELF header and the program headers */
static struct elf32_hdr *head;
static struct elf32_phdr *program;

static void read_headers(void)
{
	static char text[4096] __aligned(8);

	read_at(0, text, sizeof(text));
	head = (struct elf32_hdr *)text;
	program = (struct elf32_phdr *)(text + head->e_phoff);
	if (memcmp(head->e_ident, ELFMAG, SELFMAG) || program[0].p_type != PT_NOTE)
		guest_fail("finding notes in /proc/vmcore");
}

static void read_memory(unsigned long address, void *data, size_t size)
{
	unsigned int i;

	for (i = 1; i < head->e_phnum; i++) {
		if (address - program[i].p_vaddr < program[i].p_filesz) {
			read_at(program[i].p_offset + address - program[i].p_vaddr, data, size);
			return;
		}
	}
	guest_fail("finding the page in /proc/vmcore");
}

/* What the notes say of each CPU, and where the pages are */
static struct {
	unsigned long pid, r2, msr;
} note_of[4];
static unsigned int cpus;
static unsigned long pages;

static void read_note(unsigned int type, const char *name, const char *text, size_t size)
{
	const char *p;

	if (type == NT_PRSTATUS && cpus < ARRAY_LEN(note_of)) {
		memcpy(&note_of[cpus].pid, text + PRSTATUS_PID, 4);
		memcpy(&note_of[cpus].r2, text + R2, 4);
		memcpy(&note_of[cpus++].msr, text + MSR, 4);
	} else if (!strcmp(name, "VMCOREINFO")) {
		for (p = text; p < text + size; p++) {
			if (!strncmp(p, SYMBOL, strlen(SYMBOL)))
				pages = strtoul(p + strlen(SYMBOL), NULL, 16);
		}
	}
}

static void read_notes(void)
{
	static char text[16384] __aligned(8);
	const char *p = text, *name, *contents;
	const struct elf32_note *note;

	if (program[0].p_filesz > sizeof(text))
		guest_fail("room for the notes");
	read_at(program[0].p_offset, text, program[0].p_filesz);
	while (p < text + program[0].p_filesz) {
		note = (const struct elf32_note *)p;
		name = p + sizeof(*note);
		contents = name + ((note->n_namesz + 3) & ~3u);
		p = contents + ((note->n_descsz + 3) & ~3u);
		if (note->n_namesz)
			read_note(note->n_type, name, contents, note->n_descsz);
	}
}

/* The numbers of a thread and of its process, which has no other here, are neighbours */
static int has_number(unsigned long thread, unsigned long pid)
{
	static unsigned long word[THREAD_MAX / sizeof(long)];
	unsigned int i = ARRAY_LEN(word);

	read_memory(thread - THREAD_MAX, word, THREAD_MAX);
	while (i-- > 1) {
		if (word[i] == pid && word[i - 1] == pid)
			return 1;
	}
	return 0;
}

static int is_current(unsigned long thread, unsigned int cpu)
{
	unsigned long offset = thread - note_of[cpu].r2;

	if (note_of[cpu].msr & MSR_PR)
		return has_number(thread, note_of[cpu].pid);
	return offset && offset <= THREAD_MAX;
}

static void show(unsigned int cpu)
{
	struct kvm_vcpu_arch_shared page;

	read_memory(pages + cpu * sizeof(page), &page, sizeof(page));
	printf("fact: crashed cpu %u: msr %lx sprg3 %lx pir %u critical %lx\n", cpu,
	       (unsigned long)page.msr, (unsigned long)page.sprg3, page.pir,
	       (unsigned long)page.critical);
	printf("fact: crashed cpu %u: process %lu, r2 %lx, msr %lx\n", cpu, note_of[cpu].pid,
	       note_of[cpu].r2, note_of[cpu].msr);
	if (!page.msr) {
		printf("fact: crashed cpu %u: no page was kept\n", cpu);
		return;
	}
	if (page.pir != cpu || (page.msr & (MSR_ME | MSR_PR)) != MSR_ME ||
	    !is_current(page.sprg3, cpu))
		guest_fail("recognizing a page in the dump");
	printf("fact: crashed cpu %u: its page is in the dump\n", cpu);
}

void dump(void)
{
	unsigned int cpu;

	fd = open("/proc/vmcore", O_RDONLY);
	if (fd < 0)
		guest_fail("/proc/vmcore");
	read_headers();
	read_notes();
	if (!pages || !cpus)
		guest_fail("finding vmcoreinfo and registers in /proc/vmcore");
	for (cpu = 0; cpu < cpus; cpu++)
		show(cpu);
	ioctl(1, TCSBRK, (void *)1);	/* the kernel's own lines come at once */
	close(fd);
}
