/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fields of the page that KVM_PARA_HC_FIELD can be asked for, with their numbers:
 * those of struct kvm_vcpu_arch_shared from 1, those of struct kvm_para_area from 64.
 * Whoever includes this says before what a line of either becomes; it may be included
 * again.
 *
 * Hazard: a number that changes its meaning. So a new field gets a new one, at its
 * list's end, and one that goes leaves a gap.
 */
#ifndef KVM_PARA_SHARED_FIELD
#define KVM_PARA_SHARED_FIELD(...)
#endif
#ifndef KVM_PARA_AREA_FIELD
#define KVM_PARA_AREA_FIELD(...)
#endif

KVM_PARA_SHARED_FIELD(1, scratch1)
KVM_PARA_SHARED_FIELD(2, scratch2)
KVM_PARA_SHARED_FIELD(3, scratch3)
KVM_PARA_SHARED_FIELD(4, critical)
KVM_PARA_SHARED_FIELD(5, sprg0)
KVM_PARA_SHARED_FIELD(6, sprg1)
KVM_PARA_SHARED_FIELD(7, sprg2)
KVM_PARA_SHARED_FIELD(8, sprg3)
KVM_PARA_SHARED_FIELD(9, srr0)
KVM_PARA_SHARED_FIELD(10, srr1)
KVM_PARA_SHARED_FIELD(11, dar)
KVM_PARA_SHARED_FIELD(12, msr)
KVM_PARA_SHARED_FIELD(13, dsisr)
KVM_PARA_SHARED_FIELD(14, int_pending)
KVM_PARA_SHARED_FIELD(15, sr)
KVM_PARA_SHARED_FIELD(16, mas0)
KVM_PARA_SHARED_FIELD(17, mas1)
KVM_PARA_SHARED_FIELD(18, mas7_3)
KVM_PARA_SHARED_FIELD(19, mas2)
KVM_PARA_SHARED_FIELD(20, mas4)
KVM_PARA_SHARED_FIELD(21, mas6)
KVM_PARA_SHARED_FIELD(22, esr)
KVM_PARA_SHARED_FIELD(23, pir)
KVM_PARA_SHARED_FIELD(24, sprg4)
KVM_PARA_SHARED_FIELD(25, sprg5)
KVM_PARA_SHARED_FIELD(26, sprg6)
KVM_PARA_SHARED_FIELD(27, sprg7)

KVM_PARA_AREA_FIELD(64, tlbwe)
KVM_PARA_AREA_FIELD(65, fill)
KVM_PARA_AREA_FIELD(66, fill_mas1)
KVM_PARA_AREA_FIELD(67, fill_mas2)
KVM_PARA_AREA_FIELD(68, fill_mas7_3)
KVM_PARA_AREA_FIELD(69, exits)
KVM_PARA_AREA_FIELD(70, fscr)
KVM_PARA_AREA_FIELD(71, ebbhr)
KVM_PARA_AREA_FIELD(72, ebbrr)
KVM_PARA_AREA_FIELD(73, bescr)
KVM_PARA_AREA_FIELD(74, entry)
KVM_PARA_AREA_FIELD(75, entries)
KVM_PARA_AREA_FIELD(76, flushes)
KVM_PARA_AREA_FIELD(77, flush)
KVM_PARA_AREA_FIELD(78, slb_notes)
KVM_PARA_AREA_FIELD(79, slb)

#undef KVM_PARA_SHARED_FIELD
#undef KVM_PARA_AREA_FIELD
