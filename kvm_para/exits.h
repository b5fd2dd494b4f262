/* SPDX-License-Identifier: GPL-2.0 */
/*
 * This guest's own exit counts.
 */
#ifndef _KVM_PARA_EXITS_H
#define _KVM_PARA_EXITS_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/kvm_para_exits.h>
#include <asm/kvm_para_guest.h>

#include "magic_page/page.h"
#include "patching/codec.h"

/**
 * struct kvm_para_exit_line - a line of magic_page/exits.tbl
 * @number: of enum kvm_para_exit
 * @class: what is counted
 * @code: what tells it from others of its class
 * @name: its name
 */
struct kvm_para_exit_line {
	u16 number;
	enum kvm_para_exit_class class;
	u16 code;
	const char *name;
};

extern const struct kvm_para_exit_line kvm_para_exit_lines[];
extern const unsigned int kvm_para_exit_line_count;

/* The words of the page that the host counts in. */
static inline u32 *kvm_para_exit_words(void)
{
	return kvm_para_area()->exits;
}

/**
 * kvm_para_exit_count() - how often this CPU has left for the host
 * @number: for what
 *
 * One load: the host has counted each exit that is over.
 *
 * Context: any; who may move to another CPU reads any CPU's.
 * Return: the low word of the count; 0 if the host does not count.
 */
static inline u32 kvm_para_exit_count(enum kvm_para_exit number)
{
	if (!(kvm_para_agreed_features() & KVM_PARA_FTR_counters))
		return 0;
	return READ_ONCE(kvm_para_exit_words()[number]);
}

#endif /* _KVM_PARA_EXITS_H */
