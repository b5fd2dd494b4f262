// SPDX-License-Identifier: GPL-2.0
/*
 * What 32 bit Book3S has of its own: the registers by which the self-test proves the
 * page, and whether dcbz traps.
 *
 * Hazard: KVM lets its guest's dcbz be, if the host's clears as many bytes, and stores
 * would be the slower way. Otherwise it makes another word of each dcbz in text that the
 * guest executes. So the guest looks at one that it has executed, and believes nothing
 * that it was told.
 */
#include <linux/cache.h>
#include <linux/string.h>
#include <asm/cache.h>
#include <asm/kvm_para_guest.h>
#include <asm/page.h>
#include <asm/reg.h>

#include "kvm_para/entries.h"
#include "kvm_para/selftest.h"
#include "magic_page/page.h"
#include "patching/codec.h"

#define SEGMENTS	16
#define FILL		0xa5
#define HOST_LINE	128	/* what is cleared where nobody sees to it */

/* A scratch register of the vectors, which begin by writing it. */
KVM_PARA_RAW_READER(sprg2, SPRN_SPRG2)
KVM_PARA_RAW_WRITER(sprg2, SPRN_SPRG2)

const struct kvm_para_probe kvm_para_probes[] __initconst = {
	{ KVM_PARA_FTR_page, KVM_PARA_OFFSET(sprg2, ulong), raw_read_sprg2, raw_write_sprg2 },
	{ }
};

static u32 __init raw_read_segment(unsigned long address)
{
	u32 val;

	asm volatile("kvm_para_raw_mfsrin %0, %1" : "=r" (val) : "r" (address));
	return val;
}

static bool __init segments_agree(void)
{
	unsigned long i;

	for (i = 0; i < SEGMENTS; i++) {
		if (READ_ONCE(kvm_para_page()->sr[i]) != raw_read_segment(i << 28))
			return false;
	}
	return true;
}

/**
 * kvm_para_platform_selftest() - what no probe proves
 * @features: bits of enum kvm_para_feature
 *
 * Context: interrupts off, with the page proven; does not sleep.
 * Return: NULL, or what does not hold.
 */
const char *__init kvm_para_platform_selftest(u32 features)
{
	if ((features & KVM_PARA_FTR_sr) && !segments_agree())
		return "segment registers in the page are not the CPU's";
	return NULL;
}

/* Execute a dcbz, and return what stands there afterwards. */
static u32 __init raw_dcbz(void *line)
{
	u32 *at;

	asm volatile("lis %0, 0f@ha\n\t"
		     "addi %0, %0, 0f@l\n"
		     "0:\tkvm_para_raw_dcbz 0, %1"
		     : "=&b" (at) : "r" (line) : "memory");
	return READ_ONCE(*at);
}

/* The stores are of as many bytes as KVM clears, and not what the host's clears. */
static bool __init dcbz_traps(void)
{
	static u8 room[HOST_LINE] __initdata __aligned(HOST_LINE);
	u8 *line = room + L1_CACHE_BYTES;
	u32 word;

	memset(room, FILL, sizeof(room));
	word = raw_dcbz(line);
	return word != kvm_para_assembled(word) && L1_CACHE_BYTES == 32 &&
	       line[-1] == FILL && !memchr_inv(line, 0, L1_CACHE_BYTES) &&
	       line[L1_CACHE_BYTES] == FILL;
}

/**
 * kvm_para_platform_features() - leave out what this host makes no use of
 * @features: bits of enum kvm_para_feature that are offered
 *
 * Context: as kvm_para_platform_selftest(), which has found nothing.
 * Return: those that are worth it.
 */
u32 __init kvm_para_platform_features(u32 features)
{
	if ((features & KVM_PARA_FTR_dcbz) && !dcbz_traps())
		features &= ~KVM_PARA_FTR_dcbz;
	return features;
}

/* What __arch_clear_user() asks: stores, and not dcbz? */
u32 kvm_para_clear_by_stores __read_mostly;

/**
 * kvm_para_platform_use() - sites have been patched, or no longer are
 * @on: which
 *
 * Context: as kvm_para_set_in_use().
 */
void kvm_para_platform_use(bool on)
{
	WRITE_ONCE(kvm_para_clear_by_stores,
		   on && (kvm_para_agreed_features() & KVM_PARA_FTR_dcbz));
	kvm_para_use_entries(on);
}
