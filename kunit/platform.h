/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the tests know of a platform, in platform_<name>.c and expected_<name>.c.
 *
 * Hazard: on 64 bit, local_irq_disable() does not touch MSR[EE]: what comes then is put
 * off by the handler. So a test of EE has to let interrupts through to where they are
 * counted, whatever EE is.
 */
#ifndef _KVM_PARA_KUNIT_PLATFORM_H
#define _KVM_PARA_KUNIT_PLATFORM_H

#include <linux/compiler.h>
#include <linux/irqflags.h>
#include <linux/types.h>
#include <asm/hw_irq.h>
#include <asm/reg.h>

/**
 * struct kvm_para_site_kind - a kind of sites, of which one is run
 * @form: of the thunk, see thunks.h
 * @operand: what its operand holds
 */
struct kvm_para_site_kind {
	unsigned int form;
	unsigned long operand;
};

/* Of platform_<name>.c. Each way gives MSR[EE] the value that bit has in @val. */
extern void (*const kvm_para_set_ee_by[])(unsigned long val);
extern const unsigned int kvm_para_ee_ways;
extern const char * const kvm_para_left_out[];
unsigned int kvm_para_kinds(struct kvm_para_site_kind *kinds, unsigned int room);
bool kvm_para_in_page_table(unsigned long ea);

/* How often the equivalence has an interrupt that waits taken: more forms, more of them. */
#ifdef CONFIG_PPC_BOOK3S
#define KVM_PARA_TAKEN_AT_LEAST	240
#else
#define KVM_PARA_TAKEN_AT_LEAST	1000
#endif

/*
 * Bits in which SRR1 has the cause of an interrupt. They are none of MSR's, and rfid
 * does not take them, but KVM PR's does: a trap's stays in MSR until the next interrupt.
 */
#ifdef CONFIG_PPC_BOOK3S
#define KVM_PARA_CAUSES		(~SRR1_MSR_BITS)
#else
#define KVM_PARA_CAUSES		0UL
#endif

/* What a stack's address has to hold for the kernel to go on with it as MSR */
#ifdef CONFIG_PPC_BOOK3S_32
#define KVM_PARA_STACK_MSR	(MSR_ME | MSR_IR | MSR_DR)
#else
#define KVM_PARA_STACK_MSR	0UL
#endif

#ifdef CONFIG_PPC64
/* MSR[EE] alone says whether an interrupt is taken. It is off. */
static inline void kvm_para_unmask(void)
{
	local_paca->irq_happened &= ~PACA_IRQ_HARD_DIS;
	irq_soft_mask_set(IRQS_ENABLED);
}

static inline unsigned long kvm_para_kernels_own(void)
{
	return (unsigned long)local_paca;
}
#else
static inline void kvm_para_unmask(void) { }
static inline unsigned long kvm_para_kernels_own(void) { return 0; }
#endif

/* Whatever MSR[EE] and the mask are, nothing comes from here on. */
static inline void kvm_para_mask(void)
{
	hard_irq_disable();
}

/* And from here on it does. */
static inline void kvm_para_interrupts_on(void)
{
	hard_irq_disable();
	local_irq_enable();
}

#endif /* _KVM_PARA_KUNIT_PLATFORM_H */
