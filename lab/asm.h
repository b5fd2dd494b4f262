/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Loads and stores of a register, and a stack frame, of whatever size they are here;
 * for assembly.
 *
 * Hazard: 32 bits of a register that has 64, which is right until one holds an address.
 */
#ifndef LAB_ASM_H
#define LAB_ASM_H

#if __SIZEOF_LONG__ == 8
#define LREG	ld
#define STREG	std
#define STREGU	stdu
#define LREGU	ldu
#define REG	8		/* bytes */
#define F_HEAD	32		/* of a frame, which the ABI keeps */
#else
#define LREG	lwz
#define STREG	stw
#define STREGU	stwu
#define LREGU	lwzu
#define REG	4
#define F_HEAD	8
#endif

#endif /* LAB_ASM_H */
