/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Decoder of the privileged instructions in registers.tbl, and encoder of what
 * they become.
 */
#ifndef _KVM_PARA_CODEC_H
#define _KVM_PARA_CODEC_H

#include <linux/types.h>
#include "kvm_para_tables.h"

/**
 * struct kvm_para_feature_line - a feature of registers.tbl
 * @name: as on the command line
 * @needs: bits of the map call's answer it depends on
 *
 * Its bit is its place in kvm_para_features[].
 */
struct kvm_para_feature_line {
	const char *name;
	unsigned long needs;
};

extern const struct kvm_para_feature_line kvm_para_features[KVM_PARA_FEATURE_COUNT];

/* What an instruction becomes. */
enum kvm_para_kind {
	KVM_PARA_LOAD,		/* one load from the page */
	KVM_PARA_STORE,		/* one store to the page */
	KVM_PARA_ZERO,		/* load of zero into the register */
	KVM_PARA_NOP,
	KVM_PARA_SEQUENCE,	/* see patching/prelude*.s */
	KVM_PARA_MARK,		/* a store of what is not zero */
	KVM_PARA_CLEAR,		/* stores of zero, or nothing where they would be undone */
	KVM_PARA_KEEP,		/* known, but the page has no field for it */
};

/**
 * struct kvm_para_insn - a decoded privileged instruction
 * @verb: "mfspr " or "mtspr " in front of a register's name, "" otherwise
 * @name: of the register or instruction, as in registers.tbl
 * @kind: what it becomes
 * @gpr: general purpose register it reads or writes, 0 if none
 * @offset: of its register in the page, in bytes
 * @wide: whether that is a register of the guest's word size
 * @marked: whether it is one of ours only where the source says so
 * @silent: whether it may be executed in user mode, and so never traps
 * @feature: bit of enum kvm_para_feature it belongs to, 0 for KVM_PARA_KEEP
 */
struct kvm_para_insn {
	const char *verb;
	const char *name;
	enum kvm_para_kind kind;
	unsigned int gpr;
	unsigned int offset;
	bool wide;
	bool marked;
	bool silent;
	u32 feature;
};

u32 kvm_para_assembled(u32 word);
u32 kvm_para_trapping(u32 word);
bool kvm_para_decode(u32 word, struct kvm_para_insn *insn);
u32 kvm_para_encode(const struct kvm_para_insn *insn);

#endif /* _KVM_PARA_CODEC_H */
