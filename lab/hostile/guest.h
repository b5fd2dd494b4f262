/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the files of the hostile guest share.
 *
 * Hazard: an access of the page that the compiler leaves out or merges with another.
 * So each is an instruction of its own.
 */
#ifndef LAB_HOSTILE_GUEST_H
#define LAB_HOSTILE_GUEST_H

#include <asm/kvm_para.h>
#include <linux/kvm_para.h>
#include "hostile.h"

#define ARRAY_LEN(a)	(sizeof(a) / sizeof((a)[0]))

#define PAGE		0xfffff000u
#define MARK		0xffcu		/* the only word that is not scribbled over */
#define MARKED(cpu)	(0x9e3779b1u * ((cpu) + 1))
#define CPUS		4
#define SELDOM		64		/* one of so many */

/* Instructions, without registers */
#define SC		0x44000002u
#define BLR		0x4e800020u
#define MFSPR(rt, spr)	(0x7c0002a6u | (rt) << 21 | swap_halves(spr) << 11)
#define MTSPR(rs, spr)	(0x7c0003a6u | (rs) << 21 | swap_halves(spr) << 11)
#define TLBWE		0x7c0007a4u
#define TLBRE		0x7c000764u
#define TLBSX(rb)	(0x7c000724u | (rb) << 11)
#define TLBIVAX(rb)	(0x7c000624u | (rb) << 11)
#define MTMSR(rs)	(0x7c000124u | (rs) << 21)

/* SPRs that are meant by name below */
#define DECAR		54
#define SPRG0		272
#define DEC		22
#define IVPR		63
#define CSRR0		58
#define DSRR0		574
#define IVOR0		400
#define IVOR32		528
#define TCR		340

/* Offsets in the page */
enum field {
	CRITICAL = 24, SRR0 = 68, SRR1 = 76, MSR = 92, INT_PENDING = 100,
	MAS0 = 168, MAS1 = 172, MAS7 = 176, MAS3 = 180, MAS2 = 188, MAS4 = 192, MAS6 = 196,
};

#define MAS1_V		0x80000000u
#define MAS1_TS		0x1000u
#define MAS1_TSIZE(n)	((n) << 7)
#define MAS3_ALL	0x3fu
#define TLB1		0x10000000u
#define ESEL(n)		((n) << 16)
#define TSIZE_4M	12
#define TSIZE_64M	16
#define TSIZE_256M	18

unsigned int execute(const unsigned int *gpr, const unsigned int *word);
void hostile(unsigned int cpu);
unsigned int any(struct hostile_state *s);
unsigned int evil(struct hostile_state *s);
void try(struct hostile_state *s, unsigned int word);
void try_with(struct hostile_state *s, unsigned int word, unsigned int r3,
	      unsigned int r4, unsigned int r11);
void set_spr(struct hostile_state *s, unsigned int spr, unsigned int value);
void map_page(struct hostile_state *s, unsigned int cpu);
void write_entry(struct hostile_state *s, unsigned int mas0, unsigned int mas1,
		 unsigned int ea, unsigned int pa);
void attack(struct hostile_state *s, unsigned int cpu);

/* How an SPR's number stands in an instruction */
static inline unsigned int swap_halves(unsigned int spr)
{
	return (spr & 31) << 5 | (spr >> 5);
}

static inline struct hostile_state *state(unsigned int cpu)
{
	return (struct hostile_state *)HOSTILE_STATE + (cpu & (CPUS - 1));
}

static inline void put32(unsigned int addr, unsigned int value)
{
	asm volatile("stw %1, 0(%0)" : : "b"(addr), "r"(value) : "memory");
}

static inline unsigned int get32(unsigned int addr)
{
	unsigned int value;

	asm volatile("lwz %0, 0(%1)" : "=r"(value) : "b"(addr) : "memory");
	return value;
}

/* Two words that have been written, to be executed */
static inline void flush(const unsigned int *word)
{
	asm volatile("dcbst 0, %0\n\tdcbst 0, %1\n\tsync\n\t"
		     "icbi 0, %0\n\ticbi 0, %1\n\tsync\n\tisync"
		     : : "r"(word), "r"(word + 1) : "memory");
}

/* PIR, from the host and not from the page */
static inline unsigned int this_cpu(void)
{
	unsigned int number;

	asm volatile("mfspr %0, 286" : "=r"(number));
	return number;
}

static inline void put8(unsigned int addr, unsigned int value)
{
	asm volatile("stb %1, 0(%0)" : : "b"(addr), "r"(value) : "memory");
}

#endif
