# SPDX-License-Identifier: GPL-2.0
#
# What a newcomer types. Builds happen under out/; no file outside it changes.
#
# Hazard: a figure from a stale build, so every kernel depends on all that goes
# into it: its tree, its configuration, and the library.

OUT	?= out
KERNEL	?= 6.12
PLATFORM ?= e500
CROSS_COMPILE ?= powerpc-linux-gnu-
VMM	?= ours
HOST	?= usual
MEMORY	?= anonymous contiguous
DETAIL	?=
export CROSS_COMPILE
SHELL	:= /bin/bash

# out/ of another kernel is kept apart, so that both can be built in turn.
K	:= $(OUT)/$(subst /,_,$(patsubst /%,%,$(KERNEL)))
HOST_K	:= $(OUT)/6.12
JOINING	:= $(wildcard scripts/* scripts/coccinelle/*)
LIBRARY	:= Kbuild Kconfig $(wildcard kvm_para/* patching/* magic_page/* kunit/* \
	   include/* scripts/edits/*) $(JOINING)
CONFIGS	:= lab/configs

# Each platform's kernels are kept apart, e500's where all of them once were. The
# Book3S platforms are guests of one host.
PLATFORMS := e500 ppc64le ppc64 book3s32
ifeq ($(PLATFORM),all)
CHOSEN	:= $(PLATFORMS)
else
CHOSEN	:= $(filter $(PLATFORMS),$(PLATFORM))
endif
ifeq ($(CHOSEN),)
$(error no PLATFORM $(PLATFORM); there are: $(PLATFORMS) all)
endif

# Debian's QEMU as the VMM: of the platforms, those whose guests have firmware like its own
ifeq ($(VMM),qemu)
CHOSEN	:= $(filter ppc64le ppc64,$(CHOSEN))
ifeq ($(CHOSEN),)
$(error VMM=qemu is for PLATFORM=ppc64le, ppc64 or all)
endif
QEMU	:= $(OUT)/qemu
else ifneq ($(VMM),ours)
$(error no VMM $(VMM); there are: ours qemu)
endif

# A host of 32 bits, for those whose guests run there as well
BOOK3S_HOSTS := $(foreach h,host counterpart,$(HOST_K)/build/ppc64le/$h/vmlinux)
ifeq ($(HOST),powermac)
CHOSEN	:= $(filter book3s32,$(CHOSEN))
ifeq ($(CHOSEN),)
$(error HOST=powermac is for PLATFORM=book3s32)
endif
POWERMAC := $(HOST_K)/build/book3s32/host/vmlinux
BOOK3S_HOSTS := $(POWERMAC)
else ifneq ($(HOST),usual)
$(error no HOST $(HOST); there are: usual powermac)
endif

.PHONY: help
help:
	@sed -n 's/^#: //p' $(MAKEFILE_LIST)

#: make traps           count the guest's exits, for four kernels and two hosts, and compare
#:     DETAIL=1         also: the instructions that still trap, with their places
#:     MEMORY=...       anonymous, contiguous (default both), huge: what backs the guest
#:     PLATFORM=...     e500 (default), ppc64le, ppc64, book3s32, or all
#:     VMM=qemu         64-bit guests of KVM PR: Debian's QEMU runs them, and not ours
#:     HOST=powermac    PLATFORM=book3s32: on a host of 32 bits
.PHONY: traps $(PLATFORMS:%=traps-%)
traps: $(CHOSEN:%=traps-%)
ifeq ($(PLATFORM),e500)
	@echo "other platforms: make traps PLATFORM=$(subst $() ,|,$(filter-out e500,$(PLATFORMS)) all)"
endif

COMPARE	= lab/compare --out $(OUT) --programs $(OUT)/lab --memory "$(MEMORY)" $(if $(DETAIL),--detail) \
	  $(if $(QEMU),--qemu $(QEMU))

traps-e500: kernels-e500 programs
	@$(COMPARE) --build $(K)/build --host $(HOST_K)/build/host/vmlinux \
		--smp-host $(HOST_K)/build/host-smp/vmlinux \
		--counterpart $(HOST_K)/build/counterpart/vmlinux

# One after the other: each takes all CPUs there are
$(filter-out traps-e500,$(PLATFORMS:%=traps-%)): traps-%: kernels-% programs $(QEMU) | $(if $(filter e500,$(CHOSEN)),traps-e500)
	@$(COMPARE) --platform $* --build $(K)/build/$* --host $(firstword $(BOOK3S_HOSTS)) \
		$(if $(QEMU)$(filter book3s32,$*),,--smp-host $(firstword $(BOOK3S_HOSTS))) \
		$(if $(POWERMAC),--powermac,--counterpart $(lastword $(BOOK3S_HOSTS)))

#: make check           every test
#:     ALL=1            on every platform
#:     ONLY=<part>      one part of it
#:     LIST=1           only name the parts
.PHONY: check
check:
	@scripts/check $(if $(LIST),--list) $(if $(ONLY),--only $(ONLY))

#: make soak            the loops of make check with their full counts; takes hours
SOAKED	:= hotplug switch modules kexec state hostile book3s-smp book3s-state book3s-kexec
.PHONY: soak
soak:
	@for part in $(SOAKED); do SOAK=1 LIMIT=14400 scripts/check --only $$part || exit; done

#: make kernels         build host and guests, and run none
#: make programs        build the laboratory's VMM and workloads
.PHONY: kernels $(PLATFORMS:%=kernels-%) programs packages
kernels: $(CHOSEN:%=kernels-%)

kernels-e500: $(foreach h,host host-smp counterpart,$(HOST_K)/build/$h/vmlinux) \
	      $(foreach g,unpatched upstream magic unpatched-smp magic-smp,$(K)/build/$g/vmlinux)

# What runs of each of the others; lab/compare has the same list
BOOK3S_GUESTS := unpatched upstream magic
$(filter-out kernels-e500,$(PLATFORMS:%=kernels-%)): kernels-%: $(BOOK3S_HOSTS) \
	$(foreach g,$(BOOK3S_GUESTS),$(K)/build/%/$g/vmlinux)

packages:
	@scripts/install-packages

programs: packages $(HOST_K)/src/.fetched
	@$(MAKE) -s -C lab OUT=$(abspath $(OUT)/lab) KSRC=$(abspath $(HOST_K)/src) all

$(OUT)/%/src/.fetched: | packages
	@scripts/fetch-kernel $(if $(filter $(HOST_K),$(OUT)/$*),6.12,$(KERNEL)) $(@D)
	@touch $@

$(OUT)/qemu: | packages
	@scripts/fetch-qemu $@

# A tree of its own for each way of joining, out of hard links: join replaces
# files and never writes to one. The tree's name is the way it joins.
JOIN	= set -e; \
	[ -d $(@D) ] || { mkdir -p $(dir $(@D)); cp -al $(<D) $(@D).tmp; mv $(@D).tmp $(@D); }; \
	scripts/join --$(notdir $(@D)) $(@D); touch $@

$(OUT)/%/tree/guest/.joined: $(OUT)/%/src/.fetched $(LIBRARY)
	@$(JOIN)

$(OUT)/%/tree/host/.joined: $(OUT)/%/src/.fetched $(JOINING) scripts/edits/host
	@$(JOIN)

$(OUT)/%/tree/counterpart/.joined: $(OUT)/%/src/.fetched $(JOINING) $(wildcard scripts/edits/* magic_page/*.tbl magic_page/host/* magic_page/host/*/* include/*)
	@$(JOIN)

$(OUT)/%/tree/upstream/.joined: $(OUT)/%/src/.fetched $(JOINING) scripts/edits/upstream
	@$(JOIN)

# rules NAME,STAMP,CONFIGS[,SMP]: the kernel NAME of the tree with that stamp, and
# NAME-smp, the same for as many as four CPUs, with SMP as well.
define rules
$(OUT)/%/build/$1/vmlinux: $(OUT)/%/$2 $3
	@scripts/build-kernel $1 $$(<D) $$(@D) $$(filter %.config,$$^)

$(OUT)/%/build/$1-smp/vmlinux: $(OUT)/%/$2 $3 $(CONFIGS)/smp.config $4
	@scripts/build-kernel $1-smp $$(<D) $$(@D) $$(filter %.config,$$^)
endef

# configs NAME...: the files of these names, behind what all kernels have
configs = $(CONFIGS)/common.config $(foreach c,$1,$(CONFIGS)/$c.config)
guest = $(call configs,e500 guest $1)
hotplug := $(CONFIGS)/hotplug.config

$(eval $(call rules,host,tree/host/.joined,$(call configs,e500 host e500-host)))
$(eval $(call rules,counterpart,tree/counterpart/.joined,$(call configs,e500 host e500-host)))
$(eval $(call rules,counterpart-debug,tree/counterpart/.joined,\
	$(call configs,e500 host e500-host debug-host)))
$(eval $(call rules,unpatched,src/.fetched,$(call guest,unpatched),$(hotplug)))
$(eval $(call rules,upstream,tree/upstream/.joined,$(call guest,upstream),$(hotplug)))
$(eval $(call rules,magic,tree/guest/.joined,$(call guest,magic),$(hotplug)))
$(eval $(call rules,kunit,tree/guest/.joined,$(call guest,magic kunit tests trace),\
	$(hotplug) $(CONFIGS)/rwx.config))
$(eval $(call rules,live,tree/guest/.joined,$(call guest,magic kunit tests live),$(hotplug)))
$(eval $(call rules,absent,src/.fetched,$(call guest,unpatched kunit trace)))
$(eval $(call rules,kexec,tree/guest/.joined,$(call guest,magic kexec),$(hotplug)))

# The other platforms', out/<kernel>/build/<platform>/<name>
$(eval $(call rules,ppc64le/host,tree/host/.joined,$(call configs,pseries ppc64le host book3s-host)))
$(eval $(call rules,ppc64le/counterpart,tree/counterpart/.joined,\
	$(call configs,pseries ppc64le host book3s-host)))
# another host, for 32-bit guests
$(eval $(call rules,book3s32/host,tree/host/.joined,$(call configs,mac99 powermac host)))

# book3s PLATFORM,CONFIGS: its guests
define book3s
$(eval $(call rules,$1/unpatched,src/.fetched,$(call configs,$2 guest unpatched)))
$(eval $(call rules,$1/upstream,tree/upstream/.joined,$(call configs,$2 guest upstream)))
$(eval $(call rules,$1/magic,tree/guest/.joined,$(call configs,$2 guest magic)))
$(eval $(call rules,$1/kunit,tree/guest/.joined,$(call configs,$2 guest magic kunit tests trace $3)))
endef

$(call book3s,ppc64le,pseries ppc64le,book3s-kunit)
$(call book3s,ppc64,pseries ppc64,book3s-kunit)
$(call book3s,book3s32,book3s32,mac99 book3s32-kunit)

.SECONDARY:
.DELETE_ON_ERROR:

#: make mutants         put faults into a copy, one at a time: is each caught?
#:     ONLY=<word>      those whose name holds it
#:     KEEP=<commit>    what was found at that commit still holds
.PHONY: mutants
mutants: packages
	@scripts/mutants $(if $(KEEP),--keep $(KEEP)) \
		$(if $(ONLY),--only "$(ONLY)",--table Documentation/mutants.rst)

#: make profile         where the instructions of an exit go, without the counterpart and with
.PHONY: profile
profile: $(K)/build/magic/vmlinux $(foreach h,host counterpart,$(HOST_K)/build/$h/vmlinux) programs
	@for host in host counterpart; do \
		echo "Exits of a system call, host $$host"; \
		lab/profile --host $(HOST_K)/build/$$host/vmlinux \
			--guest $(K)/build/magic/vmlinux --programs $(OUT)/lab || exit; \
	done

#: make docs            write Documentation/registers.rst from the table
#: make results         write Documentation/results*.rst from a run of traps
#:     PLATFORM=..., VMM=qemu, HOST=powermac  as for traps
.PHONY: docs results
results: kernels programs
	@for platform in $(CHOSEN); do \
		page=Documentation/results$(if $(QEMU),-qemu)$(if $(POWERMAC),-powermac)-$$platform.rst; \
		lab/results $(MAKE) $$platform $(VMM) $(HOST) $${page/-e500/} || exit; \
	done

docs:
	@scripts/gen-tables rst patching/registers.tbl > Documentation/registers.rst

#: make clean           remove what was built, keep fetched sources
#: make distclean       remove out/
.PHONY: clean distclean
clean:
	rm -rf $(OUT)/*/build $(OUT)/*/tree $(OUT)/lab $(OUT)/runs

distclean:
	rm -rf $(OUT)

#:
#: KERNEL=<version, tarball or tree> selects the guests' kernel (default 6.12);
#: 6.1 and 6.12 are known. OUT=<dir> builds elsewhere than in out/.
