// SPDX-License-Identifier: GPL-2.0
/// No page has been asked for while its address is 0; without this look a miss on
/// address 0 mapped it there, over what the guest has.

@@
identifier vcpu;
expression eaddr;
@@
 (eaddr & PAGE_MASK) == vcpu->arch.magic_page_ea
+&& vcpu->arch.magic_page_ea
