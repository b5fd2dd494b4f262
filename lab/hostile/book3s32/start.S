/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A 32-bit guest without an operating system, whose text is at one place after the other:
 * 8 MiB apart, through most of the address space. At each an instruction traps, which KVM
 * reads there, in the guest's own translation. Then it writes words that are no instruction
 * wherever a host may have modules, or BPF programs that it has compiled.
 *
 * Hazard: a host that has something of its own at such a place, of which KVM did not make
 * room for the guest, reads that instead. Then the guest takes another interrupt than the
 * system call, says where, and fails; it ends well behind the last place alone. And a host
 * that executes the guest's words, since what it had there was not put back, has to execute
 * something there at all: see lab/vmm/sandbox.c.
 */

/* As the assembler understands them: of lab/meter.h, and of the VMM's machine */
#define METER_DONE	5
#define METER_FAILED	6
#define METER		0xe0006000	/* of which the first word takes commands */
#define UART		0xfef88000

#define FIRST		0x1000		/* by which a place's upper half begins */
#define LAST		0xf000
#define APART		0x0080
#define TEXT		0x2000		/* behind a place */
#define MARK		0x600d
#define MODULES		0xbe00		/* as FIRST; to the segment's end */
#define WRITE		(TEXT + 8)

#define SPRG0		272
#define IBAT0U		528
#define IBAT0L		529
#define DBAT0U		536
#define DBAT0L		537
#define DBAT1U		538
#define DBAT1L		539
#define IR_DR		0x30

/*
 * To KVM an address in a BAT is one of its segment all the same, and two segments of one
 * number are one: so there are sixteen numbers.
 *
 * r20: a place, r21: what was read there. Handlers run in real mode.
 */
.macro handler vector:req
	.org	\vector
	b	failed
.endm

	.section .start, "ax"
	.globl	_start, _stext
_stext:
_start:	li	3, 16
	mtctr	3
	li	4, 0
0:	mtsrin	3, 4
	addi	3, 3, 1
	addis	4, 4, 0x1000
	bdnz	0b
	lis	20, FIRST
	li	4, MARK
	mtspr	SPRG0, 4
	b	try

	handler	0x200
	handler	0x300
	handler	0x400
	handler	0x600
	handler	0x700
	handler	0x800

	.org	0xc00
	cmpwi	21, MARK
	bne	failed
	addis	20, 20, APART
	lis	4, LAST
	cmplw	20, 4
	beq	write

/* 128 KiB there are of address 0 */
try:	li	21, 0
	ori	4, 20, 2
	li	5, 2
	mtspr	IBAT0L, 5
	mtspr	IBAT0U, 4
	ori	4, 20, TEXT
	mtsrr0	4
	li	4, IR_DR
	mtsrr1	4
	rfi

/*
 * The text is at the last place, and 32 MiB of memory where modules are. What ends this is
 * stored with relocation on as well, for the segments of that are what the host is not to
 * go on with.
 */
write:	subis	20, 20, APART
	lis	5, MODULES
	ori	4, 5, 0x3fe
	lis	3, 0x0200
	ori	3, 3, 2
	mtspr	DBAT0L, 3
	mtspr	DBAT0U, 4
	lis	3, METER@h
	ori	4, 3, 2
	ori	3, 3, 2
	mtspr	DBAT1L, 3
	mtspr	DBAT1U, 4
	ori	4, 20, WRITE
	mtsrr0	4
	li	4, IR_DR
	mtsrr1	4
	rfi

failed:	lis	6, UART@ha
	addi	6, 6, UART@l
	li	7, 8
	mtctr	7
1:	rotlwi	20, 20, 4
	clrlwi	5, 20, 28
	cmpwi	5, 10
	blt	2f
	addi	5, 5, 'a' - 10 - '0'
2:	addi	5, 5, '0'
	stb	5, 0(6)
	bdnz	1b
	li	5, '\n'
	stb	5, 0(6)
	li	5, METER_FAILED
end:	lis	6, METER@ha
	addi	6, 6, METER@l
	stw	5, 0(6)
	b	.

	.org	TEXT
	mfspr	21, SPRG0
	sc

	li	4, 0
	li	6, 32 << 20 >> 12
	mtctr	6
3:	stw	4, 0(5)
	addi	5, 5, 4096
	bdnz	3b
	li	5, METER_DONE
	b	end
	.globl	_etext
_etext:
