// SPDX-License-Identifier: GPL-2.0
/*
 * mode=behave: a debugger stops a program where it wants, steps it instruction
 * by instruction, and finds its registers as the instructions left them.
 *
 * Hazard: a single step is a debug interrupt, the one critical interrupt a
 * guest of this machine takes every day. It has save and scratch registers of
 * its own, and comes even inside the kernel's prologues of other interrupts,
 * where a patched instruction stands next to it.
 *
 * Two registers are not the library's to keep. Where another interrupt is met
 * while a step is under way, the debug interrupt comes inside that one's
 * prologue, and Linux 6.12 (DEBUG_CRIT_EXCEPTION) goes back to it with r2 and r3
 * of its own: patched or not, the program finds two addresses of the kernel
 * there. Such a value is taken in r2 and r3, and no other.
 */
#include <linux/ptrace.h>
#include <asm/ptrace.h>
#include "behave.h"

#define TRAP		0x7fe00008u
#define SYSTEM_CALL	0x44000002u
#define PAGE		4096u
#define ROUNDS		12
#define PERIOD		500	/* microseconds */

static long trace(long request, pid_t pid, unsigned long addr, void *data)
{
	long result = my_syscall4(__NR_ptrace, request, pid, addr, data);

	if (result < 0)
		not_ok("ptrace request %ld: errno %ld", request, -result);
	return result;
}

/* The kernel gives and takes a long, of which an instruction may be the first half */
static unsigned int peek(pid_t pid, const void *addr)
{
	unsigned int word[sizeof(long) / 4];

	trace(PTRACE_PEEKTEXT, pid, (unsigned long)addr, word);
	return word[0];
}

static void poke(pid_t pid, const void *addr, unsigned int word)
{
	unsigned int words[sizeof(long) / 4];
	void *value;

	trace(PTRACE_PEEKTEXT, pid, (unsigned long)addr, words);
	words[0] = word;
	memcpy(&value, words, sizeof(value));
	trace(PTRACE_POKETEXT, pid, (unsigned long)addr, value);
}

static void expect_stop(pid_t pid, int signo)
{
	int status = reap(pid);

	if (status != (signo << 8 | 0x7f))
		not_ok("wait status %x, not stopped by signal %d", status, signo);
}

/* A child that waits in front of the code; the page is mapped, and not there */
static pid_t traced_child(void)
{
	char *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	pid_t pid;

	if (page == MAP_FAILED)
		not_ok("mmap: errno %d", errno);
	pid = child_or_fail();
	if (!pid) {
		trace(PTRACE_TRACEME, 0, 0, NULL);
		raise(SIGSTOP);
		stepped_code(page);
	}
	munmap(page, PAGE);
	expect_stop(pid, SIGSTOP);
	return pid;
}

static void expect_nip(const struct pt_regs *regs, const unsigned int *want)
{
	if (regs->nip != (unsigned long)want)
		not_ok("stopped at %lx, not at %lx", regs->nip, (unsigned long)want);
}

/* Runs the child into a trap instruction, and takes that out again */
static void run_to(pid_t pid, const unsigned int *place, struct pt_regs *regs)
{
	unsigned int word = peek(pid, place);

	if (word != *place)
		not_ok("the child's code is not ours: %x, %x", word, *place);
	poke(pid, place, TRAP);
	if (peek(pid, place) != TRAP)
		not_ok("no trap where one was put");
	trace(PTRACE_CONT, pid, 0, NULL);
	expect_stop(pid, SIGTRAP);
	poke(pid, place, word);
	trace(PTRACE_GETREGS, pid, 0, regs);
	expect_nip(regs, place);
}

static void run_to_end(pid_t pid)
{
	int status;

	trace(PTRACE_CONT, pid, 0, NULL);
	status = reap(pid);
	if (status != STEPPED_ADDITIONS << 8)
		not_ok("the child ended with %x, not %x", status, STEPPED_ADDITIONS << 8);
}

