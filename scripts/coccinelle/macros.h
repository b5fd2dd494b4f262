/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Macros of the kernel's that spatch has to be told of, to read the functions they are in:
 * what is inside asm(), and no string to the eye.
 */
#define PPC_DSSALL ""
