// SPDX-License-Identifier: GPL-2.0
/*
 * The four instructions a guest executes for a hypercall.
 *
 * KVM gives the real ones. A guest must also survive hypervisors that answer
 * badly, and those are made here without touching KVM: the guest copies the
 * four instructions from the device tree into its own hypercall function, so
 * other instructions make another hypervisor. Such a one runs in the guest and
 * never reaches KVM; the idle hypercall is therefore not offered with it.
 *
 * In: r11 = token. Out: r3 = 0 or an error, r4 = first result. Of the tokens
 * that matter here "features" ends in 3 and "map the page" in 4.
 */
#include "platform.h"
#include <asm/kvm_para.h>
#include <linux/kvm_para.h>

#define PPC_NOP			0x60000000u
#define PPC_LI(rt, v)		(0x38000000u | (rt) << 21 | (v))
#define PPC_ANDI(ra, rs, v)	(0x70000000u | (rs) << 21 | (ra) << 16 | (v))

#define BIT(n)		(1u << (n))
#define HAS_PAGE	BIT(KVM_FEATURE_MAGIC_PAGE)
#define ALL_FIELDS	(KVM_MAGIC_FEAT_SR | KVM_MAGIC_FEAT_MAS0_TO_SPRG7)
#define ONLY_MAP	(KVM_HC_PPC_MAP_MAGIC_PAGE & ~KVM_HC_FEATURES)

static const __u32 fake[][4] = {
	/* success, and no feature at all */
	[HYPERVISOR_NO_FEATURE] = { PPC_LI(3, 0), PPC_LI(4, 0), PPC_NOP, PPC_NOP },
	/* r3 = token & 4: success for "features", an error for "map" */
	[HYPERVISOR_REFUSE_MAP] = {
		PPC_ANDI(3, 11, ONLY_MAP), PPC_LI(4, HAS_PAGE), PPC_NOP, PPC_NOP
	},
	/* success to both, with results that are good for either */
	[HYPERVISOR_LIE] = {
		PPC_LI(3, 0), PPC_LI(4, HAS_PAGE | ALL_FIELDS), PPC_NOP, PPC_NOP
	},
};

/* Returns 0 if the guest is to find no hypervisor */
int hypercall_get(struct vm *vm, struct hypercall *hc)
{
	struct kvm_ppc_pvinfo info = { 0 };
	unsigned int i;

	memset(hc, 0, sizeof(*hc));
	if (vm->opt.hypervisor == HYPERVISOR_NONE)
		return 0;
	if (vm->opt.hypervisor < ARRAY_LEN(fake) && vm->opt.hypervisor != HYPERVISOR_GOOD) {
		memcpy(hc->insn, fake[vm->opt.hypervisor], sizeof(hc->insn));
		return 1;
	}
	if (ioctl(vm->vm_fd, KVM_PPC_GET_PVINFO, &info) < 0)
		die("KVM_PPC_GET_PVINFO", "host kernel too old?");
	for (i = 0; i < ARRAY_LEN(hc->insn); i++)
		hc->insn[i] = big_endian(info.hcall[i]);
	/* KVM's own call, whose last instruction is a nop, and an error but on CPU 0 */
	if (vm->opt.hypervisor == HYPERVISOR_REFUSE_SECOND) {
		hc->insn[3] = platform.mfpir_r3;
		return 1;
	}
	hc->has_idle = !!(info.flags & KVM_PPC_PVINFO_FLAGS_EV_IDLE);
	return 1;
}
