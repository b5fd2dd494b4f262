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
#define E_MASK		0x00008000U
#define RB_MASK		0x0000f800U

#define OP_MFSPR	0x7c0002a6U
#define OP_MTSPR	0x7c0003a6U

struct spr_line {
	const char *name;
	u16 number;
	u16 offset;
	bool writable;
	bool wide;
	u32 feature;
};

static const struct spr_line sprs[] = {
#define IS_ulong	true
#define IS_u32		false
#define IS_hi		false
#define IS_lo		false
#define S(nm, nr, wr, field, width, ftr) {				\
	.name = #nm, .number = nr, .writable = wr,			\
	.offset = KVM_PARA_OFFSET(field, width),			\
	.wide = IS_##width, .feature = KVM_PARA_FTR_##ftr },
	KVM_PARA_SPRS(S)
#undef S
};

static const struct spr_line kept[] = {
#define K(nm, nr) { .name = #nm, .number = nr, .writable = true },
	KVM_PARA_KEPT(K)
#undef K
};

struct insn_line {
	const char *name;
	u32 opcode;
	u32 operands;
	enum kvm_para_kind kind;
	u32 feature;
};

static const struct insn_line insns[] = {
#define OPERANDS_rt		GPR_MASK
#define OPERANDS_rs		GPR_MASK
#define OPERANDS_rs_rb		(GPR_MASK | RB_MASK)
#define OPERANDS_e		E_MASK
#define OPERANDS_none		0
#define KIND_load		KVM_PARA_LOAD
#define KIND_nop		KVM_PARA_NOP
#define KIND_sequence		KVM_PARA_SEQUENCE
#define I(nm, op, opnds, becomes, ftr) {				\
	.name = #nm, .opcode = op, .operands = OPERANDS_##opnds,	\
	.kind = KIND_##becomes, .feature = KVM_PARA_FTR_##ftr },
	KVM_PARA_INSNS(I)
#undef I
};

/* The two halves of an SPR number are exchanged in the instruction. */
static u32 spr_field(unsigned int number)
{
	return (number & 0x1f) << 16 | (number & 0x3e0) << 6;
}

static const struct spr_line *find_spr(const struct spr_line *line, size_t n, u32 field)
{
	for (; n; n--, line++) {
		if (spr_field(line->number) == field)
			return line;
	}
	return NULL;
}

static bool decode_spr(u32 word, struct kvm_para_insn *insn)
{
	bool write = (word & ~(GPR_MASK | SPR_MASK)) == OP_MTSPR;
	const struct spr_line *line;

	line = find_spr(sprs, ARRAY_SIZE(sprs), word & SPR_MASK);
	if (line) {
		insn->kind = write ? KVM_PARA_STORE : KVM_PARA_LOAD;
	} else {
		line = find_spr(kept, ARRAY_SIZE(kept), word & SPR_MASK);
		insn->kind = KVM_PARA_KEEP;
	}
	if (!line || (write && !line->writable))
		return false;

	insn->name = line->name;
	insn->offset = line->offset;
	insn->wide = line->wide;
	insn->feature = line->feature;
	return true;
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
	u32 op = word & ~(GPR_MASK | SPR_MASK);
	size_t i;

	insn->gpr = (word & GPR_MASK) >> GPR_SHIFT;
	if (op == OP_MFSPR || op == OP_MTSPR)
		return decode_spr(word, insn);

	for (i = 0; i < ARRAY_SIZE(insns); i++) {
		if ((word & ~insns[i].operands) != insns[i].opcode)
			continue;
		insn->name = insns[i].name;
		insn->kind = insns[i].kind;
		insn->offset = KVM_PARA_OFFSET(msr, ulong);
		insn->wide = true;
		insn->feature = insns[i].feature;
		return true;
	}
	return false;
}

/**
 * kvm_para_encode() - the one instruction that replaces a privileged one
 * @insn: a decoded instruction
 *
 * Context: any.
 * Return: the replacement; 0, which is no instruction, if there is not one that
 *         does (KVM_PARA_SEQUENCE, KVM_PARA_KEEP).
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
		return (ds_form ? PPC_RAW_STD(insn->gpr, 0, 0) :
				  PPC_RAW_STW(insn->gpr, 0, 0)) | place;
	case KVM_PARA_NOP:
		return PPC_RAW_NOP();
	default:
		return 0;
	}
}
