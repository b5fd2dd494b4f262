// SPDX-License-Identifier: GPL-2.0
/*
 * Decoder of the privileged instructions in registers.tbl, and encoder of what
 * they become.
 *
 * Hazard: a word that only looks like one of ours must not be taken for it, so
 * every bit outside the operands is compared. A prefixed instruction's suffix
 * cannot be told from a word of its own here; callers look at recorded sites
 * only, which the assembler placed on real instructions.
 */
#include <linux/kernel.h>
#include <asm/ppc-opcode.h>
#include <asm/reg.h>

#include "magic_page/page.h"
#include "patching/codec.h"

#define GPR_SHIFT	21
#define GPR_MASK	(31U << GPR_SHIFT)
#define SPR_MASK	0x001ff800U
/* Set in the number of an SPR that user mode may not access. */
#define SPR_PRIVILEGED	0x10
/* From here on those that it may belong to facilities, which KVM has turned off. */
#define SPR_FACILITIES	800
#define E_MASK		0x00008000U
#define RA_MASK		0x001f0000U
#define RB_MASK		0x0000f800U
#define SR_MASK		0x000f0000U

#define OP_MFSPR	0x7c0002a6U
#define OP_MTSPR	0x7c0003a6U

const struct kvm_para_feature_line kvm_para_features[] = {
	KVM_PARA_FEATURE_LINES
};

struct spr_line {
	const char *name;
	u16 number;
	u16 offset;
	bool writable;
	bool wide;
	u32 feature;
};

static const struct spr_line sprs[] = { KVM_PARA_SPR_LINES };
static const struct spr_line zeros[] = { KVM_PARA_ZERO_LINES };
static const struct spr_line drops[] = { KVM_PARA_DROP_LINES };
static const struct spr_line acks[] = { KVM_PARA_ACK_LINES };
static const struct spr_line kept[] = { KVM_PARA_KEPT_LINES };

#define KVM_PARA_OPERANDS_rt		GPR_MASK
#define KVM_PARA_OPERANDS_rs		GPR_MASK
#define KVM_PARA_OPERANDS_rs_rb		(GPR_MASK | RB_MASK)
#define KVM_PARA_OPERANDS_rs_sr		(GPR_MASK | SR_MASK)
#define KVM_PARA_OPERANDS_rt_rb		(GPR_MASK | RB_MASK)
#define KVM_PARA_OPERANDS_ra_rb		(RA_MASK | RB_MASK)
#define KVM_PARA_OPERANDS_e		E_MASK
#define KVM_PARA_OPERANDS_none		0

struct insn_line {
	const char *name;
	u32 opcode;
	u32 operands;
	enum kvm_para_kind kind;
	u16 offset;
	u32 feature;
};

static const struct insn_line insns[] = { KVM_PARA_INSN_LINES };

struct trap_line {
	u32 found;
	u32 opcode;
	u32 operands;
};

static const struct trap_line traps[] = { KVM_PARA_TRAP_LINES };

/* The two halves of an SPR number are exchanged in the instruction. */
static u32 spr_field(unsigned int number)
{
	return (number & 0x1f) << 16 | (number & 0x3e0) << 6;
}

/* The lines that stand for SPRs, and what access to them becomes. */
static const struct spr_list {
	const struct spr_line *lines;
	size_t count;
	enum kvm_para_kind read;
	enum kvm_para_kind write;
	bool marked;
} spr_lists[] = {
	{ sprs, ARRAY_SIZE(sprs), KVM_PARA_LOAD, KVM_PARA_STORE },
	{ zeros, ARRAY_SIZE(zeros), KVM_PARA_ZERO, KVM_PARA_KEEP },
	{ drops, ARRAY_SIZE(drops), KVM_PARA_KEEP, KVM_PARA_NOP },
	{ acks, ARRAY_SIZE(acks), KVM_PARA_KEEP, KVM_PARA_NOP, true },
	{ kept, ARRAY_SIZE(kept), KVM_PARA_KEEP, KVM_PARA_KEEP },
};

static const struct spr_line *find_spr(u32 field, const struct spr_list **list)
{
	const struct spr_list *l;
	size_t i;

	for (l = spr_lists; l < spr_lists + ARRAY_SIZE(spr_lists); l++) {
		for (i = 0; i < l->count; i++) {
			if (spr_field(l->lines[i].number) == field) {
				*list = l;
				return &l->lines[i];
			}
		}
	}
	return NULL;
}

