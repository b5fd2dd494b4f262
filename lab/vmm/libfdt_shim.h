/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Included before every file of libfdt, which is compiled from the kernel's
 * source as it stands. It wants a function nolibc does not have, and the
 * compiler's stddef.h, which would define nolibc's ptrdiff_t as another type.
 */
#ifndef LAB_LIBFDT_SHIM_H
#define LAB_LIBFDT_SHIM_H

#include "nolibc.h"

/* Words to the compiler's own headers */
#define _PTRDIFF_T		/* stddef.h: ptrdiff_t is defined already */
#define _LIBC_LIMITS_H_		/* limits.h: there is no libc's behind it */

static inline __maybe_unused
void *memchr(const void *s, int c, size_t n)
{
	const unsigned char *p = s;

	for (; n; n--, p++) {
		if (*p == (unsigned char)c)
			return (void *)p;
	}
	return NULL;
}

#endif /* LAB_LIBFDT_SHIM_H */
