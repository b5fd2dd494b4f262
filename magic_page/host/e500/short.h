/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The short way through the exits that are made most often.
 */
#ifndef _MAGIC_PAGE_HOST_SHORT_H
#define _MAGIC_PAGE_HOST_SHORT_H

#include <linux/types.h>

struct kvm_vcpu;

bool kvm_para_host_short(struct kvm_vcpu *vcpu, unsigned int exit_nr);

#endif
