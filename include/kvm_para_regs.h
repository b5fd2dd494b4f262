/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The counterpart's registers, for KVM_GET_ONE_REG, KVM_SET_ONE_REG and
 * KVM_GET_REG_LIST: what a vCPU has to take along when it moves to another host,
 * beyond what Linux knows of. Documentation/abi.rst says what each means.
 *
 * Hazard: a number that Linux gives another meaning one day. Linux counts from 0, and
 * from 0x80000000 for transactional memory.
 */
#ifndef _ASM_POWERPC_KVM_PARA_REGS_H
#define _ASM_POWERPC_KVM_PARA_REGS_H

#include <linux/kvm.h>

#define KVM_REG_PPC_PARA	(KVM_REG_PPC | 0x40000000)

/* In the order in which they have to be set; the page's contents come last. */
#define KVM_REG_PPC_PARA_EA		(KVM_REG_PPC_PARA | KVM_REG_SIZE_U64 | 0)
#define KVM_REG_PPC_PARA_PA		(KVM_REG_PPC_PARA | KVM_REG_SIZE_U64 | 1)
#define KVM_REG_PPC_PARA_WANTS		(KVM_REG_PPC_PARA | KVM_REG_SIZE_U32 | 2)
#define KVM_REG_PPC_PARA_PENDING	(KVM_REG_PPC_PARA | KVM_REG_SIZE_U64 | 3)
#define KVM_REG_PPC_PARA_QUEUED_ESR	(KVM_REG_PPC_PARA | KVM_REG_SIZE_U64 | 4)
#define KVM_REG_PPC_PARA_QUEUED_DEAR	(KVM_REG_PPC_PARA | KVM_REG_SIZE_U64 | 5)
#define KVM_REG_PPC_PARA_ORDER		(KVM_REG_PPC_PARA | KVM_REG_SIZE_U32 | 6)
#define KVM_REG_PPC_PARA_HID(n)		(KVM_REG_PPC_PARA | KVM_REG_SIZE_U64 | 0x10 | (n))
#define KVM_REG_PPC_PARA_EXIT(n)	(KVM_REG_PPC_PARA | KVM_REG_SIZE_U64 | 0x0800 | (n))
#define KVM_REG_PPC_PARA_PAGE(n)	(KVM_REG_PPC_PARA | KVM_REG_SIZE_U64 | 0x1000 | (n))

#define KVM_PARA_EXIT_REGS		256
#define KVM_PARA_PAGE_REGS		512

/* KVM_REG_PPC_PARA_EA of a vCPU without a page: no address of a page */
#define KVM_PARA_NOWHERE		1

#endif
