// SPDX-License-Identifier: GPL-2.0
/*
 * What the kernel's page table has, on 32 bits.
 *
 * Hazard: a fixed mapping made later would hide the page, and is not in the table yet.
 */
#include <linux/mm.h>
#include <linux/pgtable.h>

#include "kunit/platform.h"

/**
 * kvm_para_in_page_table() - whether the kernel's page table has an address
 * @ea: the address
 *
 * Context: any.
 * Return: whether it has, or could come to have it by a fixed mapping.
 */
bool kvm_para_in_page_table(unsigned long ea)
{
	pmd_t *pmd = pmd_off_k(ea);

	return ea < FIXADDR_TOP || (!pmd_none(*pmd) && !pte_none(*pte_offset_kernel(pmd, ea)));
}
