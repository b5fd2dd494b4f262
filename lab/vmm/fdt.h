/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The words of which a device tree is made, see fdt.c.
 *
 * Hazard: a number in the processor's order in a tree that is big endian; so numbers
 * go through these, and only text and what is big endian already are bytes.
 */
#ifndef LAB_VMM_FDT_H
#define LAB_VMM_FDT_H

#include "vmm.h"

void fdt_reserve(void *fdt, unsigned long at, unsigned long size);
void begin_node(void *fdt, const char *name);
void end_node(void *fdt);
void prop_u32(void *fdt, const char *name, __u32 value);
void prop_str(void *fdt, const char *name, const char *value);
void prop_cells(void *fdt, const char *name, const __u32 *cell, int count);
void prop_bytes(void *fdt, const char *name, const void *bytes, int count);
void prop_empty(void *fdt, const char *name);
void address_cells(void *fdt, int address, int size);
void fdt_begin_machine(void *fdt, const char *model, const char *compatible);
void fdt_cpus(struct vm *vm, void *fdt,
	      void (*cpu)(struct vm *vm, void *fdt, unsigned int number));
void fdt_host_cpu(void *fdt, const char * const *name, unsigned int count);

#endif /* LAB_VMM_FDT_H */
