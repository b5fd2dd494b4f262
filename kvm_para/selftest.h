/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Proof that the page is the vCPU's, and what each platform has for it.
 */
#ifndef _KVM_PARA_SELFTEST_H
#define _KVM_PARA_SELFTEST_H

#include <linux/init.h>
#include <linux/types.h>

const char *kvm_para_selftest(u32 features);

/**
 * struct kvm_para_probe - a register by which a feature is proven
 * @feature: bit of enum kvm_para_feature; 0 behind the last one
 * @offset: of the register's lower word in the page
 * @read: reads it by an instruction that traps
 * @write: writes it likewise
 *
 * It is one that holds nothing needed while interrupts are off, and is put back.
 */
struct kvm_para_probe {
	u32 feature;
	unsigned int offset;
	unsigned long (*read)(void);
	void (*write)(unsigned long val);
};

/* Of kvm_para/platform_<name>.c */
extern const struct kvm_para_probe kvm_para_probes[];
const char *kvm_para_platform_selftest(u32 features);
u32 kvm_para_platform_features(u32 features);

/* Of those where more than sites depends on whether sites are patched */
#ifdef CONFIG_PPC_BOOK3S_32
void kvm_para_platform_use(bool on);
#else
static inline void kvm_para_platform_use(bool on) { }
#endif

/* The originals, which the prelude does not record and nothing patches. */
#define KVM_PARA_RAW_READER(name, spr)						\
static unsigned long __init raw_read_##name(void)				\
{										\
	unsigned long val;							\
										\
	asm volatile("kvm_para_raw_mfspr %0, %1" : "=r" (val) : "i" (spr));	\
	return val;								\
}

#define KVM_PARA_RAW_WRITER(name, spr)						\
static void __init raw_write_##name(unsigned long val)				\
{										\
	asm volatile("kvm_para_raw_mtspr %1, %0" : : "r" (val), "i" (spr));	\
}

#endif /* _KVM_PARA_SELFTEST_H */
