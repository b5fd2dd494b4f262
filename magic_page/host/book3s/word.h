/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Words and doublewords of the page that a guest of KVM PR has written.
 *
 * Hazard: it may write them again at any time, from another of its CPUs as well. So each is
 * read once.
 */
#ifndef _MAGIC_PAGE_HOST_BOOK3S_WORD_H
#define _MAGIC_PAGE_HOST_BOOK3S_WORD_H

#include <linux/kvm_host.h>
#include <asm/byteorder.h>

/**
 * kvm_para_word_of() - a word of the page
 * @vcpu: whose
 * @word: where, in the guest's byte order
 *
 * Context: an exit of @vcpu, or before an entry.
 * Return: what the guest means by it.
 */
static inline u32 kvm_para_word_of(const struct kvm_vcpu *vcpu, const u32 *word)
{
	u32 value = READ_ONCE(*word);

	return vcpu->arch.shared_big_endian ? be32_to_cpu((__force __be32)value) :
					      le32_to_cpu((__force __le32)value);
}

/**
 * kvm_para_double_of() - a doubleword of the page
 * @vcpu: whose
 * @where: where, in the guest's byte order
 *
 * Context: as kvm_para_word_of().
 * Return: what the guest means by it.
 */
static inline u64 kvm_para_double_of(const struct kvm_vcpu *vcpu, const u64 *where)
{
	u64 value = READ_ONCE(*where);

	return vcpu->arch.shared_big_endian ? be64_to_cpu((__force __be64)value) :
					      le64_to_cpu((__force __le64)value);
}

#endif
