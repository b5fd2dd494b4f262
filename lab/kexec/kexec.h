/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A guest's init that starts another kernel; shared declarations.
 *
 * Hazard: a kernel that never was left, or one that came up by itself, looks
 * like one that was started. So each carries on its command line how many there
 * were before it, and the last one says so.
 */
#ifndef LAB_KEXEC_KEXEC_H
#define LAB_KEXEC_KEXEC_H

#include "../guest/guest.h"

#define PAGE		4096ul
#define TREE_MAX	0x10000ul	/* as in vmm/vmm.h, and at the end of RAM too */

/* In the order of the kernel's struct kexec_segment */
struct segment {
	const void *data;
	size_t size;
	unsigned long to;
	size_t room;
};

/* Guest physical memory that a kernel may use, or all of it if end is 0 */
struct range {
	unsigned long start, end;
};

/* What the next kernel is told */
struct tree {
	const char *command_line;
	unsigned int cpu;		/* that it boots on */
	struct range memory;
	struct range initrd;		/* as it is, if end is 0 */
};

/* tree.c: this kernel's device tree, changed; TREE_MAX bytes. There is one only */
unsigned long tree_ram_size(void);
void *tree_make(const struct tree *tree);

/* load.c */
void segment_add(const void *data, size_t size, unsigned long to, size_t room);
void segments_load(unsigned long kernel, unsigned long tree, unsigned long entry,
		   unsigned long flags);

/* <platform>/entry.c: where a kernel is put, what it needs, and what lies before it */
extern const unsigned long kernel_at;
void kernel_prepare(void *data, size_t size);
void entry_add(unsigned long kernel, unsigned long tree, unsigned long entry);

/* corehdr.c: what the crash kernel is told of this one's memory; its size */
size_t corehdr_make(void **data, const struct range *kept, unsigned int kept_count);

/* archive.c: an initramfs with this program as its init; its size */
size_t archive_make(void **data);

/* busy.c: the other CPUs have much to do, and this process goes to that CPU */
void others_busy(unsigned int cpu);

/* hop.c, crash.c, dump.c */
void hop(unsigned int done);
void crash(unsigned int cpu, const char *where);
void dump(void);

#endif /* LAB_KEXEC_KEXEC_H */
