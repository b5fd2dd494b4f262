// SPDX-License-Identifier: GPL-2.0
/*
 * The library off and on: every site is what it should be in either state, and a
 * switch that cannot be completed changes nothing.
 *
 * Hazard: a site that was forgotten traps on, and nothing else shows it; so text
 * itself is compared, and decoded. And what goes wrong half way is tried at the
 * first, at a middle, and at the last site.
 */
#include <kunit/test.h>
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/kprobes.h>
#include <linux/kthread.h>
#include <linux/memory.h>
#include <asm/code-patching.h>
#include <asm/inst.h>
#include <asm/kvm_para_guest.h>
#include <asm/ppc-opcode.h>
#include <asm/reg.h>

#include "kunit/ee.h"
#include "kunit/platform.h"
#include "kunit/thunks.h"
#include "kvm_para/records.h"
#include "kvm_para/switch.h"
#include "patching/codec.h"
#include "patching/inject.h"
#include "patching/saved.h"

/* Sites whose first word traps. */
static unsigned int trapping(void)
{
	const struct kvm_para_saved *saved = kvm_para_kernel.saved;
	struct kvm_para_insn insn;
	unsigned int i, count = 0;

	for (i = 0; i < saved->count; i++)
		count += kvm_para_decode(*saved->place[i].site, &insn);
	return count;
}

static void expect_whole(struct kunit *test, bool patched)
{
	const struct kvm_para_saved *saved = kvm_para_kernel.saved;

	KUNIT_EXPECT_EQ(test, kvm_para_in_use(), patched);
	KUNIT_EXPECT_PTR_EQ(test, kvm_para_saved_differs(saved, patched), NULL);
	KUNIT_EXPECT_EQ(test, trapping(), patched ? 0 : saved->count);
}

static bool can_switch(struct kunit *test)
{
	if (!kvm_para_test_needs_page(test))
		return false;
	if (kvm_para_switch(true) == -EOPNOTSUPP)
		kunit_skip(test, "the switch is refused in this kernel");
	return true;
}

static void test_off_and_on(struct kunit *test)
{
	unsigned int i;

	if (!can_switch(test))
		return;
	for (i = 0; i < 10; i++) {
		KUNIT_ASSERT_EQ(test, kvm_para_switch(false), 0);
		expect_whole(test, false);
		KUNIT_ASSERT_EQ(test, kvm_para_switch(false), 0);
		KUNIT_ASSERT_EQ(test, kvm_para_switch(true), 0);
		expect_whole(test, true);
	}
	kunit_info(test, "%u sites in %zu bytes\n", kvm_para_kernel.saved->count,
		   kvm_para_kernel.saved->bytes);
}

/* What another CPU does meanwhile, and how often EE was not what it had been made. */
struct toggling {
	unsigned long rounds;
	unsigned long wrong;
};

static int toggle(void *arg)
{
	struct toggling *t = arg;
	unsigned int i;

	while (!kthread_should_stop()) {
		for (i = 0; i < 1000; i++) {
			kvm_para_set_ee_by[i % 3](0);
			t->wrong += !!(mfmsr() & MSR_EE);
			kvm_para_set_ee_by[i % 3](MSR_EE);
			t->wrong += !(mfmsr() & MSR_EE);
			t->rounds++;
		}
		cond_resched();
	}
	return 0;
}

/*
 * One CPU does nothing but run sequences: without being stopped it would be in the
 * middle of one as often as not. A kernel that has one CPU has nothing to try.
 */
static void test_other_cpu(struct kunit *test)
{
	unsigned int other = cpumask_next(0, cpu_online_mask), i;
	struct toggling t = { 0 };
	struct task_struct *task;

	if (!can_switch(test) || other >= nr_cpu_ids)
		return;
	task = kthread_create(toggle, &t, "kvm_para_toggle");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, task);
	kthread_bind(task, other);
	wake_up_process(task);
	for (i = 0; i < 100; i++) {
		KUNIT_EXPECT_EQ(test, kvm_para_switch(i & 1), 0);
		msleep(20);
	}
	kthread_stop(task);
	kunit_info(test, "%lu rounds\n", t.rounds);
	KUNIT_EXPECT_EQ(test, t.wrong, 0);
	KUNIT_EXPECT_GT(test, t.rounds, 1000);
	expect_whole(test, true);
}

static void test_unpatched(struct kunit *test)
{
	if (!kvm_para_agreed_features())
		KUNIT_EXPECT_EQ(test, kvm_para_switch(true), -EOPNOTSUPP);
}

/* Both ways fail at the @nth site; then both work. */
static void fail_at(struct kunit *test, unsigned int nth)
{
	kvm_para_inject_at(KVM_PARA_FAIL_OFF, nth);
	KUNIT_EXPECT_EQ(test, kvm_para_switch(false), -EPERM);
	expect_whole(test, true);
	KUNIT_ASSERT_EQ(test, kvm_para_switch(false), 0);
	kvm_para_inject_at(KVM_PARA_FAIL_ON, nth);
	KUNIT_EXPECT_EQ(test, kvm_para_switch(true), -EPERM);
	expect_whole(test, false);
	KUNIT_ASSERT_EQ(test, kvm_para_switch(true), 0);
	expect_whole(test, true);
}

