// SPDX-License-Identifier: GPL-2.0
/*
 * kvm_para_inject=<what>[:<k>] on the command line, or written to the file inject
 * in debugfs: the k-th time that could go wrong from then on, it does, once.
 *
 * Hazard: see patching/inject.h.
 */
#define pr_fmt(fmt) "kvm_para: " fmt

#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "kvm_para/facts.h"
#include "patching/inject.h"

static const char * const names[KVM_PARA_INJECTIONS] = {
	[KVM_PARA_FAIL_ORIGINALS] = "originals",
	[KVM_PARA_FAIL_MODULE] = "module",
	[KVM_PARA_FAIL_BOOT] = "boot",
	[KVM_PARA_FAIL_ON] = "on",
	[KVM_PARA_FAIL_OFF] = "off",
	[KVM_PARA_FAIL_WINDOW] = "window",
};

/* How often it may go well before it does not; 0 if it is not to fail. */
static unsigned int countdown[KVM_PARA_INJECTIONS];

/**
 * kvm_para_inject() - whether to fail
 * @what: what could go wrong now
 *
 * Context: any; one at a time.
 * Return: true if it is to go wrong.
 */
bool kvm_para_inject(enum kvm_para_injection what)
{
	return countdown[what] && !--countdown[what];
}

NOKPROBE_SYMBOL(kvm_para_inject);

/**
 * kvm_para_inject_at() - have something go wrong
 * @what: what
 * @nth: the how manieth time from now on, from 1; 0 for never
 *
 * Context: any; one at a time.
 */
void kvm_para_inject_at(enum kvm_para_injection what, unsigned int nth)
{
	countdown[what] = nth;
}

static int parse(char *text)
{
	char *number = strchr(text, ':');
	unsigned int nth = 1;
	int what;

	if (number) {
		*number++ = '\0';
		if (kstrtouint(number, 0, &nth))
			return -EINVAL;
	}
	what = match_string(names, ARRAY_SIZE(names), text);
	if (what < 0)
		return -EINVAL;
	kvm_para_inject_at(what, nth);
	return 0;
}

static int __init parse_inject(char *arg)
{
	char text[32];

	if (!arg || strscpy(text, arg, sizeof(text)) < 0 || parse(text))
		pr_warn("kvm_para_inject: no such failure, ignored\n");
	return 0;
}
early_param("kvm_para_inject", parse_inject);

static ssize_t inject_write(struct file *file, const char __user *from, size_t count,
			    loff_t *pos)
{
	char text[32] = { 0 };

	if (count >= sizeof(text) || copy_from_user(text, from, count))
		return -EINVAL;
	return parse(strim(text)) ?: count;
}

static const struct file_operations inject_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.write = inject_write,
};

static int __init make_file(void)
{
	debugfs_create_file("inject", 0200, kvm_para_debugfs(), NULL, &inject_fops);
	return 0;
}
late_initcall(make_file);
