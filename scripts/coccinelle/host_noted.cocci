// SPDX-License-Identifier: GPL-2.0
/// What a guest has noted for its next exit is done first.

@ok@
expression vcpu, number;
@@
 trace_kvm_exit(number, vcpu);
 guest_exit();
+kvm_para_host_exit(vcpu);

@depends on ok@
@@
 #include "book3s.h"
+#include "magic_page/book3s/notes.h"
