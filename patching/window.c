// SPDX-License-Identifier: GPL-2.0
/*
 * Write text that is read-only, while all other CPUs wait.
 *
 * Hazard: patch_instruction() maps a page for each word of such text, and then has
 * the other CPUs flush it by an interrupt, for which they would have to be
 * executing; and it may fail half way. So all pages are mapped before anybody is
 * stopped, and forgotten after, and what is written in between cannot fail. The
 * mapping has the attributes of the kernel's own data, as text has but for the
 * permission.
 *
 * Nothing is called between two words of a site, for what is called may be traced.
 */
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <asm/barrier.h>
#include <asm/cache.h>
#include <asm/code-patching.h>
#include <asm/inst.h>
#include <asm/synch.h>

#include "patching/inject.h"
#include "patching/window.h"

static struct page *page_of(void *text)
{
	return is_vmalloc_or_module_addr(text) ? vmalloc_to_page(text) : virt_to_page(text);
}

/**
 * kvm_para_window_open() - make text writable
 * @window: receives the window
 * @first: the first word of that text
 * @last: its last word
 *
 * Does nothing where text is writable anyway.
 *
 * Context: sleeps.
 * Return: 0, or -ENOMEM.
 */
int kvm_para_window_open(struct kvm_para_window *window, u32 *first, u32 *last)
{
	void *text = (void *)((unsigned long)first & PAGE_MASK);
	unsigned int i, count = ((void *)last - text) / PAGE_SIZE + 1;
	struct page **pages;

	if (!IS_ENABLED(CONFIG_STRICT_KERNEL_RWX))
		return 0;
	pages = kvmalloc_array(count, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return -ENOMEM;
	for (i = 0; i < count; i++)
		pages[i] = page_of(text + i * PAGE_SIZE);
	window->text = text;
	if (!kvm_para_inject(KVM_PARA_FAIL_WINDOW))
		window->at = vmap(pages, count, VM_MAP, PAGE_KERNEL);
	kvfree(pages);
	return window->at ? 0 : -ENOMEM;
}

/**
 * kvm_para_window_close() - make it read-only again
 * @window: the window, which may not be open
 *
 * Context: sleeps.
 */
void kvm_para_window_close(struct kvm_para_window *window)
{
	vunmap(window->at);
	window->at = NULL;
}

/**
 * kvm_para_window_write() - write a word of text
 * @window: a window on it, or one that is not open, if text is writable
 * @site: the word
 * @word: what it is to hold
 *
 * Context: nobody executes it, on any CPU.
 * Return: 0, or -EPERM.
 */
int kvm_para_window_write(const struct kvm_para_window *window, u32 *site, u32 word)
{
	u32 *to;

	if (!window->at)
		return patch_instruction(site, ppc_inst(word));
	to = window->at + ((void *)site - window->text);
	WRITE_ONCE(*to, word);
	/* Power ISA book II, "Instruction storage" */
	dcbst(to);
	mb(); /* the word is in memory, before what was fetched is thrown away, */
	icbi(site);
	mb(); /* and that has happened before anybody comes. */
	isync();
	return 0;
}

NOKPROBE_SYMBOL(kvm_para_window_write);
