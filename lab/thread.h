/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A thread for a program without a C library; both of the laboratory's use it.
 *
 * Hazard: run() has nowhere to return to. It must end its thread itself.
 */
#ifndef LAB_THREAD_H
#define LAB_THREAD_H

/* Of the clone() with these flags: the thread's number, or -errno */
long thread_start(void (*run)(void *arg), void *arg, void *stack_end,
		  unsigned long flags);

#endif /* LAB_THREAD_H */
