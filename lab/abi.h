/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the laboratory's programs find different on the platforms they are built for:
 * 32 and 64 bits, big and little endian.
 *
 * Hazard: a test of one of these anywhere else. A program that needs another asks for
 * it here.
 */
#ifndef LAB_ABI_H
#define LAB_ABI_H

/* The kernel's set of signals */
struct signal_set {
	unsigned long word[8 / sizeof(long)];
};

/* 64 bit times, which 32-bit programs have calls of their own for */
#if __SIZEOF_LONG__ == 8
#define __NR_clock_gettime64		__NR_clock_gettime
#define __NR_clock_nanosleep_time64	__NR_clock_nanosleep
#define __NR_timer_settime64		__NR_timer_settime
#endif

/* 64 bit arguments travel in an even register pair, hence the zero before */
#if __SIZEOF_LONG__ == 8
#define syscall_pread(fd, buf, size, offset) \
	my_syscall4(__NR_pread64, fd, buf, size, offset)
#define syscall_mmap_shared(fd, size, prot, offset) \
	my_syscall6(__NR_mmap, 0, size, prot, MAP_SHARED, fd, offset)
#else
#define syscall_pread(fd, buf, size, offset) \
	my_syscall6(__NR_pread64, fd, buf, size, 0, 0, offset)
#define syscall_mmap_shared(fd, size, prot, offset) \
	my_syscall6(__NR_mmap2, 0, size, prot, MAP_SHARED, fd, (offset) >> 12)
#endif

/*
 * The page's address with relocation off, of as many bits as KVM looks at: if it lies
 * anywhere in the guest's memory, then there. And the int of the kernel's siginfo that
 * says how often a timer has expired besides.
 */
#if __SIZEOF_LONG__ == 8
#define MAGIC_PAGE_REAL		0x0ffffffffffff000ul
#define SIGINFO_OVERRUN		5
#else
#define MAGIC_PAGE_REAL		0xfffff000ul
#define SIGINFO_OVERRUN		4
#endif

/* Where addresses of the kernel begin */
#define KERNEL_START		(~0ul << (8 * sizeof(long) - 2))

/* The time base; of 32 bits each, upper half first and last: a carry is met */
#if __SIZEOF_LONG__ == 8
static inline unsigned long long read_timebase(void)
{
	unsigned long long now;

	asm volatile("mfspr %0, 268" : "=r"(now));
	return now;
}
#else
static inline unsigned long long read_timebase(void)
{
	unsigned long high, low, again;

	do {
		asm volatile("mfspr %0, 269\n\tmfspr %1, 268\n\tmfspr %2, 269"
			     : "=&r"(high), "=&r"(low), "=&r"(again));
	} while (high != again);
	return (unsigned long long)high << 32 | low;
}
#endif

/* An interrupt that one CPU sends to another, in /proc/interrupts of their machines */
#if __SIZEOF_LONG__ == 8
#define INTERRUPT_OF_CPUS	" IPI"
#else
#define INTERRUPT_OF_CPUS	" ipi "
#endif

/*
 * A hypercall, and what KVM PR takes for one: in a KVM that is itself a guest the first
 * never arrives, see vmm/book3s/papr.c
 */
#define SC_1		0x44000022u
#define SC_1_FOR_PR	0x7c000268u

/* A number of this processor's, as the bytes of a big endian one, and back */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define big_endian(x)	__builtin_bswap32(x)
#else
#define big_endian(x)	((__u32)(x))
#endif

#endif /* LAB_ABI_H */
