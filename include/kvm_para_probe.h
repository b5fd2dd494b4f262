/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where a breakpoint that executes the original elsewhere must not be placed.
 *
 * Hazard: a kprobe, and xmon, execute the instruction under a breakpoint in the
 * exception's own context. An access of the page would there read and write the
 * handler's MSR, SRR0 and SRR1, and not those of the code that was interrupted,
 * so that a local_irq_save() would save EE off, and local_irq_disable() be
 * undone by the return. The trapping instructions have no such trouble, and
 * neither has any other instruction of a sequence or a stub.
 */
#ifndef _ASM_POWERPC_KVM_PARA_PROBE_H
#define _ASM_POWERPC_KVM_PARA_PROBE_H

#include <linux/types.h>

/**
 * kvm_para_accesses_page() - is this a load from the magic page, or a store?
 * @word: an instruction
 *
 * Loads and stores in D-form and DS-form have the primary opcodes 32 to 58 and
 * 62; with 0 for RA their displacement is the effective address (Power ISA book
 * I, "Fixed-point load and store instructions"). The page is the only thing
 * that is ever accessed at the 4096 bytes below address 0.
 *
 * Context: any.
 * Return: whether it is.
 */
static inline bool kvm_para_accesses_page(u32 word)
{
	unsigned int opcode = word >> 26, ra = (word >> 16) & 31;
	short displacement = word & 0xffff;

	return ((opcode >= 32 && opcode <= 58) || opcode == 62) && !ra &&
	       displacement >= -4096 && displacement < 0;
}

#endif /* _ASM_POWERPC_KVM_PARA_PROBE_H */
