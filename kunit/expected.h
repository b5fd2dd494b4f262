/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the codec is to make of each instruction of a platform, in expected_<name>.c:
 * written by hand, from the registers' names and with offsetof().
 *
 * Hazard: taken from the library's own macros and table, it would prove nothing.
 */
#ifndef _KVM_PARA_KUNIT_EXPECTED_H
#define _KVM_PARA_KUNIT_EXPECTED_H

#include <linux/types.h>
#include <asm/reg.h>

#include "kunit/raw.h"
#include "magic_page/page.h"
#include "patching/codec.h"

/* Where a register begins in its field, and where one of 32 bits does. */
#if defined(CONFIG_PPC64) || defined(CONFIG_CPU_LITTLE_ENDIAN)
#define LONG(field)	offsetof(struct kvm_vcpu_arch_shared, field)
#else
#define LONG(field)	(offsetof(struct kvm_vcpu_arch_shared, field) + 4)
#endif
#define WORD(field)	offsetof(struct kvm_vcpu_arch_shared, field)

/**
 * struct expected_spr - an SPR
 * @spr: its number
 * @place: of it in the page
 * @is_long: whether it has the CPU's word size
 * @writable: by this number
 * @feature: bit of enum kvm_para_feature
 */
struct expected_spr {
	unsigned int spr;
	unsigned int place;
	bool is_long;
	bool writable;
	u32 feature;
};

/**
 * struct expected_insn - an instruction
 * @word: with zero in its register
 * @name: in the table
 * @kind: what it becomes
 * @feature: bit of enum kvm_para_feature
 * @has_gpr: whether it has a register
 * @becomes: the replacement, with zero in its register; 0 if it is none of one word
 * @marked: whether it is one of ours only where the source says so
 */
struct expected_insn {
	u32 word;
	const char *name;
	enum kvm_para_kind kind;
	u32 feature;
	bool has_gpr;
	u32 becomes;
	bool marked;
};

/* Each list ends with zeros. */
extern const struct expected_spr kvm_para_expected_sprs[];
extern const struct expected_insn kvm_para_expected_insns[];
/* SPRs that become something, and are no register of the page. */
extern const u16 kvm_para_other_lines[];
/* What the table does not know, most of it one bit away from what it does. */
extern const u32 kvm_para_lookalikes[];
/* The numbers of one register, the privileged one first. */
extern const u16 kvm_para_pairs[][2];

#endif /* _KVM_PARA_KUNIT_EXPECTED_H */
