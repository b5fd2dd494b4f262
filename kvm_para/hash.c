// SPDX-License-Identifier: GPL-2.0
/*
 * Entries of the hash table, put in and taken out with relocation on.
 *
 * The kernel's own functions for it turn data relocation off, and on again, so that no
 * access of theirs can miss; both trap. Here every access is to what a BAT maps, which
 * has no miss.
 *
 * An entry that is taken out has to go from the TLB as well, by tlbie, which traps. Where
 * the host can, the page is noted, and the host does it at the next exit, whatever that is.
 * Until then the kernel may use the old translation, and user mode may not, for the way
 * there is an exit. So of an address space that is in use notes are settled, by one tlbie
 * for all of them, before the caller goes on, or frees what has been unmapped; of one that
 * dies nobody uses an address any more.
 *
 * Hazard: memory that no BAT maps. A miss would put in an entry of its own, in between.
 * So the table is looked up once among the BATs, and each page table when it is used.
 *
 * Formats: "Programming Environments Manual for 32-Bit Implementations of the PowerPC
 * Architecture", 7.6.1 and 7.6.2.
 */
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/pgtable.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <asm/cputable.h>
#include <asm/interrupt.h>
#include <asm/kvm_para_guest.h>
#include <asm/ptrace.h>
#include <asm/reg.h>
#include <mm/mmu_decl.h>

#include "kvm_para/entries.h"
#include "magic_page/page.h"
#include "patching/codec.h"

#define GROUP		8	/* entries that one hash has */
#define VALID		0x80000000U
#define SECONDARY	0x00000040U
#define READ_WRITE	1	/* PP, with a key of 0 */
#define READ_ONLY	3
#define SDR1_MASK	0x1ffU

/* The two words of an entry. */
struct entry {
	u32 tag;
	u32 page;
};

/* NULL as long as the kernel's own functions are to be used */
static struct entry *table __ro_after_init;
static u32 group_mask __ro_after_init;
static bool host_takes_notes __ro_after_init;

/* Between begin and end: there is more to come, and there is something to settle */
static bool held, unsettled;

static u32 vsid_of(unsigned int context, unsigned long va)
{
	return CTX_TO_VSID(context, (va >> 28));
}

static u32 tag_of(unsigned int context, unsigned long va)
{
	return VALID | vsid_of(context, va) << 7 | (va >> 22 & 0x3f);
}

static struct entry *group_of(unsigned int context, unsigned long va, bool secondary)
{
	u32 hash = vsid_of(context, va) ^ (va >> PAGE_SHIFT & 0xffff);

	return table + ((secondary ? ~hash : hash) & group_mask) * GROUP;
}

/* The entry of a group with a tag, or any that is not valid. */
static struct entry *find(struct entry *group, u32 tag)
{
	struct entry *e;

	for (e = group; e < group + GROUP; e++) {
		if (tag ? e->tag == tag : !(e->tag & VALID))
			return e;
	}
	return NULL;
}

/* Linux keeps its bits where the hardware has them, but those of access. */
static u32 page_of(u32 pte)
{
	u32 kept = PAGE_MASK | _PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_WRITETHRU |
		   _PAGE_NO_CACHE | _PAGE_GUARDED;
	bool writable = (pte & _PAGE_RW) == _PAGE_RW && (pte & _PAGE_DIRTY);

	if (cpu_has_feature(CPU_FTR_NEED_COHERENT))
		kept |= _PAGE_COHERENT;
	return (pte & kept) | (writable ? READ_WRITE : READ_ONLY);
}

static void put(struct entry *e, u32 tag, u32 page)
{
	WRITE_ONCE(e->tag, 0);
	mb();	/* the old tag never with the new page */
	WRITE_ONCE(e->page, page);
	mb();	/* nor the new tag with the old page */
	WRITE_ONCE(e->tag, tag);
}

static void insert(unsigned int context, unsigned long va, u32 pte)
{
	static unsigned int victim;
	u32 tag = tag_of(context, va);
	struct entry *e = find(group_of(context, va, false), 0);

	if (!e) {
		e = find(group_of(context, va, true), 0);
		if (e)
			tag |= SECONDARY;
		else
			e = group_of(context, va, false) + victim++ % GROUP;
	}
	put(e, tag, page_of(pte));
}

