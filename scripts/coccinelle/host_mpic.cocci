// SPDX-License-Identifier: GPL-2.0
/// The interrupt controller's state can be read and set in one piece: a group of
/// attributes more.

@set@
identifier dev, attr, opp, e;
@@
+#include "magic_page/e500/mpic.c"
+
 static int mpic_set_attr(struct kvm_device *dev, struct kvm_device_attr *attr)
 {
 struct openpic *opp = dev->private;
 u32 e;
+if (attr->group == KVM_DEV_MPIC_GRP_PARA)
+	return kvm_para_mpic_set(opp, attr);
 ...
 }

@get depends on set@
identifier dev, attr, opp, e;
@@
 static int mpic_get_attr(struct kvm_device *dev, struct kvm_device_attr *attr)
 {
 struct openpic *opp = dev->private;
 ...
 int e;
+if (attr->group == KVM_DEV_MPIC_GRP_PARA)
+	return kvm_para_mpic_get(opp, attr);
 ...
 }

@depends on get@
identifier dev, attr;
@@
 static int mpic_has_attr(struct kvm_device *dev, struct kvm_device_attr *attr)
 {
+if (attr->group == KVM_DEV_MPIC_GRP_PARA)
+	return kvm_para_mpic_has(dev->private, attr);
 ...
 }
