/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the hostile guest and the VMM that runs it have to agree on.
 *
 * Hazard: a guest that has done nothing and is taken for one that was survived. It
 * counts what it does in its own memory, where the VMM looks at it.
 */
#ifndef LAB_HOSTILE_H
#define LAB_HOSTILE_H

/*
 * Guest physical memory: RAM from 0 on, then a hole, then RAM again, so that a
 * translation may lie in the hole and reach what is behind it.
 */
#define HOSTILE_RAM	0x01000000
#define HOSTILE_HIGH	0x03000000
#define HOSTILE_HIGH_SIZE 0x00400000

#define HOSTILE_STATE	0x00040000	/* struct hostile_state, one for each vCPU */
#define HOSTILE_STACKS	0x00050000	/* HOSTILE_STACK bytes for each vCPU */
#define HOSTILE_STACK	0x00004000
#define HOSTILE_IMAGE	0x00080000	/* all of the above lies below */

/* In userspace's own memory, between the two if they lie in one piece there */
#define HOSTILE_SECRET	0x5ec4e75eu
#define HOSTILE_BETWEEN	0x00001000

/* A store there, where no memory is, says that there is something to look at. */
#define HOSTILE_LOOK	0x08000000

#ifndef __ASSEMBLER__
/* What is to be tried besides, once for each vCPU that starts */
enum hostile_attack {
	ATTACK_NONE,
	ATTACK_PAGE_0,		/* memory at 0, before a page was asked for */
	ATTACK_TIDSELD,		/* a PID register that there is not */
	ATTACK_HOLE,		/* a large entry of TLB0 that begins in the hole */
	ATTACK_BEYOND,		/* entries of TLB1 that are larger than memory */
	ATTACK_MIXED,		/* an entry of TLB1 that the host has to map in two ways */
	ATTACK_UNKNOWN,		/* instructions that KVM does not know, over and over */
	ATTACK_TIMER,		/* a timer that reloads itself at each tick */
	ATTACK_ESEL,		/* an entry beyond the end of TLB1 */
	ATTACK_FOUND,		/* what lies in a TLB that nobody has written */
	ATTACK_NOT,		/* none, but what a host must not do: struct's legacy */
	ATTACKS,
};

/*
 * What becomes of an instruction of the guest's that the host, by itself, turns into
 * an access of the page
 */
enum hostile_legacy {
	LEGACY_TRAPS = 1,	/* before, it works in both address spaces */
	LEGACY_SEEN = 2,	/* then the guest finds another word in its text */
	LEGACY_WORKS = 4,	/* it works in address space 0 */
	LEGACY_ENTERED = 8,	/* and is executed in address space 1 */
	LEGACY_SURVIVED = 16,	/* from where it came back */
};

/*
 * A number that counts against the host. The guest writes anywhere in its memory, so it is
 * there a second time, and is none if the two differ.
 */
struct hostile_number {
	unsigned int n, inverse;
};

static inline void hostile_set(struct hostile_number *number, unsigned int n)
{
	number->n = n;
	number->inverse = ~n;
}

/* Once more; what is none stays none */
static inline void hostile_count(struct hostile_number *number)
{
	number->n++;
	number->inverse--;
}

static inline int hostile_whole(const struct hostile_number *number)
{
	return number->n == ~number->inverse;
}

struct hostile_state {
	unsigned int seed;	/* not 0 */
	unsigned int target;	/* steps */
	struct hostile_number attack;	/* enum hostile_attack; the guest sets it back */
	unsigned int round;	/* how far that is */
	unsigned int started;	/* handlers are there */
	unsigned int steps;
	unsigned int calls;	/* hypercalls */
	unsigned int starts;	/* after an exception, or by the VMM */
	struct hostile_number foreign;	/* times another vCPU's mark was in this one's page */
	struct hostile_number broken;	/* an attack has seen what it must not see */
	unsigned int word[2];	/* the instruction that is tried, and a return */
	unsigned int legacy;	/* enum hostile_legacy */
	unsigned int text[2];	/* an instruction, and a return; the VMM changes the first */
};
#endif

#endif