const char *traced_breakpoint(void)
{
	pid_t pid = traced_child();
	struct pt_regs regs;

	run_to(pid, first_step, &regs);
	if (regs.gpr[14] || regs.gpr[15] != 0x5a0f0000)
		not_ok("r14 %lx, r15 %lx", regs.gpr[14], regs.gpr[15]);
	/* the first instruction of a system call and the one behind its sc */
	run_to(pid, first_step + 64, &regs);
	run_to(pid, first_step + 66, &regs);
	if (regs.gpr[14] != 64 || regs.gpr[3] != (unsigned long)pid)
		not_ok("r14 %lx, r3 %lx", regs.gpr[14], regs.gpr[3]);
	run_to_end(pid);
	return NULL;
}

/* The register an instruction changes, or -1 */
static int target(unsigned int insn)
{
	switch (insn >> 26) {
	case 14:	/* addi, li */
	case 32:	/* lwz */
		return insn >> 21 & 31;
	case 36:	/* stw */
		return -1;
	}
	not_ok("an instruction this test does not know: %x", insn);
}

/* And what it leaves there */
static unsigned long result(unsigned int insn, const unsigned long *gpr, pid_t pid)
{
	unsigned int base = insn >> 16 & 31;
	short offset = insn;

	if (insn >> 26 == 14)
		return (base ? gpr[base] : 0) + offset;
	return peek(pid, (char *)gpr[base] + offset);
}

static unsigned int lost;

static int lost_upstream(unsigned int reg, unsigned long value)
{
	if ((reg != 2 && reg != 3) || value < KERNEL_START)
		return 0;
	lost++;
	return 1;
}

static void check_step(unsigned int insn, const struct pt_regs *old,
		       const struct pt_regs *new, pid_t pid)
{
	int i, reg = target(insn);

	for (i = 0; i < 32; i++) {
		if (i == reg || new->gpr[i] == old->gpr[i] || lost_upstream(i, new->gpr[i]))
			continue;
		not_ok("%x at %lx: r%d was %lx, is %lx", insn, old->nip, i,
		       old->gpr[i], new->gpr[i]);
	}
	if (reg >= 0 && new->gpr[reg] != result(insn, old->gpr, pid))
		not_ok("%x at %lx leaves %lx in r%d", insn, old->nip, new->gpr[reg], reg);
	if (new->link != old->link || new->ctr != old->ctr || new->xer != old->xer)
		not_ok("%x at %lx: LR, CTR or XER changed", insn, old->nip);
}

/* One stop; a step over a system call ends behind the instruction after it */
static const unsigned int *step(pid_t pid, const unsigned int *insn, struct pt_regs *regs)
{
	struct pt_regs old = *regs;

	trace(PTRACE_SINGLESTEP, pid, 0, NULL);
	expect_stop(pid, SIGTRAP);
	trace(PTRACE_GETREGS, pid, 0, regs);
	if (*insn == SYSTEM_CALL) {
		if (regs->gpr[3] != (unsigned long)pid && !lost_upstream(3, regs->gpr[3]))
			not_ok("getpid() gives %lx", regs->gpr[3]);
		/* what a function call may change, and the ABI says so of this */
		memcpy(old.gpr + 3, regs->gpr + 3, 10 * sizeof(old.gpr[0]));
		old.gpr[0] = regs->gpr[0];
		old.ctr = regs->ctr;
		old.xer = regs->xer;
		insn++;
	}
	check_step(*insn, &old, regs, pid);
	expect_nip(regs, ++insn);
	return insn;
}

static unsigned int step_through(void)
{
	pid_t pid = traced_child();
	const unsigned int *insn = first_step;
	unsigned int steps = 0;
	struct pt_regs regs;

	run_to(pid, insn, &regs);
	while (insn < last_step) {
		insn = step(pid, insn, &regs);
		steps++;
	}
	run_to_end(pid);
	return steps;
}

/* With a timer, for interrupts of guest and host to come while a step is due */
const char *traced_single_step(void)
{
	unsigned int i, steps = 0;

	timer_begin(SIGALRM, PERIOD);
	for (i = 0; i < ROUNDS; i++)
		steps += step_through();
	timer_end(SIGALRM);
	printf("behave: %u single steps\n", steps);
	printf("fact: %u times a single step left the kernel's r2 or r3\n", lost);
	return NULL;
}
