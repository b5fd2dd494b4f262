// SPDX-License-Identifier: GPL-2.0
/// The task that starts another kernel is overwritten by it, if it lies where that goes, and
/// each page that is copied after that asks it whether to use VMX. The first task lies in
/// the kernel's data, where no other kernel goes.

@@
expression poison;
@@
 kexec_paca.data_offset = poison;
+kexec_paca.__current = &init_task;
+task_thread_info(&init_task)->preempt_count = HARDIRQ_OFFSET;
