// SPDX-License-Identifier: GPL-2.0
/*
 * Have interrupts of user mode delivered with relocation on, where the host can: one exit
 * less for each, the rfi that turns relocation on.
 *
 * Hazard: an entry that faults before it has saved what the interrupt is about, or that
 * belongs to a kernel that is gone. So it is for kernels all of whose memory is mapped by
 * BATs, and it ends before the library is turned off and before the machine is handed to
 * the next kernel. In real mode nothing has changed: the vectors are there for whoever
 * comes from the kernel itself.
 */
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/notifier.h>
#include <linux/reboot.h>
#include <linux/sizes.h>
#include <asm/interrupt.h>
#include <asm/kexec.h>
#include <asm/kvm_para_guest.h>
#include <mm/mmu_decl.h>

#include "kvm_para/entries.h"
#include "magic_page/page.h"
#include "patching/codec.h"

#define ENTRY(vector)	(1U << ((vector) >> 8))

/* Those of entries_book3s32.S */
#define ENTRIES		(ENTRY(INTERRUPT_EXTERNAL) | ENTRY(INTERRUPT_ALIGNMENT) | \
			 ENTRY(INTERRUPT_PROGRAM) | ENTRY(INTERRUPT_DECREMENTER) | \
			 ENTRY(INTERRUPT_SYSCALL) | ENTRY(INTERRUPT_TRACE) | \
			 (IS_ENABLED(CONFIG_PPC_FPU) ? ENTRY(INTERRUPT_FP_UNAVAIL) : 0))

/* In real mode the vectors look into the page table first; here kvm_para_hash_fault() does. */
#define FAULTS		(ENTRY(INTERRUPT_DATA_STORAGE) | ENTRY(INTERRUPT_INST_STORAGE))

/* 0 as long as there is no host that has them */
static u32 entries __ro_after_init;

/**
 * kvm_para_use_entries() - begin with it, or end it
 * @on: which
 *
 * Context: any.
 */
void kvm_para_use_entries(bool on)
{
	struct kvm_para_area *area = kvm_para_area();

	if (!entries)
		return;
	WRITE_ONCE(area->entry, (u32)kvm_para_entries);
	barrier();
	WRITE_ONCE(area->entries, on ? entries : 0);
}

/*
 * A BAT has 128 KiB at least. v_block_mapped() takes its last byte for one that is not
 * mapped, and says of the first one that it is at 0; so a place between is asked for.
 */
static bool __init all_is_mapped(void)
{
	unsigned long at;

	for (at = SZ_64K; at < total_lowmem; at += SZ_128K) {
		if (!v_block_mapped(PAGE_OFFSET + at))
			return false;
	}
	return true;
}

static int hand_over(struct notifier_block *nb, unsigned long action, void *data)
{
	kvm_para_use_entries(false);
	return NOTIFY_DONE;
}

static struct notifier_block at_reboot = { .notifier_call = hand_over };

static void at_crash(void)
{
	kvm_para_use_entries(false);
}

static int __init prepare_entries(void)
{
	if (!(kvm_para_agreed_features() & KVM_PARA_FTR_entries) || !all_is_mapped())
		return 0;
	register_reboot_notifier(&at_reboot);
	crash_shutdown_register(at_crash);
	entries = ENTRIES | (kvm_para_hash_in_use() ? FAULTS : 0);
	kvm_para_use_entries(true);
	return 0;
}
core_initcall(prepare_entries);
