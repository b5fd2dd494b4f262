// SPDX-License-Identifier: GPL-2.0
/*
 * The header of the dump: an ELF core file's, without its contents. The crash
 * kernel makes /proc/vmcore of it and the old memory.
 *
 * Hazard: notes that are written at the crash must be found where they are then,
 * so their places are asked of the kernel that is to crash.
 */
#include "kexec.h"
#include <linux/elf.h>

#define KERNEL_AT	0xc0000000ul	/* CONFIG_PAGE_OFFSET */
#define NOTES_MAX	(CPUS_POSSIBLE + 1)
#define CPUS_POSSIBLE	4
#define RANGES_MAX	2

static struct {
	struct elf32_hdr head;
	struct elf32_phdr program[NOTES_MAX + RANGES_MAX];
} header;

static struct elf32_phdr *next(void)
{
	return &header.program[header.head.e_phnum++];
}

static void add_note(unsigned long at, unsigned long size)
{
	*next() = (struct elf32_phdr) {
		.p_type = PT_NOTE, .p_offset = at, .p_paddr = at,
		.p_filesz = size, .p_memsz = size,
	};
}

static int add_cpu(unsigned int cpu)
{
	char path[64] = "/sys/devices/system/cpu/cpu";
	unsigned long at, size;
	char *text;

	strlcat(path, itoa(cpu), sizeof(path));
	strlcat(path, "/crash_notes", sizeof(path));
	if (!file_exists(path))
		return 0;
	text = file_read(path, NULL);
	at = strtoul(text, NULL, 16);
	free(text);
	strlcat(path, "_size", sizeof(path));
	text = file_read(path, NULL);
	size = strtoul(text, NULL, 10);
	free(text);
	add_note(at, size);
	return 1;
}

static void add_vmcoreinfo(void)
{
	char *text = file_read("/sys/kernel/vmcoreinfo", NULL), *rest;
	unsigned long at = strtoul(text, &rest, 16);

	add_note(at, strtoul(rest + 1, NULL, 16));
	free(text);
}

size_t corehdr_make(void **data, const struct range *kept, unsigned int kept_count)
{
	static const unsigned char ident[EI_NIDENT] = {
		0x7f, 'E', 'L', 'F', ELFCLASS32, ELFDATA2MSB, EV_CURRENT,
	};
	unsigned int i;

	memcpy(header.head.e_ident, ident, sizeof(ident));
	header.head.e_type = ET_CORE;
	header.head.e_machine = EM_PPC;
	header.head.e_version = EV_CURRENT;
	header.head.e_phoff = sizeof(header.head);
	header.head.e_ehsize = sizeof(header.head);
	header.head.e_phentsize = sizeof(*header.program);
	for (i = 0; i < CPUS_POSSIBLE && add_cpu(i);)
		i++;
	add_vmcoreinfo();
	for (i = 0; i < kept_count; i++) {
		*next() = (struct elf32_phdr) {
			.p_type = PT_LOAD, .p_offset = kept[i].start,
			.p_paddr = kept[i].start, .p_vaddr = KERNEL_AT + kept[i].start,
			.p_filesz = kept[i].end - kept[i].start,
			.p_memsz = kept[i].end - kept[i].start,
		};
	}
	*data = &header;
	return sizeof(header);
}
