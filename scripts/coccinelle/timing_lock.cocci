// SPDX-License-Identifier: GPL-2.0
/// The times of exits are added up with interrupts off, where no one may sleep for a lock.

@lock@
@@
 struct kvm_vcpu_arch {
 ...
-struct mutex exit_timing_lock;
+spinlock_t exit_timing_lock;
 ...
 };

@@
expression vcpu;
@@
(
-mutex_init
+spin_lock_init
|
-mutex_lock
+spin_lock
|
-mutex_unlock
+spin_unlock
)
 (&vcpu->arch.exit_timing_lock)