static struct entry *entry_of(unsigned int context, unsigned long va)
{
	u32 tag = tag_of(context, va);

	return find(group_of(context, va, false), tag) ?:
	       find(group_of(context, va, true), tag | SECONDARY);
}

static void invalidate(unsigned long va)
{
	asm volatile("sync; tlbie %0; sync" : : "r" (va) : "memory");
}

/* If there is an exit in the middle, older notes are carried out twice. */
static void note(unsigned long va)
{
	struct kvm_para_area *area = kvm_para_area();
	u32 n = READ_ONCE(area->flushes);

	if (!host_takes_notes || !kvm_para_in_use() || n >= KVM_PARA_FLUSHES) {
		invalidate(va);
		return;
	}
	WRITE_ONCE(area->flush[n], va);
	mb();	/* the address, and the entry that is gone, before the number */
	WRITE_ONCE(area->flushes, n + 1);
}

/* Any exit would do. */
static void settle(void)
{
	u32 n = host_takes_notes ? READ_ONCE(kvm_para_area()->flushes) : 0;

	if (n && n <= KVM_PARA_FLUSHES)
		invalidate(READ_ONCE(kvm_para_area()->flush[n - 1]));
}

/* The entry that a page's own in the page table says is there. False if it does not. */
static bool remove(unsigned int context, unsigned long va, u32 *pte)
{
	struct entry *e;

	if (!(*pte & _PAGE_HASHPTE))
		return false;
	WRITE_ONCE(*pte, *pte & ~_PAGE_HASHPTE);
	e = entry_of(context, va);
	if (e)
		WRITE_ONCE(e->tag, 0);
	note(va);
	return true;
}

/* One that is there may stand for less; user mode, which wants more, enters it anew. */
static void renew(unsigned int context, unsigned long va, u32 pte)
{
	struct entry *e = entry_of(context, va);

	if (!e) {
		insert(context, va, pte);
		return;
	}
	put(e, e->tag, page_of(pte));
	note(va);
}

/* The kernel's own entry of a page; NULL if it is not for us. */
static u32 *pte_at(unsigned long pmd, unsigned long va)
{
	u32 *pte = (u32 *)__va(pmd & PAGE_MASK) + (va >> PAGE_SHIFT) % PTRS_PER_PTE;

	return table && v_block_mapped((unsigned long)pte) ? pte : NULL;
}

/**
 * kvm_para_add_hash_page() - put in the entry of a page, if it is not there yet
 * @context: of the address space
 * @va: address of the page, user mode's
 * @pmd: entry of the page directory
 *
 * What add_hash_page() of the kernel does.
 *
 * Context: the page table is locked.
 * Return: whether it is done.
 */
bool kvm_para_add_hash_page(unsigned int context, unsigned long va, unsigned long pmd)
{
	u32 *pte = pte_at(pmd, va);
	unsigned long flags;

	if (!pte || va >= TASK_SIZE)
		return false;
	local_irq_save(flags);
	if (!(*pte & _PAGE_HASHPTE)) {
		WRITE_ONCE(*pte, *pte | _PAGE_HASHPTE);
		insert(context, va, *pte);
	}
	local_irq_restore(flags);
	return true;
}

/**
 * kvm_para_flush_hash_pages() - take out the entries of some pages
 * @context: of the address space
 * @va: address of the first page
 * @pmd: entry of the page directory, for all of them
 * @count: how many
 *
 * What flush_hash_pages() of the kernel does.
 *
 * Context: any.
 * Return: whether it is done.
 */
bool kvm_para_flush_hash_pages(unsigned int context, unsigned long va, unsigned long pmd,
			       int count)
{
	u32 *pte = pte_at(pmd, va);
	unsigned long flags;
	bool any = false;

	if (!pte)
		return false;
	local_irq_save(flags);
	for (; count > 0; count--, pte++, va += PAGE_SIZE)
		any |= remove(context, va, pte);
	if (held)
		unsettled |= any;
	else if (any)
		settle();
	local_irq_restore(flags);
	return true;
}

