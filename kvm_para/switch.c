// SPDX-License-Identifier: GPL-2.0
/*
 * The library off and on in a running guest: every site of the kernel and of all
 * modules gets its original back, or its alternative again, or none does.
 *
 * The page stays mapped on every CPU all the time, so that original and
 * alternative may replace each other at any instant between two sites. KVM
 * keeps one copy of each register, the page, whether the guest traps or not: what
 * it emulates reads and writes the fields of struct kvm_vcpu_arch_shared (MSR,
 * SRR0-1, SPRG0-7, DEAR, ESR, MAS0-7; PIR is constant), and it keeps int_pending
 * up to date at each entry whoever reads it. The real SPRG4-7, which user mode's
 * numbers read without a trap, are loaded from the page at each entry. So a read
 * that becomes the original again is right from the first entry on, and every CPU
 * has one between its last store to the page and its next such read: it leaves
 * here by an mtmsr that is the original again.
 *
 * Hazards, and what guards against them:
 *  - A CPU executes a site while it is rewritten: all CPUs are here, with
 *    interrupts off, critical and debug ones too, and those that do not write
 *    wait in a loop without a site. No hook of ftrace or kprobes runs either. A
 *    TLB miss may come: its handlers' sites are one word each, which is one or
 *    the other. Only a machine check is left.
 *  - A task has been interrupted in the middle of a sequence of several words,
 *    and goes on in the middle of others. Without CONFIG_PREEMPTION there is none:
 *    a CPU is here in the place of a task that has called schedule(), the idle
 *    task included, or of this very task, and neither is in a sequence, which
 *    calls nothing; interrupts do not schedule and are over when the stopper runs,
 *    and a return from user mode's is in no sequence. Other sites are one word, and
 *    stubs are never changed. With CONFIG_PREEMPTION there may be one: refused.
 *  - Read-only text: windows on it are opened before, see patching/window.c.
 *  - A breakpoint stands on a site: each word is looked at before the first is
 *    written, and kprobes are asked.
 *  - A CPU comes or goes: stop_machine() excludes that. One that comes runs no
 *    site before it has its page, and one that goes has its interrupts off.
 *  - A module comes or goes: kvm_para_mutex.
 */
#define pr_fmt(fmt) "kvm_para: " fmt

#include <linux/cpu.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/memory.h>
#include <linux/printk.h>
#include <linux/stop_machine.h>
#include <asm/barrier.h>
#include <asm/kvm_para_guest.h>
#include <asm/reg.h>
#include <asm/synch.h>

#include "kvm_para/facts.h"
#include "kvm_para/records.h"
#include "kvm_para/switch.h"
#include "kvm_para/trace.h"
#include "patching/saved.h"

/**
 * struct change - one switch
 * @on: whether the library is turned on
 * @arrived: CPUs that are here
 * @over: the others may go
 * @err: what came of it
 * @bad: the word for which nothing was changed
 * @failed: the object that could not be written
 * @written: as many of its sites were
 * @sites: sites that are in all objects
 */
struct change {
	bool on;
	atomic_t arrived;
	bool over;
	int err;
	const u32 *bad;
	struct kvm_para_object *failed;
	unsigned int written;
	unsigned int sites;
};

static int look_at(struct kvm_para_object *object, void *arg)
{
	struct change *c = arg;

	c->sites += object->saved->count;
	c->bad = kvm_para_saved_differs(object->saved, !c->on);
	return c->bad ? -EBUSY : 0;
}

static int write_to(struct kvm_para_object *object, void *arg)
{
	struct change *c = arg;
	int err = kvm_para_saved_write(object->saved, c->on, &c->written);

	if (err) {
		c->failed = object;
		c->bad = object->saved->place[c->written - 1].site;
	}
	return err;
}

NOKPROBE_SYMBOL(write_to);

