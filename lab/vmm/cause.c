// SPDX-License-Identifier: GPL-2.0
/*
 * Causes of exits, out of statistics of which one may count what another does.
 *
 * Hazard: an exit in two columns, or in none.
 */
#include "platform.h"

/* Of each, what others have of the same exits is taken off */
void causes_separate(const struct cause *cause, unsigned int causes, __u64 *value)
{
	unsigned int i, k;
	__u64 named;

	for (i = 0; i < causes; i++) {
		named = 0;
		for (k = 0; cause[i].less >> k; k++) {
			if (cause[i].less >> k & 1)
				named += value[k];
		}
		value[i] = value[i] > named ? value[i] - named : 0;
	}
}
