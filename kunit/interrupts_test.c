// SPDX-License-Identifier: GPL-2.0
/*
 * Interrupts against MSR[EE]: none is lost, none is taken while EE is off, and
 * the code they interrupt finds all its registers as they were.
 *
 * Hazard: an interrupt between two instructions of a sequence is rare, so a
 * hundred thousand are made, each at another distance.
 *
 * Device interrupts come from the laboratory's meter (lab/meter.h), which raises
 * its line when a timer of the host expires, at whatever instruction that is.
 */
#include <kunit/test.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/irqflags.h>
#include <linux/of_address.h>
#include <linux/of_irq.h>
#include <linux/sched.h>
#include <asm/reg.h>
#include <asm/time.h>

#include "kunit/ee.h"
#include "kunit/platform.h"
#include "kunit/thunks.h"

#define TIMER_STORM	100000
#define DEVICE_STORM	20000
#define NESTED		1000

#define METER_COMMAND	0x00
#define METER_IRQ_IN	0x08
#define METER_IRQ_LOW	8

/* ---- an interrupt that waits ---------------------------------------------- */

/* Interrupts taken between the instruction and the next one. */
static unsigned int taken(struct kunit *test, void (*set_ee)(unsigned long val), unsigned long val)
{
	unsigned int before, after;

	kvm_para_mask();
	KUNIT_EXPECT_TRUE(test, kvm_para_make_one_wait());
	before = kvm_para_timer_interrupts();
	set_ee(val);
	after = kvm_para_timer_interrupts();
	kvm_para_interrupts_on();
	return after - before;
}

static void test_waiting(struct kunit *test)
{
	unsigned int i, n;

	if (!kvm_para_test_needs_page(test))
		return;
	for (n = 0; n < 100; n++) {
		for (i = 0; i < kvm_para_ee_ways; i++) {
			/* More than one, if the next timer is due at once. */
			KUNIT_EXPECT_GE_MSG(test, taken(test, kvm_para_set_ee_by[i], MSR_EE), 1,
					    "way %u", i);
			KUNIT_EXPECT_EQ_MSG(test, taken(test, kvm_para_set_ee_by[i], ~MSR_EE), 0,
					    "way %u", i);
		}
	}
}

/* ---- turning EE off and on, with a pattern in every register --------------- */

static bool turns_ee(const struct thunk *t, bool on)
{
	const struct kvm_para_traits *traits = kvm_para_thunk_traits(t);

	return t->gpr != 1 && t->gpr != KERNELS_OWN_GPR &&
	       (on ? traits->turns_on : traits->turns_off);
}

/* The next of all thunks that turn EE off, or on. */
static const struct thunk *next_thunk(bool on)
{
	static const struct thunk *last[2] = { kvm_para_thunks, kvm_para_thunks };

	do {
		if (++last[on] == kvm_para_thunks_end)
			last[on] = kvm_para_thunks;
	} while (!turns_ee(last[on], on));
	return last[on];
}

/* Returns whether all registers are afterwards what they were. */
static bool by_thunk(bool on)
{
	const struct thunk *t = next_thunk(on);
	unsigned long msr = (mfmsr() & ~MSR_EE) | (on ? MSR_EE : 0);
	struct state before, after;

	kvm_para_thunk_fill(t, &before, msr, 0x87654321);
	after = before;
	kvm_para_thunk_run(&after, t->site);
	after.lr = 0;
	kvm_para_thunk_forget(t, &before);
	kvm_para_thunk_forget(t, &after);
	return !memcmp(&before, &after, sizeof(before));
}

/* One kind of interrupt, and what became of a storm of them. */
struct storm {
	unsigned int (*count)(void);
	unsigned int stray;	/* taken while EE was off */
	unsigned int lost;
	unsigned int spoilt;	/* sequences that changed a register */
};

static void turn(struct storm *s, unsigned int round, bool on)
{
	if (round & 1)
		s->spoilt += !by_thunk(on);
	else
		kvm_para_set_ee_by[round / 2 % kvm_para_ee_ways](on ? MSR_EE : 0);
}

static void toggle_until_taken(struct storm *s, unsigned int before)
{
	unsigned int rounds, at_off;

	for (rounds = 0; s->count() == before && rounds < 100000; rounds++) {
		turn(s, rounds, false);
		at_off = s->count();
		barrier();
		s->stray += s->count() - at_off;
		turn(s, rounds, true);
	}
	s->lost += s->count() == before;
}

static void expect_calm(struct kunit *test, const struct storm *s)
{
	KUNIT_EXPECT_EQ(test, s->stray, 0);
	KUNIT_EXPECT_EQ(test, s->lost, 0);
	KUNIT_EXPECT_EQ(test, s->spoilt, 0);
}

