// SPDX-License-Identifier: GPL-2.0
/*
 * From nothing to a patched kernel, in one go, early in setup_arch().
 *
 * Hazard: there is no way back once the first site has been written, so
 * whatever can fail is done before. A failure leaves a kernel that runs on
 * traps, and one line that says which step failed and why.
 */
#define pr_fmt(fmt) "kvm_para: " fmt

#include <linux/cache.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <asm/kvm_para_guest.h>
#include <asm/vdso/timebase.h>

#include "kvm_para/facts.h"
#include "kvm_para/negotiate.h"
#include "kvm_para/records.h"
#include "kvm_para/secondary.h"
#include "kvm_para/selftest.h"
#include "kvm_para/switch.h"
#include "patching/codec.h"

#define RUNS_ON_TRAPS	"not patched, this guest runs on traps: "
#define ALL_FEATURES	((1 << KVM_PARA_FEATURE_COUNT) - 1)

/* What the command line leaves of the features; off if nothing. */
static u32 wanted __initdata = ALL_FEATURES;

static u32 __init feature_by_name(const char *name)
{
	unsigned int bit;

	for (bit = 0; bit < KVM_PARA_FEATURE_COUNT; bit++) {
		if (!strcmp(name, kvm_para_features[bit].name))
			return 1 << bit;
	}
	pr_warn("kvm_para=%s: no such feature, ignored\n", name);
	return 0;
}

/* kvm_para=off, kvm_para=on, kvm_para=<feature>,<feature>... */
static int __init parse_kvm_para(char *arg)
{
	char buf[KVM_PARA_NAMES], *rest = buf, *name;

	if (!arg || !strcmp(arg, "on"))
		return 0;
	wanted = 0;
	if (!strcmp(arg, "off"))
		return 0;
	strscpy(buf, arg, sizeof(buf));
	while ((name = strsep(&rest, ",")))
		wanted |= feature_by_name(name);
	return 0;
}
early_param("kvm_para", parse_kvm_para);

struct kvm_para_outcome kvm_para_outcome __ro_after_init;
static u32 agreed_features __ro_after_init;
static bool in_use __read_mostly;

/**
 * kvm_para_agreed_features() - the features that sites are patched for
 *
 * Context: any.
 * Return: bits of enum kvm_para_feature; 0 if this kernel was not patched when
 *         it booted, and so never is.
 */
u32 kvm_para_agreed_features(void)
{
	return agreed_features;
}

/**
 * kvm_para_in_use() - whether this kernel has been patched
 *
 * Context: any.
 * Return: true once sites work on the page.
 */
bool kvm_para_in_use(void)
{
	return READ_ONCE(in_use);
}

/**
 * kvm_para_set_in_use() - say that sites have been patched, or no longer are
 * @on: which
 *
 * Context: under kvm_para_mutex, or while the kernel boots.
 */
void kvm_para_set_in_use(bool on)
{
	WRITE_ONCE(in_use, on);
	kvm_para_platform_use(on);
}

/**
 * kvm_para_format_features() - the names of features, as on the command line
 * @buf: receives them
 * @size: of @buf, KVM_PARA_NAMES for all of them
 * @features: bits of enum kvm_para_feature
 *
 * Context: any.
 */
void kvm_para_format_features(char *buf, size_t size, u32 features)
{
	unsigned int bit;
	size_t used = 0;

	buf[0] = '\0';
	for (bit = 0; bit < KVM_PARA_FEATURE_COUNT; bit++) {
		if (features & (1 << bit))
			used += scnprintf(buf + used, size - used, "%s%s",
					  used ? "," : "", kvm_para_features[bit].name);
	}
}

/* The steps, in order; each returns NULL or why it failed. */
struct attempt {
	const char *step;
	u32 features;
	struct kvm_para_counts counts;
};

/* The bits of the map call's answer that features depend on. */
static unsigned long __init needs_of(u32 features)
{
	unsigned long needs = 0;
	unsigned int bit;

	for (bit = 0; bit < KVM_PARA_FEATURE_COUNT; bit++) {
		if (features & 1 << bit)
			needs |= kvm_para_features[bit].needs;
	}
	return needs;
}

static const char *__init prepare(struct attempt *a)
{
	const char *error;

	a->step = "command line";
	if (!wanted)
		return "turned off";
	a->step = "negotiate";
	error = kvm_para_offered(&kvm_para_epapr);
	if (error)
		return error;
	a->step = "map";
	error = kvm_para_map(&kvm_para_epapr, &a->features);
	if (error)
		return error;
	a->features &= wanted;
	a->step = "self-test";
	error = kvm_para_selftest(a->features);
	if (error)
		return error;
	a->features = kvm_para_platform_features(a->features);
	a->step = "check sites";
	return kvm_para_sites_check(&kvm_para_kernel.rec, a->features, &a->counts);
}

static const char *__init patch(struct attempt *a)
{
	const char *error;

	a->step = "originals";
	error = kvm_para_keep_kernel(a->features);
	if (error)
		return error;
	a->step = "patch";
	error = kvm_para_sites_apply(&kvm_para_kernel.rec, a->features);
	return error ?: kvm_para_prove_kernel(&a->counts.bad);
}

static void __init say_why_not(const struct attempt *a, const char *error)
{
	if (a->counts.bad)
		pr_info(RUNS_ON_TRAPS "%s: %s at %pS\n", a->step, error, a->counts.bad);
	else
		pr_info(RUNS_ON_TRAPS "%s: %s\n", a->step, error);
}

static void __init say_what_is(const struct attempt *a)
{
	char names[KVM_PARA_NAMES];

	kvm_para_format_features(names, sizeof(names), a->features);
	pr_info("%u of %u sites patched (%u gone, %u moved, %u refused), features %s, stubs %zu bytes, %llu ticks\n",
		a->counts.patched, a->counts.known, a->counts.gone, a->counts.moved,
		a->counts.refused, names, kvm_para_stub_bytes(&kvm_para_kernel.rec),
		kvm_para_outcome.ticks);
}

/**
 * kvm_para_init() - take the magic page into use
 *
 * Context: setup_arch(), once the device tree is unflattened: interrupts off, one
 *          CPU is up, text writable.
 */
void __init kvm_para_init(void)
{
	struct attempt a = { 0 };
	u64 start = get_tb();
	const char *error;
	unsigned long flags;

	local_irq_save(flags);
	error = prepare(&a);
	if (!error)
		error = patch(&a);
	local_irq_restore(flags);

	kvm_para_kernel.counts = a.counts;
	kvm_para_outcome = (struct kvm_para_outcome) {
		.step = a.step, .error = error, .bad = a.counts.bad,
		.features = a.features, .ticks = get_tb() - start,
	};
	if (error) {
		say_why_not(&a, error);
		return;
	}
	agreed_features = a.features;
	kvm_para_set_in_use(true);
	kvm_para_prepare_secondary(needs_of(a.features));
	say_what_is(&a);
}
