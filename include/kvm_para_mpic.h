/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of KVM's interrupt controller in one piece, as an attribute of its device
 * (KVM_GET_DEVICE_ATTR, KVM_SET_DEVICE_ATTR): with what the controller's registers do not
 * say, which is what waits for each CPU and what each has in service.
 * Documentation/abi.rst says what each word means.
 *
 * Hazard: a number that Linux gives another meaning one day. Linux counts its groups of
 * attributes from 1. A layout that differs gets another attribute.
 */
#ifndef _ASM_POWERPC_KVM_PARA_MPIC_H
#define _ASM_POWERPC_KVM_PARA_MPIC_H

#include <linux/types.h>

#define KVM_DEV_MPIC_GRP_PARA	0x40000000
#define KVM_PARA_MPIC_STATE	0	/* struct kvm_para_mpic */

#define KVM_PARA_MPIC_CPUS	32
#define KVM_PARA_MPIC_SOURCES	264	/* 256 that are wired, 4 between CPUs, 4 timers */
#define KVM_PARA_MPIC_IPI	256	/* the first of those between CPUs */
#define KVM_PARA_MPIC_TIMERS	4
#define KVM_PARA_MPIC_MSIS	8
#define KVM_PARA_MPIC_OUTPUTS	3	/* interrupt, critical, machine check */
#define KVM_PARA_MPIC_WORDS	9	/* a bit for each source, the first is 1 << 0 */

struct kvm_para_mpic_source {
	__u32 vector;		/* its vector and priority register, with its activity */
	__u32 destination;
	__u32 targets;		/* CPUs it is still to reach */
	__u32 output;
	__u32 pending;
};

struct kvm_para_mpic_cpu {
	__u32 priority;
	__u32 raised[KVM_PARA_MPIC_WORDS];
	__u32 in_service[KVM_PARA_MPIC_WORDS];
	__u32 active[KVM_PARA_MPIC_OUTPUTS];	/* sources at each output but the first */
	__u32 interrupted;			/* the vCPU is told of an interrupt */
};

struct kvm_para_mpic {
	__u32 configuration;
	__u32 spurious;
	__u32 frequency;
	__u32 timer[KVM_PARA_MPIC_TIMERS];
	__u32 message[KVM_PARA_MPIC_MSIS];
	struct kvm_para_mpic_source source[KVM_PARA_MPIC_SOURCES];
	struct kvm_para_mpic_cpu cpu[KVM_PARA_MPIC_CPUS];
};

#endif
