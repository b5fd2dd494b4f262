// SPDX-License-Identifier: GPL-2.0
/*
 * A CPU leaves its page in a bad state, is reset, and comes back.
 *
 * Hazard: the page outlives the CPU that it belongs to, and what happens to lie in
 * it when a CPU goes down in order is good for the next one as well. So this
 * writes what a CPU would leave that was reset in the middle of a sequence.
 */
#include <kunit/test.h>
#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/smp.h>
#include <asm/reg.h>
#include <asm/smp.h>

#include "kunit/ee.h"
#include "magic_page/page.h"
#include "patching/codec.h"

#define ROUNDS		5
#define MARK		0x4b564d00

/* What the CPU finds in its page, in the first C code it runs. */
static struct {
	u64 critical;
	u32 page_msr, msr;
	unsigned int came;
} found;

static struct smp_ops_t *original, with_marks;

static noinline u32 raw_mfmsr(void)
{
	u32 val;

	asm volatile("kvm_para_raw_mfmsr %0" : "=r" (val));
	return val;
}

/* Interrupts are off, and stay so. */
static void leave_marks(void)
{
	struct kvm_vcpu_arch_shared *page = kvm_para_page();

	page->scratch1 = MARK + 1;
	page->scratch2 = MARK + 2;
	page->scratch3 = MARK + 3;
	page->int_pending = 1;
	page->critical = MARK;
	original->cpu_offline_self();
}

static void look_for_marks(int cpu)
{
	found.critical = kvm_para_page()->critical;
	found.page_msr = kvm_para_page()->msr;
	found.msr = raw_mfmsr();
	found.came++;
	original->setup_cpu(cpu);
}

static void read_timer_interrupts(void *count)
{
	*(unsigned int *)count = kvm_para_timer_interrupts();
}

static unsigned int timer_interrupts(struct kunit *test, unsigned int cpu)
{
	unsigned int count = 0;

	KUNIT_EXPECT_EQ(test, smp_call_function_single(cpu, read_timer_interrupts, &count, 1), 0);
	return count;
}

/* The timer of an idle CPU stops; it is asked for something that needs one. */
static long sleep_there(void *unused)
{
	msleep(20);
	return 0;
}

static void one_round(struct kunit *test, unsigned int cpu)
{
	unsigned int before, came = found.came;

	KUNIT_ASSERT_EQ(test, remove_cpu(cpu), 0);
	KUNIT_ASSERT_EQ(test, add_cpu(cpu), 0);
	KUNIT_EXPECT_EQ(test, found.came, came + 1);
	KUNIT_EXPECT_NE(test, (u32)found.critical, MARK);
	KUNIT_EXPECT_EQ(test, found.page_msr, found.msr);
	KUNIT_EXPECT_FALSE(test, found.msr & MSR_EE);
	before = timer_interrupts(test, cpu);
	KUNIT_EXPECT_EQ(test, work_on_cpu(cpu, sleep_there, NULL), 0);
	KUNIT_EXPECT_GT(test, timer_interrupts(test, cpu), before);
}

static void test_marks(struct kunit *test)
{
	unsigned int i;

	if (!kvm_para_test_needs_page(test))
		return;
	if (num_online_cpus() < 2 || !smp_ops->cpu_offline_self)
		kunit_skip(test, "needs a second CPU that can leave");
	original = smp_ops;
	with_marks = *smp_ops;
	with_marks.cpu_offline_self = leave_marks;
	with_marks.setup_cpu = look_for_marks;
	smp_ops = &with_marks;
	for (i = 0; i < ROUNDS; i++)
		one_round(test, 1);
}

/* After a test that was broken off as well */
static void hotplug_exit(struct kunit *test)
{
	if (original)
		smp_ops = original;
	original = NULL;
}

static struct kunit_case hotplug_cases[] = {
	KUNIT_CASE_SLOW(test_marks),
	{ }
};

static struct kunit_suite hotplug_suite = {
	.name = "kvm_para_hotplug",
	.exit = hotplug_exit,
	.test_cases = hotplug_cases,
};

kunit_test_suite(hotplug_suite);

MODULE_DESCRIPTION("KUnit tests of a CPU that leaves and comes back");
MODULE_LICENSE("GPL");
