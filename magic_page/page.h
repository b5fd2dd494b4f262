/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The page as the guest sees it: where it is, and how registers sit in it.
 *
 * Hazard: the address is all that an absolute load or store can reach without
 * a base register, and is fixed when the prelude encodes it.
 */
#ifndef _KVM_PARA_PAGE_H
#define _KVM_PARA_PAGE_H

#include <linux/init.h> /* asm/epapr_hcalls.h takes it for granted */
#include <linux/kvm_para.h>
#include <linux/stddef.h>
#include <linux/types.h>
#include <asm/kvm_para_abi.h>

/* Effective address of the page; a 16 bit displacement from zero reaches it. */
#define KVM_PARA_PAGE_EA	(-4096L)

#if defined(__BIG_ENDIAN) || defined(__BIG_ENDIAN__)
#define KVM_PARA_WORD_HI	0
#define KVM_PARA_WORD_LO	4
#else
#define KVM_PARA_WORD_HI	4
#define KVM_PARA_WORD_LO	0
#endif

/* A register of the guest's word size in its 64 bit field. */
#define KVM_PARA_PART_ulong	(sizeof(long) == 8 ? 0 : KVM_PARA_WORD_LO)
#define KVM_PARA_PART_u32	0
#define KVM_PARA_PART_hi	KVM_PARA_WORD_HI
#define KVM_PARA_PART_lo	KVM_PARA_WORD_LO

/**
 * KVM_PARA_OFFSET() - byte offset in the page of a register
 * @field: field of struct kvm_vcpu_arch_shared
 * @width: ulong, u32, hi or lo, as in patching/registers.tbl
 */
#define KVM_PARA_OFFSET(field, width) \
	(offsetof(struct kvm_vcpu_arch_shared, field) + KVM_PARA_PART_##width)

/**
 * KVM_PARA_AREA_OFFSET() - byte offset in the page of a word of the counterpart's
 * @field: field of struct kvm_para_area
 */
#define KVM_PARA_AREA_OFFSET(field) \
	(KVM_PARA_AREA + offsetof(struct kvm_para_area, field))

static inline struct kvm_vcpu_arch_shared *kvm_para_page(void)
{
	return (struct kvm_vcpu_arch_shared *)KVM_PARA_PAGE_EA;
}

static inline struct kvm_para_area *kvm_para_area(void)
{
	return (struct kvm_para_area *)(KVM_PARA_PAGE_EA + KVM_PARA_AREA);
}

#endif /* _KVM_PARA_PAGE_H */
