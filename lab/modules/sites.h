/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What entry.S has for main.c.
 */
#ifndef LAB_MODULES_SITES_H
#define LAB_MODULES_SITES_H

unsigned long sites_turn_ee(unsigned long msr);
unsigned long sites_turn_ee_init(unsigned long msr);

#endif /* LAB_MODULES_SITES_H */
