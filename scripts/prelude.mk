# SPDX-License-Identifier: GPL-2.0
#
# Part of a joined kernel's arch/powerpc/Makefile: give every assembly the
# prelude.
#
# Hazard: the compiler is tried with these flags before the first rule runs, so
# the prelude is made while this file is read, if something has changed that it is
# made from. Its name holds a checksum of it: when it is another one, every command
# line changes and every object is built again, and ccache cannot mistake one for
# another.

ifdef CONFIG_KVM_MAGIC_PAGE

kvm-para-dir := $(srctree)/scripts/kvm_para
kvm-para-from := $(kvm-para-dir)/patching/registers.tbl \
		 $(sort $(wildcard $(kvm-para-dir)/patching/prelude*.s)) \
		 $(kvm-para-dir)/scripts/gen-tables \
		 $(kvm-para-dir)/scripts/gen-tables.awk \
		 $(kvm-para-dir)/scripts/make-prelude \
		 $(srctree)/arch/powerpc/include/uapi/asm/kvm_para.h
kvm-para-sum := $(firstword $(shell { cat $(kvm-para-from); \
		echo $(CONFIG_KVM_MAGIC_PAGE_PLATFORM) $(CONFIG_CPU_LITTLE_ENDIAN); } | cksum))
kvm-para-made := $(objtree)/include/generated
kvm-para-name := $(kvm-para-made)/kvm_para_prelude.$(kvm-para-sum)

ifeq ($(wildcard $(kvm-para-name)),)
kvm-para-error := $(shell CC="$(CC)" sh $(kvm-para-dir)/scripts/make-prelude \
		$(srctree) $(CONFIG_KVM_MAGIC_PAGE_PLATFORM) \
		$(if $(CONFIG_PPC64),64,32) \
		$(if $(CONFIG_CPU_LITTLE_ENDIAN),little,big) \
		$(kvm-para-made) $(kvm-para-sum) >&2 || echo failed)
ifneq ($(kvm-para-error),)
$(error kvm_para: no prelude, see above)
endif
endif

kvm-para-prelude := $(kvm-para-made)/$(shell cat $(kvm-para-name))

KBUILD_AFLAGS += -Wa,$(kvm-para-prelude)
# With -pipe the assembler would be given the prelude's name and no other, and
# then not look at what comes through the pipe.
KBUILD_CFLAGS := $(filter-out -pipe,$(KBUILD_CFLAGS)) -Wa,$(kvm-para-prelude)

kvm-para-module := -Wa,--sectname-subst -Wa,--defsym,.Lkvm_para_module=1
KBUILD_AFLAGS_MODULE += $(kvm-para-module)
KBUILD_CFLAGS_MODULE += $(kvm-para-module)

endif
