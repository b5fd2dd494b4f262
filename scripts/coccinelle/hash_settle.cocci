// SPDX-License-Identifier: GPL-2.0
/// The end of what hash_gather.cocci has begun; and an address space is flushed as one.

@ok@
identifier tlb;
@@
 hash__flush_gather(struct mmu_gather *tlb)
 {
 ...
+kvm_para_settle_flushes(tlb->fullmm);
 }

@depends on ok@
iterator name for_each_vma;
expression vmi, vma;
expression list range;
@@
+kvm_para_begin_flushes();
 for_each_vma(vmi, vma)
 	hash__flush_range(range);
+kvm_para_end_flushes();
