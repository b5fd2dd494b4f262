/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the kernel calls of the library.
 */
#ifndef _ASM_POWERPC_KVM_PARA_GUEST_H
#define _ASM_POWERPC_KVM_PARA_GUEST_H

#include <linux/elf.h>
#include <linux/mm_types.h>
#include <linux/types.h>

struct module;
struct pt_regs;

#ifdef CONFIG_KVM_MAGIC_PAGE
void kvm_para_init(void);
bool kvm_para_in_use(void);
u32 kvm_para_agreed_features(void);
void kvm_para_cpu_failed(unsigned int cpu);
int kvm_para_module_finalize(const struct elfhdr *hdr, const struct elf_shdr *sechdrs,
			     struct module *mod);
#else
static inline void kvm_para_init(void) { }
static inline bool kvm_para_in_use(void) { return false; }
static inline u32 kvm_para_agreed_features(void) { return 0; }
static inline void kvm_para_cpu_failed(unsigned int cpu) { }

static inline int kvm_para_module_finalize(const struct elfhdr *hdr, const struct elf_shdr *sechdrs,
					   struct module *mod)
{
	return 0;
}
#endif

/* Whether this kernel has been patched, and its host has a feature that was agreed on */
static inline bool kvm_para_does(u32 feature)
{
	return kvm_para_in_use() && (kvm_para_agreed_features() & feature);
}

#if defined(CONFIG_KVM_MAGIC_PAGE) && defined(CONFIG_PPC_BOOK3S_64)
u32 kvm_para_word(u32 word);
bool kvm_para_leave_out(unsigned long address);
bool kvm_para_note_slb(unsigned long rs, unsigned long rb);
void kvm_para_settle_slb(const struct mm_struct *mm);
#else
static inline u32 kvm_para_word(u32 word) { return word; }
static inline bool kvm_para_leave_out(unsigned long address) { return false; }
static inline bool kvm_para_note_slb(unsigned long rs, unsigned long rb) { return false; }
static inline void kvm_para_settle_slb(const struct mm_struct *mm) { }
#endif

#if defined(CONFIG_KVM_MAGIC_PAGE) && defined(CONFIG_PPC_BOOK3S_32)
extern u32 kvm_para_clear_by_stores;
bool kvm_para_user_segments(u32 val);
bool kvm_para_add_hash_page(unsigned int context, unsigned long va, unsigned long pmd);
bool kvm_para_flush_hash_pages(unsigned int context, unsigned long va, unsigned long pmd,
			       int count);
bool kvm_para_note_flush(unsigned int context, unsigned long va, unsigned long pte);
void kvm_para_settle_flushes(bool dying);
void kvm_para_begin_flushes(void);
void kvm_para_end_flushes(void);
bool kvm_para_hash_fault(const struct pt_regs *regs, unsigned long address,
			 unsigned long error);
#else
static inline bool kvm_para_user_segments(u32 val) { return false; }

static inline bool kvm_para_add_hash_page(unsigned int context, unsigned long va,
					  unsigned long pmd)
{
	return false;
}

static inline bool kvm_para_flush_hash_pages(unsigned int context, unsigned long va,
					     unsigned long pmd, int count)
{
	return false;
}

static inline bool kvm_para_note_flush(unsigned int context, unsigned long va,
				       unsigned long pte)
{
	return false;
}

static inline void kvm_para_settle_flushes(bool dying) { }
static inline void kvm_para_begin_flushes(void) { }
static inline void kvm_para_end_flushes(void) { }

static inline bool kvm_para_hash_fault(const struct pt_regs *regs, unsigned long address,
				       unsigned long error)
{
	return false;
}
#endif

/* Only entries of 64 bits hold what the TLB wants, where it wants it. */
#if defined(CONFIG_KVM_MAGIC_PAGE) && defined(CONFIG_PTE_64BIT)
void kvm_para_faulted(unsigned long address, vm_fault_t fault);
#else
static inline void kvm_para_faulted(unsigned long address, vm_fault_t fault) { }
#endif

#endif /* _ASM_POWERPC_KVM_PARA_GUEST_H */