/**
 * kvm_para_note_flush() - take out the entry of a page, and note that it has to go
 * @context: of the address space
 * @va: address of the page
 * @pte: physical address of its entry in the page table
 *
 * Whoever calls this calls kvm_para_settle_flushes() before the page is freed.
 *
 * Context: the page table is locked.
 * Return: whether it is done.
 */
bool kvm_para_note_flush(unsigned int context, unsigned long va, unsigned long pte)
{
	u32 *entry = pte_at(pte, va);
	unsigned long flags;

	if (!entry)
		return false;
	local_irq_save(flags);
	remove(context, va, entry);
	local_irq_restore(flags);
	return true;
}

/**
 * kvm_para_settle_flushes() - what has been noted is to be gone
 * @dying: nobody has the address space any more, so that it may wait for an exit
 *
 * Context: any.
 */
void kvm_para_settle_flushes(bool dying)
{
	if (!dying)
		settle();
}

/**
 * kvm_para_begin_flushes() - several calls of kvm_para_flush_hash_pages() follow
 *
 * Context: not in an interrupt; turns preemption off.
 */
void kvm_para_begin_flushes(void)
{
	preempt_disable();
	held = true;
}

/**
 * kvm_para_end_flushes() - those were all
 *
 * Context: as kvm_para_begin_flushes() has left it.
 */
void kvm_para_end_flushes(void)
{
	held = false;
	if (unsettled)
		settle();
	unsettled = false;
	preempt_enable();
}

/* What the access of a fault needs; 0 if no entry would help it. */
static u32 needed_for(const struct pt_regs *regs, unsigned long error)
{
	if (TRAP(regs) == INTERRUPT_INST_STORAGE)
		return error & SRR1_ISI_NOPT ? _PAGE_PRESENT | _PAGE_EXEC : 0;
	if (error & (DSISR_BAD_FAULT_32S | DSISR_DABRMATCH))
		return 0;
	return _PAGE_PRESENT | _PAGE_READ | (error & DSISR_ISSTORE ? _PAGE_WRITE : 0);
}

/**
 * kvm_para_hash_fault() - put in the entry of a page that user mode has accessed
 * @regs: of the fault
 * @address: of the page
 * @error: DSISR of the fault, or what SRR1 says of one of an instruction
 *
 * What hash_page() of the kernel does, for faults that have not been there first.
 *
 * Context: a page fault, with interrupts off.
 * Return: whether it is done; if not, the page table has nothing for the access.
 */
bool kvm_para_hash_fault(const struct pt_regs *regs, unsigned long address,
			 unsigned long error)
{
	u32 needed = needed_for(regs, error), old, *pte;

	if (!table || !needed || !user_mode(regs) || address >= TASK_SIZE)
		return false;
	pte = pte_at(pmd_val(*pmd_off(current->mm, address)), address);
	if (!pte || (needed & ~*pte))
		return false;
	old = *pte;
	WRITE_ONCE(*pte, old | _PAGE_HASHPTE | _PAGE_ACCESSED |
		   (needed & _PAGE_WRITE ? _PAGE_DIRTY : 0));
	if (old & _PAGE_HASHPTE)
		renew(current->mm->context.id, address, *pte);
	else
		insert(current->mm->context.id, address, *pte);
	return true;
}

/**
 * kvm_para_hash_in_use() - whether page faults may come without hash_page()
 *
 * Context: after early_initcall()s.
 * Return: whether kvm_para_hash_fault() does what that does.
 */
bool kvm_para_hash_in_use(void)
{
	return table;
}

static int __init use_hash(void)
{
	unsigned long sdr1, start, last;

	if (!(kvm_para_agreed_features() & KVM_PARA_FTR_hash) ||
	    !mmu_has_feature(MMU_FTR_HPTE_TABLE) || IS_ENABLED(CONFIG_PTE_64BIT))
		return 0;
	sdr1 = mfspr(SPRN_SDR1);
	group_mask = (sdr1 & SDR1_MASK) << 10 | 0x3ff;
	start = (unsigned long)__va(sdr1 & ~0xffffUL);
	last = start + ((group_mask + 1) * GROUP - 1) * sizeof(*table);
	if (v_block_mapped(start) && v_block_mapped(last))
		table = (struct entry *)start;
	host_takes_notes = kvm_para_agreed_features() & KVM_PARA_FTR_flush;
	return 0;
}
early_initcall(use_hash);