static bool decode_spr(u32 word, struct kvm_para_insn *insn)
{
	bool write = (word & ~(GPR_MASK | SPR_MASK)) == OP_MTSPR;
	const struct spr_list *list;
	const struct spr_line *line = find_spr(word & SPR_MASK, &list);

	if (!line || (write && !line->writable))
		return false;
	insn->kind = write ? list->write : list->read;
	insn->verb = write ? "mtspr " : "mfspr ";
	insn->name = line->name;
	insn->offset = line->offset;
	insn->wide = line->wide;
	insn->marked = list->marked;
	insn->silent = !(line->number & SPR_PRIVILEGED) && line->number < SPR_FACILITIES;
	insn->feature = line->feature;
	return true;
}

/**
 * kvm_para_assembled() - what a word of text was before the host changed it
 * @word: as it is found
 *
 * KVM on Book3S makes another word of an instruction that it has to emulate and that
 * would not trap, in each page of text when the guest first executes it.
 *
 * Context: any.
 * Return: the word as it was assembled.
 */
u32 kvm_para_assembled(u32 word)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(traps); i++) {
		if ((word & ~traps[i].operands) == traps[i].found)
			return traps[i].opcode | (word & traps[i].operands);
	}
	return word;
}

/**
 * kvm_para_trapping() - what a word of text has to be so that it traps
 * @word: as it was assembled, or as it is found
 *
 * The host looks for such words once. One that is written later would not trap.
 *
 * Context: any.
 * Return: the word as the host would have made it.
 */
u32 kvm_para_trapping(u32 word)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(traps); i++) {
		if ((word & ~traps[i].operands) == traps[i].opcode)
			return traps[i].found | (word & traps[i].operands);
	}
	return word;
}

/**
 * kvm_para_decode() - recognise a privileged instruction of registers.tbl
 * @word: the instruction
 * @insn: receives what it is; unspecified if it is none
 *
 * Encodings: Power ISA book III-E, "Move to/from system register"; EREF.
 *
 * Context: any.
 * Return: whether it is one of ours.
 */
bool kvm_para_decode(u32 word, struct kvm_para_insn *insn)
{
	u32 op;
	size_t i;

	word = kvm_para_assembled(word);
	op = word & ~(GPR_MASK | SPR_MASK);
	insn->gpr = (word & GPR_MASK) >> GPR_SHIFT;
	if (op == OP_MFSPR || op == OP_MTSPR)
		return decode_spr(word, insn);

	for (i = 0; i < ARRAY_SIZE(insns); i++) {
		if ((word & ~insns[i].operands) != insns[i].opcode)
			continue;
		insn->verb = "";
		insn->name = insns[i].name;
		insn->kind = insns[i].kind;
		insn->offset = insns[i].offset;
		insn->wide = insn->kind != KVM_PARA_MARK;
		insn->marked = insn->kind == KVM_PARA_MARK;
		insn->silent = false;
		insn->feature = insns[i].feature;
		return true;
	}
	return false;
}

/**
 * kvm_para_encode() - the one instruction that replaces a privileged one
 * @insn: a decoded instruction; for KVM_PARA_MARK with the register to store
 *
 * Context: any.
 * Return: the replacement; 0, which is no instruction, if there is not one that
 *         does (KVM_PARA_SEQUENCE, KVM_PARA_CLEAR, KVM_PARA_KEEP).
 */
u32 kvm_para_encode(const struct kvm_para_insn *insn)
{
	bool ds_form = IS_ENABLED(CONFIG_PPC64) && insn->wide;
	unsigned int place = IMM_L(KVM_PARA_PAGE_EA + insn->offset);

	switch (insn->kind) {
	case KVM_PARA_LOAD:
		return (ds_form ? PPC_RAW_LD(insn->gpr, 0, 0) :
				  PPC_RAW_LWZ(insn->gpr, 0, 0)) | place;
	case KVM_PARA_STORE:
	case KVM_PARA_MARK:
		return (ds_form ? PPC_RAW_STD(insn->gpr, 0, 0) :
				  PPC_RAW_STW(insn->gpr, 0, 0)) | place;
	case KVM_PARA_ZERO:
		return PPC_RAW_LI(insn->gpr, 0);
	case KVM_PARA_NOP:
		return PPC_RAW_NOP();
	default:
		return 0;
	}
}
