/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CPUs that come after the boot CPU, and their pages.
 */
#ifndef _KVM_PARA_SECONDARY_H
#define _KVM_PARA_SECONDARY_H

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
 * @refused: why the last CPU that went no further did not
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

#endif /* _KVM_PARA_SECONDARY_H */