static void test_failure(struct kunit *test)
{
	if (!can_switch(test))
		return;
	fail_at(test, 1);
	fail_at(test, 2);
	fail_at(test, kvm_para_kernel.saved->count / 2);
	fail_at(test, kvm_para_kernel.saved->count);
}

/* In code that only the unit tests run, and no interrupt handler. */
static bool in_thunk(const u32 *site)
{
	const struct thunk *t;
	bool above = false, below = false;

	for (t = kvm_para_thunks; t < kvm_para_thunks_end; t++) {
		above |= site >= (u32 *)t->site;
		below |= site < (u32 *)t->site;
	}
	return above && below;
}

static void break_word(struct kunit *test, u32 *word)
{
	u32 before = *word;

	mutex_lock(&text_mutex);
	patch_instruction(word, ppc_inst(PPC_RAW_TRAP()));
	mutex_unlock(&text_mutex);
	KUNIT_EXPECT_EQ(test, kvm_para_switch(!kvm_para_in_use()), -EBUSY);
	KUNIT_EXPECT_EQ(test, *word, PPC_RAW_TRAP());
	mutex_lock(&text_mutex);
	patch_instruction(word, ppc_inst(before));
	mutex_unlock(&text_mutex);
}

/* The first word of a site, and the last, in either state. */
static void test_breakpoint(struct kunit *test)
{
	const struct kvm_para_saved *saved = kvm_para_kernel.saved;
	const struct kvm_para_place *p;
	unsigned int tried = 0;

	if (!can_switch(test))
		return;
	for (p = saved->place; p < saved->place + saved->count && tried < 20; p++) {
		if (!in_thunk(p->site))
			continue;
		break_word(test, p->site + (tried & 1 ? p->image->words - 1 : 0));
		expect_whole(test, tried < 10);
		if (++tried == 10)
			KUNIT_ASSERT_EQ(test, kvm_para_switch(false), 0);
	}
	KUNIT_EXPECT_EQ(test, tried, 20);
	KUNIT_ASSERT_EQ(test, kvm_para_switch(true), 0);
}

static int ignore_hit(struct kprobe *p, struct pt_regs *regs)
{
	return 0;
}

/* Behind the first word of a sequence; a site of one word in code that nobody else runs. */
static u32 *word_to_probe(const struct kvm_para_place *p)
{
	if (p->image->words > 1)
		return p->site + 1;
	return in_thunk(p->site) ? p->site : NULL;
}

/* Armed or not, a probe keeps a copy of what is under it. Not every word may have one. */
static void try_probe(struct kunit *test, bool on, u32 flags)
{
	const struct kvm_para_saved *saved = kvm_para_kernel.saved;
	struct kprobe probe = { .pre_handler = ignore_hit, .flags = flags };
	unsigned int i;

	for (i = 0; i < saved->count; i++) {
		probe.addr = (void *)word_to_probe(&saved->place[i]);
		if (probe.addr && !register_kprobe(&probe))
			break;
	}
	KUNIT_ASSERT_LT(test, i, saved->count);
	KUNIT_EXPECT_EQ(test, kvm_para_switch(on), -EBUSY);
	KUNIT_EXPECT_EQ(test, kvm_para_in_use(), !on);
	unregister_kprobe(&probe);
	kvm_para_settle_probes();
	expect_whole(test, !on);
}

static void test_probe(struct kunit *test)
{
	if (!can_switch(test))
		return;
	if (!IS_ENABLED(CONFIG_KPROBES))
		kunit_skip(test, "no kprobes");
	try_probe(test, false, 0);
	try_probe(test, false, KPROBE_FLAG_DISABLED);
	KUNIT_ASSERT_EQ(test, kvm_para_switch(false), 0);
	try_probe(test, true, 0);
	try_probe(test, true, KPROBE_FLAG_DISABLED);
	KUNIT_ASSERT_EQ(test, kvm_para_switch(true), 0);
	expect_whole(test, true);
}

static struct kunit_case switch_cases[] = {
	KUNIT_CASE(test_unpatched),
	KUNIT_CASE_SLOW(test_off_and_on),
	KUNIT_CASE_SLOW(test_other_cpu),
	KUNIT_CASE_SLOW(test_failure),
	KUNIT_CASE(test_breakpoint),
	KUNIT_CASE(test_probe),
	{ }
};

static struct kunit_suite switch_suite = {
	.name = "kvm_para_switch",
	.test_cases = switch_cases,
};

kunit_test_suite(switch_suite);

MODULE_DESCRIPTION("KUnit tests of turning the magic page off and on");
MODULE_LICENSE("GPL");