/*
 * The delay is another each time, so that the interrupt falls on every
 * instruction of every sequence and stub in turn; the prime keeps it from
 * running in step with the loop.
 */
static void test_timer_storm(struct kunit *test)
{
	struct storm s = { .count = kvm_para_timer_interrupts };
	unsigned int n, before;

	if (!kvm_para_test_needs_page(test))
		return;
	for (n = 0; n < TIMER_STORM; n++) {
		local_irq_disable();
		before = s.count();
		set_dec(200 + n % 4999);
		local_irq_enable();
		toggle_until_taken(&s, before);
	}
	kunit_info(test, "%u timer interrupts\n", n);
	expect_calm(test, &s);
}

/* ---- the meter's interrupt -------------------------------------------------- */

static struct {
	void __iomem *regs;
	unsigned int irq;
	unsigned int count;
	bool nest;
	unsigned int nested;
} meter;

static unsigned int meter_interrupts(void)
{
	return READ_ONCE(meter.count);
}

/* Another interrupt inside this one. */
static void nest(void)
{
	unsigned int before = kvm_para_timer_interrupts(), i;

	set_dec(500);
	local_irq_enable();
	for (i = 0; i < 1000000 && kvm_para_timer_interrupts() == before; i++)
		barrier();
	local_irq_disable();
	meter.nested += kvm_para_timer_interrupts() != before;
}

static irqreturn_t meter_handler(int irq, void *data)
{
	iowrite32be(METER_IRQ_LOW, meter.regs + METER_COMMAND);
	if (meter.nest)
		nest();
	WRITE_ONCE(meter.count, meter.count + 1);
	return IRQ_HANDLED;
}

static int open_meter(void)
{
	struct device_node *node = of_find_compatible_node(NULL, NULL, "kvm-para,lab-meter");
	int error = -ENODEV;

	memset(&meter, 0, sizeof(meter));
	if (!node)
		return error;
	meter.regs = of_iomap(node, 0);
	meter.irq = irq_of_parse_and_map(node, 0);
	of_node_put(node);
	if (meter.regs && meter.irq)
		error = request_irq(meter.irq, meter_handler, 0, "meter", &meter);
	if (!error && IS_ENABLED(CONFIG_SMP))
		WARN_ON(irq_set_affinity(meter.irq, cpumask_of(0)));
	if (error && meter.regs)
		iounmap(meter.regs);
	return error;
}

static void close_meter(void)
{
	free_irq(meter.irq, &meter);
	iounmap(meter.regs);
}

static void device_storm(struct storm *s, unsigned int times)
{
	unsigned int n, before;

	for (n = 0; n < times; n++) {
		before = s->count();
		iowrite32be(5 + n % 211, meter.regs + METER_IRQ_IN);
		toggle_until_taken(s, before);
	}
}

/* Skips a test where the laboratory has no device that interrupts. */
static bool needs_meter(struct kunit *test)
{
	if (!kvm_para_test_needs_page(test))
		return false;
	if (open_meter())
		kunit_skip(test, "no device of the laboratory's with an interrupt");
	return true;
}

static void test_device_storm(struct kunit *test)
{
	struct storm s = { .count = meter_interrupts };

	if (!needs_meter(test))
		return;
	device_storm(&s, DEVICE_STORM);
	close_meter();
	kunit_info(test, "%u device interrupts\n", meter.count);
	expect_calm(test, &s);
	KUNIT_EXPECT_EQ(test, meter.count, DEVICE_STORM);
}

static void test_nested(struct kunit *test)
{
	struct storm s = { .count = meter_interrupts };

	if (!needs_meter(test))
		return;
	meter.nest = true;
	device_storm(&s, NESTED);
	close_meter();
	kunit_info(test, "%u nested interrupts\n", meter.nested);
	expect_calm(test, &s);
	KUNIT_EXPECT_EQ(test, meter.nested, NESTED);
}

static struct kunit_case interrupts_cases[] = {
	KUNIT_CASE(test_waiting),
	KUNIT_CASE_SLOW(test_timer_storm),
	KUNIT_CASE_SLOW(test_device_storm),
	KUNIT_CASE(test_nested),
	{ }
};

/* Timer and device have to interrupt the CPU that looks at them. */
static int stay_on_one_cpu(struct kunit *test)
{
	return set_cpus_allowed_ptr(current, cpumask_of(0));
}

static struct kunit_suite interrupts_suite = {
	.name = "kvm_para_interrupts",
	.init = stay_on_one_cpu,
	.test_cases = interrupts_cases,
};

kunit_test_suite(interrupts_suite);

MODULE_DESCRIPTION("KUnit tests of the magic page under interrupts");
MODULE_LICENSE("GPL");
