/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Count exits, and the instructions that are emulated, always.
 *
 * Hazard: a count costs each exit, so it is one addition, and one store more for a
 * guest that reads its counts in the page. Nothing is read back from there.
 */
#ifndef _MAGIC_PAGE_HOST_EXITS_H
#define _MAGIC_PAGE_HOST_EXITS_H

#include <linux/kvm_host.h>
#include <asm/byteorder.h>
#include <asm/kvm_para_exits.h>

#include "magic_page/features.h"

#ifdef KVM_PARA_HOST_FEATURES
extern const u8 kvm_para_op19_numbers[64], kvm_para_op31_numbers[1024];
extern const u8 kvm_para_mfspr_numbers[1024], kvm_para_mtspr_numbers[1024];

void kvm_para_point_mirror(struct kvm_vcpu *vcpu);
u32 kvm_para_mirror_exits(struct kvm_vcpu *vcpu);

/* A count in the page's order of bytes */
#ifdef CONFIG_PPC_BOOK3S_64
static inline u32 kvm_para_exit_word(const struct kvm_vcpu *vcpu, u64 count)
{
	return vcpu->arch.shared_big_endian ? (__force u32)cpu_to_be32(count) :
					      (__force u32)cpu_to_le32(count);
}
#else
static inline u32 kvm_para_exit_word(const struct kvm_vcpu *vcpu, u64 count)
{
	return count;
}
#endif

/**
 * kvm_para_count() - count what happened to a vCPU
 * @vcpu: which
 * @number: of enum kvm_para_exit; an exit has the number of its interrupt
 *
 * Context: the thread that runs @vcpu, interrupts on or off.
 */
static inline void kvm_para_count(struct kvm_vcpu *vcpu, unsigned int number)
{
	u64 count = ++vcpu->stat.para_exits[number];

	if (vcpu->arch.para.mirror)
		WRITE_ONCE(vcpu->arch.para.mirror[number], kvm_para_exit_word(vcpu, count));
}

#ifdef CONFIG_PPC_BOOK3S_64
extern const u8 kvm_para_vector_numbers[128];

/**
 * kvm_para_count_vector() - count an exit of a Book3S guest
 * @vcpu: whose
 * @vector: of the interrupt that ended its turn; those are at multiples of 32
 *
 * Context: as kvm_para_count().
 */
static inline void kvm_para_count_vector(struct kvm_vcpu *vcpu, unsigned int vector)
{
	unsigned int number = kvm_para_vector_numbers[vector / 32 % 128];

	kvm_para_count(vcpu, number ?: KVM_PARA_EXIT_exit_other);
}
#endif

/**
 * kvm_para_number_of_instruction() - the counter of an instruction
 * @inst: the instruction
 *
 * Context: any.
 * Return: of enum kvm_para_exit.
 */
static inline unsigned int kvm_para_number_of_instruction(u32 inst)
{
	unsigned int xop = inst >> 1 & 1023;
	unsigned int sprn = (inst >> 16 & 31) | (inst >> 6 & 0x3e0);

	switch (inst >> 26) {
	case 31:
		if (xop == 467)
			return KVM_PARA_EXIT_MTSPRS + kvm_para_mtspr_numbers[sprn];
		if (xop == 339)
			return KVM_PARA_EXIT_MFSPRS + kvm_para_mfspr_numbers[sprn];
		return KVM_PARA_EXIT_INSNS + kvm_para_op31_numbers[xop];
	case 19:
		if (xop < ARRAY_SIZE(kvm_para_op19_numbers))
			return KVM_PARA_EXIT_INSNS + kvm_para_op19_numbers[xop];
	}
	return KVM_PARA_EXIT_INSNS;
}

/**
 * kvm_para_count_instruction() - count an instruction that was emulated, or was to be
 * @vcpu: whose
 * @inst: the instruction
 *
 * Context: as kvm_para_count().
 */
static inline void kvm_para_count_instruction(struct kvm_vcpu *vcpu, u32 inst)
{
	kvm_para_count(vcpu, kvm_para_number_of_instruction(inst));
}

/**
 * kvm_para_count_miss() - count what a miss of the TLB was
 * @vcpu: whose
 * @type: of enum kvm_exit_types; the others are not counted here
 *
 * Context: as kvm_para_count(). @type is a constant where this is called, so that
 *          nothing is left of the switch.
 */
static __always_inline void kvm_para_count_miss(struct kvm_vcpu *vcpu, int type)
{
	switch (type) {
	case DTLB_REAL_MISS_EXITS:
		kvm_para_count(vcpu, KVM_PARA_EXIT_miss_dtlb_real);
		break;
	case DTLB_VIRT_MISS_EXITS:
		kvm_para_count(vcpu, KVM_PARA_EXIT_miss_dtlb_virt);
		break;
	case MMIO_EXITS:
		kvm_para_count(vcpu, KVM_PARA_EXIT_miss_dtlb_mmio);
		break;
	case ITLB_REAL_MISS_EXITS:
		kvm_para_count(vcpu, KVM_PARA_EXIT_miss_itlb_real);
		break;
	case ITLB_VIRT_MISS_EXITS:
		kvm_para_count(vcpu, KVM_PARA_EXIT_miss_itlb_virt);
		break;
	}
}

/* One of KVM's statistics, and all of them as lines of its list. */
#define KVM_PARA_STAT(number, what)						\
{										\
	STATS_DESC_COMMON(KVM_STATS_TYPE_CUMULATIVE, KVM_STATS_UNIT_NONE,	\
			  KVM_STATS_BASE_POW10, 0, 1, 0),			\
	.offset = offsetof(struct kvm_vcpu_stat, para_exits[number]),		\
	.name = (what),								\
}

#define KVM_PARA_EXIT_STATS	KVM_PARA_STAT_LINES

#else
static inline void kvm_para_point_mirror(struct kvm_vcpu *vcpu) { }

static inline u32 kvm_para_mirror_exits(struct kvm_vcpu *vcpu)
{
	return 0;
}

static inline void kvm_para_count(struct kvm_vcpu *vcpu, unsigned int number) { }
static inline void kvm_para_count_instruction(struct kvm_vcpu *vcpu, u32 inst) { }
static inline void kvm_para_count_miss(struct kvm_vcpu *vcpu, int type) { }

#define KVM_PARA_EXIT_STATS
#endif

#endif
