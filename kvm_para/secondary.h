/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CPUs that come after the boot CPU, and their pages. The numbers are for assembly too.
 */
#ifndef _KVM_PARA_SECONDARY_H
#define _KVM_PARA_SECONDARY_H

/* Why a CPU went no further */
#define KVM_PARA_NOT_MAPPED	1	/* the map call failed */
#define KVM_PARA_OTHER_FEATURES	2	/* not all that the boot CPU was promised */
#define KVM_PARA_NOTHING_THERE	3	/* the page cannot be read */
#define KVM_PARA_NOT_ITS_OWN	4	/* MSR in it is another one's */

#ifndef __ASSEMBLY__

#include <linux/types.h>

/**
 * struct kvm_para_secondary - what another CPU has to know, without a stack
 * @ready: nonzero once the kernel is patched
 * @needs: bits of the map call's answer that the patched features depend on
 * @map_token: of the map call
 * @map_r3: its first argument
 * @map_r4: its second argument
 * @idle_token: of the idle call, for a CPU that goes no further
 * @liar: PIR of the CPU whose page is not mapped, for tests; ~0 if none
 * @refused: why the last CPU that went no further did not, KVM_PARA_NOT_MAPPED...
 */
struct kvm_para_secondary {
	u32 ready;
	u32 needs;
	u32 map_token;
	u32 map_r3;
	u32 map_r4;
	u32 idle_token;
	u32 liar;
	u32 refused;
};

extern struct kvm_para_secondary kvm_para_secondary_data;

#ifdef CONFIG_SMP
void kvm_para_prepare_secondary(unsigned long needs);
#else
static inline void kvm_para_prepare_secondary(unsigned long needs) { }
#endif

#endif /* !__ASSEMBLY__ */

#endif /* _KVM_PARA_SECONDARY_H */
