// SPDX-License-Identifier: GPL-2.0
/*
 * Windows on read-only text: that it is read-only, for otherwise a switch proves
 * nothing of them, and that one that cannot be opened changes nothing.
 */
#include <kunit/test.h>
#include <linux/cpumask.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include <asm/kvm_para_guest.h>

#include "kunit/ee.h"
#include "kunit/thunks.h"
#include "kvm_para/switch.h"
#include "patching/inject.h"

/*
 * Text is not read-only before user mode runs, so this is for later; and Linux 6.12 on
 * these processors makes it so for one CPU of those that are there then, whichever
 * comes to it. What is written is what is there.
 */
static void test_read_only(struct kunit *test)
{
	u32 *site = (u32 *)kvm_para_thunks->site;
	unsigned int cpu, refused = 0;

	if (system_state != SYSTEM_RUNNING)
		return;
	for_each_online_cpu(cpu) {
		KUNIT_ASSERT_EQ(test, set_cpus_allowed_ptr(current, cpumask_of(cpu)), 0);
		refused += !!copy_to_kernel_nofault(site, site, sizeof(*site));
	}
	kunit_info(test, "text is read-only for %u of %u CPUs\n", refused, num_online_cpus());
	KUNIT_EXPECT_GT(test, refused, 0);
}

static void test_no_window(struct kunit *test)
{
	if (!kvm_para_test_needs_page(test) || IS_ENABLED(CONFIG_PREEMPTION))
		return;
	kvm_para_inject_at(KVM_PARA_FAIL_WINDOW, 1);
	KUNIT_EXPECT_EQ(test, kvm_para_switch(false), -ENOMEM);
	KUNIT_EXPECT_TRUE(test, kvm_para_in_use());
}

static struct kunit_case window_cases[] = {
	KUNIT_CASE(test_read_only),
	KUNIT_CASE(test_no_window),
	{ }
};

static struct kunit_suite window_suite = {
	.name = "kvm_para_window",
	.test_cases = window_cases,
};

kunit_test_suite(window_suite);

MODULE_DESCRIPTION("KUnit tests of windows on read-only text");
MODULE_LICENSE("GPL");
