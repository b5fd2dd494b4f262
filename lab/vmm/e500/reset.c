// SPDX-License-Identifier: GPL-2.0
/*
 * The reset of a core: its vCPU is made again what it was before it ran.
 *
 * Hazard: what KVM keeps of the CPU's life before comes back in the next: a
 * translation, an interrupt of its timer, a handler's address. The registers that
 * KVM can be asked for are set to what they were when it had made the vCPU, and
 * its TLB lies in memory of ours, see tlb.c.
 *
 * Left as they are: what the interrupt controller has for this CPU, since an
 * interrupt dropped here would be raised there and never come again; and what the
 * magic page holds but the registers set here. A host with the counterpart unmaps
 * it; in others it stays mapped, since Linux's KVM has no call for it. The guest has
 * to cope with both.
 */
#include "e500.h"
#include "../../../include/kvm_para_regs.h"

/* Once for each vCPU, before it runs */
void reset_prepare(struct vcpu *vcpu)
{
	tlb_share(vcpu);
	if (ioctl(vcpu->fd, KVM_GET_SREGS, &vcpu->power_on) < 0)
		die("KVM_GET_SREGS", "unexpected");
	/* Without these KVM would keep both, and the timer would go on. */
	vcpu->power_on.u.e.dec = 0;
	vcpu->power_on.u.e.tsr = 0;
	vcpu->power_on.u.e.update_special = KVM_SREGS_E_UPDATE_DEC | KVM_SREGS_E_UPDATE_TSR;
}

/*
 * On the vCPU's own thread. Its general registers, MSR and PID are set when it is
 * released. An exception that KVM had found for it and not yet delivered could
 * not be taken back; a CPU that is reset sleeps, or loops in code that has none.
 */
void reset_vcpu(struct vcpu *vcpu)
{
	tlb_initial(vcpu);
	if (ioctl(vcpu->fd, KVM_SET_SREGS, &vcpu->power_on) < 0)
		die("KVM_SET_SREGS", "unexpected");
	if (register_set(vcpu, KVM_REG_PPC_PARA_EA, KVM_PARA_NOWHERE) && errno != EINVAL)
		die("KVM_SET_ONE_REG (page)", "unexpected");
}
