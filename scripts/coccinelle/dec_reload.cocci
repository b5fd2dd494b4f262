// SPDX-License-Identifier: GPL-2.0
/// A decrementer that reloads itself is a timer of the host's that starts itself, on
/// its own, whether the guest runs or not. With one tick in DECAR the host did little
/// else. Less than 200 microseconds are taken for 200, as KVM does on other platforms.

@@
identifier vcpu;
@@
 vcpu->arch.dec = vcpu->arch.decar;
+if (vcpu->arch.dec)
+	vcpu->arch.dec = max_t(u32, vcpu->arch.dec, 200 * tb_ticks_per_usec);
 kvmppc_emulate_dec(vcpu);
