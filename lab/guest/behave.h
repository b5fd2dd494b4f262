/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mode=behave: what user mode may expect of a kernel, patched or not.
 *
 * Hazard: a test that ends early and counts as passed. A test returns, or ends
 * the run with not_ok(); the number of tests is printed before the first.
 */
#ifndef LAB_GUEST_BEHAVE_H
#define LAB_GUEST_BEHAVE_H

#include "guest.h"

/* assembly.S: gpr[1] is not loaded */
struct image {
	unsigned long gpr[32];
	unsigned long lr, ctr, xer, cr;
};

void hold_registers(const struct image *in, struct image *out);

/* vectors.S: the registers of VSX, and TAR, where there are any */
struct vectors {
	unsigned long vsr[64][2];
	unsigned long tar;
};

#if __SIZEOF_LONG__ == 8
#define HAS_VECTORS	1
void load_vectors(const struct vectors *in);
void store_vectors(struct vectors *out);
#else
#define HAS_VECTORS	0
#define load_vectors(in)	((void)(in))
#define store_vectors(out)	((void)(out))
#endif

/* assembly.S: what a traced child executes; its exit status */
#define STEPPED_ADDITIONS	200

void __noreturn stepped_code(char *page);
extern const unsigned int first_step[], last_step[];

/* behave.c: not_ok() names what is running */
extern const char *running;
void __noreturn not_ok(const char *fmt, ...) __printf(1, 2);
long long clock_ns(int clock);

/* timers.c: every register holds a pattern for a while, and keeps it */
void hold_once(void);

/* timers.c: a signal each usec; no expiration may have been lost at the end */
void timer_begin(int signo, unsigned int usec);
unsigned long timer_end(int signo);	/* returns the expirations seen */

/* timers.c, stepping.c: tests; they return NULL, or why they cannot be done */
const char *registers_under_signals(void);
const char *clocks_under_signals(void);
const char *traced_breakpoint(void);
const char *traced_single_step(void);

#endif /* LAB_GUEST_BEHAVE_H */
