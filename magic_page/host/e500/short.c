// SPDX-License-Identifier: GPL-2.0
/*
 * The short way through the exits that are made most often: a system call, a return
 * from an interrupt, a miss in the guest's TLB, and one that this has the answer to.
 *
 * With interrupts off from the exit to the entry, on an unchanged host context: no lock,
 * no accounting of time, no point at which to schedule. Whatever may need one of these
 * goes the long way, kvmppc_handle_exit(), which does all this as well.
 *
 * Hazard: something that the long way would have seen and this has not. So it is taken
 * only if there is nothing to see, which quiet() decides; a request or a signal that
 * comes after that comes with an interrupt, which is taken at once in the guest.
 */
#include <linux/context_tracking.h>
#include <linux/kvm_host.h>
#include <linux/thread_info.h>
#include <asm/kvm_ppc.h>

#include "booke.h"
#include "e500.h"
#include "magic_page/exits.h"
#include "magic_page/e500/short.h"
#include "magic_page/e500/tlb.h"
#include "timing.h"
#include "trace.h"
#include "trace_booke.h"

#define RFI	0x4c000064U

/* Somebody wants to know of each exit, or has to be told. */
static bool watched(void)
{
	return IS_ENABLED(CONFIG_TRACE_IRQFLAGS) ||
	       IS_ENABLED(CONFIG_VIRT_CPU_ACCOUNTING_NATIVE) ||
	       context_tracking_enabled() || trace_kvm_exit_enabled() ||
	       trace_kvm_ppc_instr_enabled() || trace_kvm_booke_queue_irqprio_enabled();
}

/* Nothing waits: no interrupt for the guest, no request, nothing for this thread. */
static bool quiet(struct kvm_vcpu *vcpu)
{
	const unsigned long flags = _TIF_NEED_RESCHED | _TIF_SIGPENDING | _TIF_NOTIFY_SIGNAL;

	return !vcpu->arch.pending_exceptions && !kvm_request_pending(vcpu) &&
	       !vcpu->guest_debug && !(read_thread_flags() & flags) && !watched();
}

/* Whether kvmppc_set_msr() has more to do than what set_msr() does. */
static bool msr_is_involved(struct kvm_vcpu *vcpu, u32 msr)
{
	return IS_ENABLED(CONFIG_PPC_FPU) || (msr & (MSR_IS | MSR_DS)) ||
	       ((msr ^ vcpu->arch.shadow_msr) & MSR_SPE);
}

/*
 * In address space 0, the identities of a mode in the shadow TLB stay what they are until
 * one may have been dropped, see kvm_para_host_forget_ids().
 */
static void set_msr(struct kvm_vcpu *vcpu, u32 msr)
{
	struct kvm_vcpu_arch *arch = &vcpu->arch;
	struct kvm_para_ids *ids = &arch->para.ids[!!(msr & MSR_PR)];
	u32 forgotten = arch->para.forgotten;

	if (msr_is_involved(vcpu, msr)) {
		kvmppc_set_msr(vcpu, msr);
		return;
	}
	arch->shared->msr = msr;
	arch->shadow_msr = (arch->shadow_msr & ~MSR_DE) | (msr & MSR_DE);
	if (ids->pid) {
		arch->shadow_pid = ids->pid;
		arch->shadow_pid1 = ids->pid1;
		return;
	}
	kvmppc_mmu_msr_notify(vcpu, 0);
	if (forgotten == arch->para.forgotten)
		*ids = (struct kvm_para_ids){ arch->shadow_pid, arch->shadow_pid1 };
}

/* An interrupt of the class that nothing masks (Book E, "Interrupt processing"). */
static void deliver(struct kvm_vcpu *vcpu, unsigned int priority)
{
	struct kvm_vcpu_arch_shared *shared = vcpu->arch.shared;
	u32 msr = shared->msr;

	kvmppc_set_srr0(vcpu, vcpu->arch.regs.nip);
	kvmppc_set_srr1(vcpu, msr);
	vcpu->arch.regs.nip = vcpu->arch.ivpr | vcpu->arch.ivor[priority];
	set_msr(vcpu, msr & (MSR_CE | MSR_ME | MSR_DE));
}

static bool system_call(struct kvm_vcpu *vcpu)
{
	if (!(vcpu->arch.shared->msr & MSR_PR))
		return false;
	deliver(vcpu, BOOKE_IRQPRIO_SYSCALL);
	kvmppc_account_exit(vcpu, SYSCALL_EXITS);
	return true;
}