/* Up to the one that failed; those behind it are as they were. */
static int take_back(struct kvm_para_object *object, void *arg)
{
	struct change *c = arg;
	bool last = object == c->failed;

	kvm_para_saved_unwrite(object->saved, c->on,
			       last ? c->written : object->saved->count);
	return last;
}

NOKPROBE_SYMBOL(take_back);

static void change_all(struct change *c)
{
	c->err = kvm_para_walk_locked(look_at, c);
	if (c->err)
		return;
	c->err = kvm_para_walk_locked(write_to, c);
	if (c->err)
		kvm_para_walk_locked(take_back, c);
}

NOKPROBE_SYMBOL(change_all);

/* On every CPU; the last to come does it. */
static int change_here(void *arg)
{
	struct change *c = arg;
	unsigned long msr = mfmsr();

	mtmsr(msr & ~(MSR_CE | MSR_DE));
	if (atomic_inc_return(&c->arrived) == num_online_cpus()) {
		change_all(c);
		/* Behind all stores to text */
		smp_store_release(&c->over, true);
	} else {
		/* and before anything is fetched. */
		while (!smp_load_acquire(&c->over))
			cpu_relax();
	}
	/* Nothing that was fetched before is executed from here on. */
	isync();
	mtmsr(msr);
	return 0;
}

NOKPROBE_SYMBOL(change_here);

static void say_why_not(const struct change *c)
{
	const char *what = c->on ? "on" : "off";

	if (c->failed)
		pr_warn("not switched %s: %pS could not be written, all is as it was\n",
			what, c->bad);
	else
		pr_info("not switched %s: %pS holds %08x, or a probe: not what it was given\n",
			what, c->bad, *c->bad);
}

static int open_window(struct kvm_para_object *object, void *arg)
{
	return kvm_para_saved_open(object->saved);
}

static int close_window(struct kvm_para_object *object, void *arg)
{
	kvm_para_window_close(&object->saved->window);
	return 0;
}

static int change_machine(bool on)
{
	struct change c = { .on = on };

	if (kvm_para_walk_locked(open_window, NULL)) {
		kvm_para_walk_locked(close_window, NULL);
		pr_warn("not switched %s: no memory to write read-only text\n", on ? "on" : "off");
		return -ENOMEM;
	}
	/* In the order in which kprobes take them. */
	cpus_read_lock();
	mutex_lock(&text_mutex);
	stop_machine_cpuslocked(change_here, &c, cpu_online_mask);
	mutex_unlock(&text_mutex);
	cpus_read_unlock();
	kvm_para_walk_locked(close_window, NULL);
	trace_kvm_para_patch(on, c.err ? 0 : c.sites, c.err);
	if (c.err) {
		say_why_not(&c);
		return c.err;
	}
	kvm_para_set_in_use(on);
	pr_info("switched %s: %u sites hold their %s\n", on ? "on" : "off", c.sites,
		on ? "alternatives" : "originals");
	return 0;
}

static const char *refusal(void)
{
	if (!kvm_para_agreed_features())
		return "this kernel was not patched when it booted";
	if (IS_ENABLED(CONFIG_PREEMPTION))
		return "a preemptible kernel may be in the middle of a sequence";
	return NULL;
}

/**
 * kvm_para_switch() - turn the library off, or on again
 * @on: which
 *
 * Context: sleeps.
 * Return: 0 if it is as asked for now; -EOPNOTSUPP if it cannot be in this kernel,
 *         -EBUSY if a breakpoint or a probe is on a site, -ENOMEM or -EPERM if text
 *         could not be written. Then nothing has changed, and a line has said why.
 */
int kvm_para_switch(bool on)
{
	const char *why = refusal();
	int err = 0;

	if (why) {
		pr_info("not switched: %s\n", why);
		return -EOPNOTSUPP;
	}
	kvm_para_settle_probes();
	mutex_lock(&kvm_para_mutex);
	if (on != kvm_para_in_use())
		err = change_machine(on);
	mutex_unlock(&kvm_para_mutex);
	return err;
}
