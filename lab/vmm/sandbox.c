// SPDX-License-Identifier: GPL-2.0
/*
 * Every system call of this program's through a filter, which lets all pass: what a VMM in
 * a sandbox does to its host. Where that compiles BPF, the filter is text of the host's own
 * in the place for modules, and is executed between two runs of the guest.
 *
 * Hazard: none is executed there, and nothing is tested. So a host without filters, or one
 * that interprets them, is refused; and the filter looks at an argument, for what goes by
 * the call's number alone the kernel asks once.
 */
#include <linux/filter.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>
#include "vmm.h"

#define COMPILES	"/proc/sys/net/core/bpf_jit_enable"

void sandbox(void)
{
	struct sock_filter allow[] = {
		{ BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, args) },
		{ BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW },
	};
	struct sock_fprog program = { ARRAY_LEN(allow), allow };

	if (write_file(COMPILES, "1") < 0)
		die(COMPILES, "needs BPF_JIT in the host kernel");
	if (my_syscall5(__NR_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
	    my_syscall3(__NR_prctl, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
		die("PR_SET_SECCOMP", "needs SECCOMP_FILTER in the host kernel");
}