static bool return_from_interrupt(struct kvm_vcpu *vcpu)
{
	struct kvm_vcpu_arch_shared *shared = vcpu->arch.shared;
	u32 msr = READ_ONCE(shared->srr1);

	/* Waiting is for the long way. */
	if ((shared->msr & MSR_PR) || vcpu->arch.last_inst != RFI || (msr & MSR_WE))
		return false;
	vcpu->arch.regs.nip = shared->srr0;
	set_msr(vcpu, msr);
	kvmppc_account_exit_stat(vcpu, EMULATED_INST_EXITS);
	kvm_para_count_instruction(vcpu, RFI);
	kvmppc_set_exit_type(vcpu, EMULATED_RFI_EXITS);
	return true;
}

/* A translation of 4 KiB that has been in the shadow TLB before, and is RAM. */
static bool map_again(struct kvm_vcpu *vcpu, unsigned long eaddr, int index)
{
	struct kvmppc_vcpu_e500 *vcpu_e500 = to_e500(vcpu);
	gpa_t gpa;
	bool ram;
	int idx;

	if (tlbsel_of(index) != 0 ||
	    !(vcpu_e500->gtlb_priv[0][esel_of(index)].ref.flags & E500_TLB_VALID))
		return false;
	gpa = kvmppc_mmu_xlate(vcpu, index, eaddr);
	idx = srcu_read_lock(&vcpu->kvm->srcu);
	ram = kvm_is_visible_gfn(vcpu->kvm, gpa >> PAGE_SHIFT);
	if (ram)
		kvmppc_mmu_map(vcpu, eaddr, gpa, index);
	srcu_read_unlock(&vcpu->kvm->srcu, idx);
	return ram;
}

static bool data_miss(struct kvm_vcpu *vcpu)
{
	unsigned long eaddr = vcpu->arch.fault_dear;
	int index;

	if ((eaddr & PAGE_MASK) == vcpu->arch.magic_page_ea)
		return false;
	index = kvmppc_mmu_dtlb_index(vcpu, eaddr);
	if (index >= 0) {
		if (!map_again(vcpu, eaddr, index))
			return false;
		kvmppc_account_exit(vcpu, DTLB_VIRT_MISS_EXITS);
		return true;
	}
	kvmppc_mmu_dtlb_miss(vcpu);
	kvmppc_set_esr(vcpu, vcpu->arch.fault_esr);
	kvmppc_set_dar(vcpu, eaddr);
	deliver(vcpu, BOOKE_IRQPRIO_DTLB_MISS);
	kvmppc_account_exit(vcpu, DTLB_REAL_MISS_EXITS);
	return true;
}

static bool instruction_miss(struct kvm_vcpu *vcpu)
{
	unsigned long eaddr = vcpu->arch.regs.nip;
	int index = kvmppc_mmu_itlb_index(vcpu, eaddr);

	if (index >= 0) {
		if (!map_again(vcpu, eaddr, index))
			return false;
		kvmppc_account_exit(vcpu, ITLB_VIRT_MISS_EXITS);
		return true;
	}
	kvmppc_mmu_itlb_miss(vcpu);
	deliver(vcpu, BOOKE_IRQPRIO_ITLB_MISS);
	kvmppc_account_exit(vcpu, ITLB_REAL_MISS_EXITS);
	return true;
}

static bool handled(struct kvm_vcpu *vcpu, unsigned int exit_nr)
{
	switch (exit_nr) {
	case BOOKE_INTERRUPT_SYSCALL:
		return system_call(vcpu);
	case BOOKE_INTERRUPT_PROGRAM:
		return return_from_interrupt(vcpu);
	case BOOKE_INTERRUPT_DTLB_MISS:
		return data_miss(vcpu);
	case BOOKE_INTERRUPT_ITLB_MISS:
		return instruction_miss(vcpu);
	default:
		return false;
	}
}

/**
 * kvm_para_host_short() - answer an exit the short way, if there is one
 * @vcpu: which has exited
 * @exit_nr: why, BOOKE_INTERRUPT_*
 *
 * Context: the first thing of an exit; interrupts off.
 * Return: whether the guest can go on; if not, nothing has been done.
 */
bool kvm_para_host_short(struct kvm_vcpu *vcpu, unsigned int exit_nr)
{
	if (!quiet(vcpu) || kvm_para_host_put_off(vcpu) || !handled(vcpu, exit_nr))
		return false;
	/* As the long way does at each entry, whatever the guest has written there. */
	vcpu->arch.shared->int_pending = 0;
	return true;
}
