// SPDX-License-Identifier: GPL-2.0
/*
 * Have the translation that a page fault has made put into the TLB.
 *
 * Without it the access that faulted misses again, now to find the translation: an exit
 * for the miss and one for the return. The host puts it there at the return from the
 * fault, which exits anyway.
 *
 * Hazard: a translation that is no longer in the page table when the host reads it here.
 * Whoever takes one away invalidates the TLB afterwards, on this CPU by an instruction
 * that exits, from another by an interrupt that does. At that exit the host first puts
 * the translation there, then it is invalidated.
 */
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <asm/kvm_para_guest.h>
#include <asm/mmu.h>
#include <asm/pgtable.h>
#include <asm/pte-walk.h>

#include "magic_page/page.h"
#include "patching/codec.h"

static pte_t read_pte(const pte_t *ptep)
{
	const u32 *word = (const u32 *)ptep;
	u32 low = READ_ONCE(word[1]);

	/* As a TLB miss handler reads it: the word with the present bit first. */
	smp_rmb();
	return __pte((u64)READ_ONCE(word[0]) << 32 | low);
}

/* Power ISA 2.07, book III-E, "MAS registers" */
static void fill(unsigned long address, pte_t pte)
{
	struct kvm_para_area *area = kvm_para_area();
	u32 mas3 = (pte_val(pte) >> PTE_BAP_SHIFT) & MAS3_BAP_MASK;

	if (!pte_dirty(pte))
		mas3 &= ~(MAS3_SW | MAS3_UW);
	WRITE_ONCE(area->fill_mas1, MAS1_TID(current->mm->context.id));
	WRITE_ONCE(area->fill_mas2, (address & PAGE_MASK) |
		   ((pte_val(pte) >> PTE_WIMGE_SHIFT) & MAS2_WIMGE_MASK));
	area->fill_mas7_3 = (u64)pte_pfn(pte) << PAGE_SHIFT | mas3;
	barrier();
	WRITE_ONCE(area->fill, 1);
}

/**
 * kvm_para_faulted() - a page fault has been handled
 * @address: where
 * @fault: what handle_mm_fault() says
 *
 * Context: of the task that faulted, which still holds what keeps the page table.
 */
void kvm_para_faulted(unsigned long address, vm_fault_t fault)
{
	unsigned int shift = 0;
	unsigned long flags;
	pte_t *ptep, pte;

	if (!kvm_para_does(KVM_PARA_FTR_prefill) ||
	    (fault & (VM_FAULT_ERROR | VM_FAULT_RETRY | VM_FAULT_COMPLETED)))
		return;
	/* An interrupt may bring another task, and a fault of its own. */
	local_irq_save(flags);
	ptep = find_linux_pte(current->mm->pgd, address, NULL, &shift);
	if (ptep && !shift) {
		pte = read_pte(ptep);
		if (pte_present(pte) && pte_young(pte))
			fill(address, pte);
	}
	local_irq_restore(flags);
}
