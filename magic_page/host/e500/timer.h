/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The decrementer's interrupt is acknowledged when it is delivered.
 *
 * Hazard: a tick that is lost. What is acknowledged is the one that is delivered: TSR is
 * cleared before the guest runs, and a timer that expires from then on sets it again.
 */
#ifndef _MAGIC_PAGE_HOST_TIMER_H
#define _MAGIC_PAGE_HOST_TIMER_H

#include <linux/kvm_host.h>
#include <asm/kvm_para_abi.h>

#include "booke.h"

/**
 * kvm_para_host_acknowledge() - acknowledge an interrupt for the guest
 * @vcpu: to which it is being delivered
 * @priority: BOOKE_IRQPRIO_*
 *
 * Context: before an entry, interrupts off.
 * Return: whether it no longer waits; not, if the guest does so itself.
 */
static inline bool kvm_para_host_acknowledge(struct kvm_vcpu *vcpu, unsigned int priority)
{
	if (priority != BOOKE_IRQPRIO_DECREMENTER ||
	    !(vcpu->arch.para.wants & KVM_PARA_MAP_TIMER))
		return false;
	clear_bits(TSR_DIS, &vcpu->arch.tsr);
	return true;
}

#endif
