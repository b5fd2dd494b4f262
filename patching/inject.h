/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Failures on purpose, for the tests: kunit/inject.c.
 *
 * Hazard: what goes wrong once in a machine's life is never executed before it
 * does. A kernel without the unit tests has nothing of this.
 */
#ifndef _KVM_PARA_INJECT_H
#define _KVM_PARA_INJECT_H

#include <linux/types.h>

enum kvm_para_injection {
	KVM_PARA_FAIL_ORIGINALS,	/* no memory for the kernel's originals */
	KVM_PARA_FAIL_MODULE,		/* nor for a module's */
	KVM_PARA_FAIL_BOOT,		/* a site at boot does not take its alternative */
	KVM_PARA_FAIL_ON,		/* nor when the library is turned on */
	KVM_PARA_FAIL_OFF,		/* nor its original when it is turned off */
	KVM_PARA_FAIL_WINDOW,		/* no memory to write read-only text */
	KVM_PARA_INJECTIONS,
};

#if defined(CONFIG_KVM_MAGIC_PAGE_KUNIT_TEST) && defined(CONFIG_KVM_MAGIC_PAGE_DEBUGFS)
bool kvm_para_inject(enum kvm_para_injection what);
void kvm_para_inject_at(enum kvm_para_injection what, unsigned int nth);
#else
static inline bool kvm_para_inject(enum kvm_para_injection what)
{
	return false;
}
#endif

#endif /* _KVM_PARA_INJECT_H */
