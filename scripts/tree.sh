# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154
#
# What scripts/join and scripts/leave share. $root is set by them.
#
# In a joined tree, .kvm_para-join holds: part (what it has joined as), manifest
# (checksums of every file that was added or replaced) and orig/ (the replaced
# files as they were).
#
# Hazard: files of a tree may be hard links to another tree's, so a file is
# replaced, never written to.

STATE=.kvm_para-join
TOOLS=scripts/kvm_para
SUPPORTED="6.1 6.12"

die() {
	echo "$(basename "$0"): $*" >&2
	exit 1
}

# check_tree TREE: is it a kernel, and one we know?
check_tree() {
	[ -f "$1/Makefile" ] || die "$1 is no kernel source tree"
	[ -f "$1/arch/powerpc/Kbuild" ] || die "$1 is no kernel source tree for PowerPC"
	version=$(awk '$1 == "VERSION" { v = $3 } $1 == "PATCHLEVEL" { p = $3 }
		END { print v "." p }' "$1/Makefile")
	case " $SUPPORTED " in
	*" $version "*) ;;
	*) die "$1 is Linux $version; the library knows $SUPPORTED" ;;
	esac
}

check_tools() {
	command -v spatch > /dev/null ||
		die "spatch is missing: apt-get install coccinelle"
}

# check_unchanged TREE: does every joined file still say what join wrote?
check_unchanged() {
	bad=$(cd "$1" && sha256sum --quiet -c "$STATE/manifest" 2>/dev/null |
		sed -n 's/: FAILED.*//p' | head -n 1)
	[ -z "$bad" ] ||
		die "$1/${bad#./} was changed since it joined; save your change and undo it first"
}

# edited PART: what its list of edits names, and those that list begins with
edited() {
	awk '$1 == "file" || $1 == "cocci" { print $2 }' "$root/scripts/edits/$1"
	sed -n 's/^edits //p' "$root/scripts/edits/$1" | while read -r other; do
		edited "$other"
	done
}

# overlay TREE DIR: the files that are to be edited, as they were before.
overlay() {
	mkdir -p "$2"
	edited "$part" |
	sort -u | while read -r path; do
		mkdir -p "$2/$(dirname "$path")"
		if [ -f "$1/$STATE/orig/$path" ]; then
			cp -p "$1/$STATE/orig/$path" "$2/$path"
		elif [ -f "$1/$path" ]; then
			cp -p "$1/$path" "$2/$path"
		fi
	done
}

# copy_library DIR: the library where the kernel's build looks for it. What the
# build of a module needs as well goes below scripts/, since of a kernel's source
# a package of headers holds that, Makefiles and include/.
copy_library() {
	lib=$1/arch/powerpc/kvm_para
	tools=$1/$TOOLS
	mkdir -p "$lib" "$tools/scripts" "$tools/patching" "$1/arch/powerpc/include/asm"
	cp -p "$root/Kbuild" "$root/Kconfig" "$lib"
	cp -rp "$root/kvm_para" "$root/patching" "$root/magic_page" "$root/kunit" "$lib"
	rm -r "$lib/magic_page/host"
	mv "$lib/patching/registers.tbl" "$lib/patching/exceptions.tbl" \
		"$lib"/patching/prelude*.s "$tools/patching"
	cp -p "$root/scripts/gen-tables" "$root/scripts/gen-tables.awk" \
		"$root/scripts/make-prelude" "$root/scripts/prelude.mk" \
		"$root/scripts/check-sites" "$root/scripts/check-sites.awk" "$tools/scripts"
	cp -p "$root"/include/*.h "$1/arch/powerpc/include/asm"
	make_exits "$1"
}

# make_exits DIR: the exit counters' header, which both sides have
make_exits() {
	"$root/scripts/gen-exits" "$root/magic_page/exits.tbl" \
		> "$1/arch/powerpc/include/asm/kvm_para_exits.h" ||
		die "the table of exit counters is not good"
}

# copy_counterpart DIR: the same for a host
copy_counterpart() {
	mkdir -p "$1/arch/powerpc/kvm" "$1/arch/powerpc/include/asm"
	cp -rp "$root/magic_page/host" "$1/arch/powerpc/kvm/magic_page"
	mv "$1/arch/powerpc/kvm/magic_page/vcpu.h" "$1/arch/powerpc/include/asm/kvm_para_vcpu.h"
	cp -p "$root/include/kvm_para_abi.h" "$root/include/kvm_para_fields.h" \
		"$root/include/kvm_para_regs.h" "$root/include/kvm_para_mpic.h" \
		"$1/arch/powerpc/include/asm"
	make_exits "$1"
}

# keep_originals PRISTINE STAGE
keep_originals() {
	(cd "$2/new" && find . -type f) | while read -r path; do
		[ -f "$1/$path" ] || continue
		mkdir -p "$2/orig/$(dirname "$path")"
		cp -p "$1/$path" "$2/orig/$path"
	done
}

# sync_space STAGE: has everything reached the disk, or was there no space?
sync_space() {
	(cd "$1/new" && sha256sum --quiet -c ../manifest > /dev/null 2>&1) ||
		die "could not write the edited files: no space left on the disk?"
}

# A file that did not change keeps its time, so that make sees no change.
replace() {
	cmp -s "$1" "$2" && return
	mkdir -p "$(dirname "$2")"
	mv -f "$1" "$2"
}

# install_stage TREE STAGE
install_stage() {
	if [ -f "$1/$STATE/manifest" ]; then
		undo "$1" "$2/manifest"
	fi
	(cd "$2/new" && find . -type f) | while read -r path; do
		replace "$2/new/$path" "$1/$path"
	done
	rm -rf "$2/new" "${1:?}/$STATE"
	mv "$2" "$1/$STATE"
}

# undo TREE KEEP: of what join added and replaced, undo what KEEP does not list.
undo() {
	awk '{ print $2 }' "$1/$STATE/manifest" | while read -r path; do
		grep -q " $path\$" "$2" && continue
		if [ -f "$1/$STATE/orig/$path" ]; then
			mv -f "$1/$STATE/orig/$path" "$1/$path"
		else
			rm -f "$1/$path"
		fi
	done
}

restore() {
	undo "$1" /dev/null
	rm -rf "$1/arch/powerpc/kvm_para" "$1/arch/powerpc/kvm/magic_page" \
		"${1:?}/$TOOLS" "${1:?}/$STATE"
}
