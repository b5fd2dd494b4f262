// SPDX-License-Identifier: GPL-2.0
/// A register or a call on a vCPU that Linux does not know may be one of the
/// counterpart's.

@@
@@
 int kvm_vcpu_ioctl_get_one_reg(...)
 {
 <...
-r = -EINVAL;
+r = kvm_para_host_get_reg(vcpu, reg->id, &val);
 ...>
 }

@@
@@
 int kvm_vcpu_ioctl_set_one_reg(...)
 {
 <...
-r = -EINVAL;
+r = kvm_para_host_set_reg(vcpu, reg->id, &val);
 ...>
 }

@@
identifier r;
@@
 long kvm_arch_vcpu_ioctl(...)
 {
 ...
 long r;
+if (ioctl == KVM_GET_REG_LIST)
+	return kvm_para_host_reg_list(argp);
 ...
 }
