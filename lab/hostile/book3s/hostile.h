/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the two files of the hostile guest of KVM PR have to agree on.
 */
#ifndef LAB_HOSTILE_BOOK3S_H
#define LAB_HOSTILE_BOOK3S_H

#define STATE		0x00040000	/* struct state: what outlives an interrupt */
#define STACK		0x0005f000
#define OWN		0x00100000	/* all of the guest lies below */

#ifndef __ASSEMBLER__
/* start.S */
void execute(unsigned long rs, unsigned long rb, const unsigned int *word);
void begin_turn(unsigned long dec, unsigned long msr);
unsigned long hypercall(unsigned long *r3);
long call_kvm(unsigned long r3, unsigned long r4, unsigned long token);

/* main.c: what each interrupt comes to */
void hostile(void);
#endif

#endif /* LAB_HOSTILE_BOOK3S_H */
