# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2016,SC2154
#
# What the parts of `make check` share. A part is sourced by scripts/check with
# these variables set:
#
#   root   the project        out    where things are built (absolute)
#   k      out/<version>: sources, trees and builds of the guests' kernel
#   goal   k as the Makefile names it
#   host   the host's kernel, named like that; host_smp, the one for more than one vCPU;
#          host_pr, that of Book3S guests
#   older  what goal is to the older kernel that is supported
#   tmp    a directory of this part's own, removed afterwards
#
# Hazard: a test that did not run and is counted as passed. Each test prints one
# KTAP line, and a part that prints none is a failure.

result()	# ok|not ok, DESCRIPTION
{
	count=$((count + 1))
	echo "$1 $count $2"
}

# expect DESCRIPTION COMMAND...: the command has to succeed.
expect()
{
	local what=$1
	shift
	if "$@" > "$tmp/output" 2>&1; then
		result ok "$what"
	else
		result 'not ok' "$what"
		sed 's/^/# /' "$tmp/output" | tail -n 20
	fi
}

# refuse DESCRIPTION MESSAGE COMMAND...: the command has to fail and say MESSAGE.
refuse()
{
	local what=$1 message=$2
	shift 2
	if "$@" > "$tmp/output" 2>&1; then
		result 'not ok' "$what: succeeded"
	elif grep -qF -- "$message" "$tmp/output"; then
		result ok "$what"
	else
		result 'not ok' "$what: does not say '$message'"
		sed 's/^/# /' "$tmp/output" | tail -n 20
	fi
}

# said DESCRIPTION LINE: the command before has said LINE as well.
said()
{
	cp "$tmp/output" "$tmp/output.before"
	expect "$1" grep -xF -- "${2:-(no line)}" "$tmp/output.before"
}

# prepare TARGET...: what a part needs built; without it, nothing can be said.
prepare()
{
	make -C "$root" --no-print-directory "$@" 2>&1 | sed 's/^/# /'
	return "${PIPESTATUS[0]}"
}

# run_guest LOG GUEST MEMORY [ARGUMENT...]: a run of the laboratory.
run_guest()
{
	local log=$1 guest=$2 memory=$3
	shift 3
	"$root/lab/run" --host "$out/6.12/build/host/vmlinux" \
		--guest "$k/build/$guest/vmlinux" --vmm "$out/lab/vmm" \
		--init "$out/lab/init" --memory "$memory" --timeout "${LIMIT:-300}" \
		--log "$log" "$@"
}

# run_guest_smp CPUS LOG GUEST MEMORY [ARGUMENT...]: the same with so many vCPUs, on
# host_smp.
run_guest_smp()
{
	run_guest "${@:2:3}" --host "$out/6.12/build/host-smp/vmlinux" --cpus "$1" "${@:5}"
}

# run_book3s PLATFORM LOG GUEST [ARGUMENT...]: a run of a guest of KVM PR. The host of all
# of them is one; a 32-bit guest's init is an e500 guest's.
run_book3s()
{
	local platform=$1 log=$2 guest=$3 init=$out/lab/$1/init
	shift 3
	[ "$platform" != book3s32 ] || init=$out/lab/init
	"$root/lab/run" --platform "$platform" --host "$out/6.12/build/ppc64le/host/vmlinux" \
		--guest "$k/build/$platform/$guest/vmlinux" --vmm "$out/lab/ppc64le/vmm" \
		--init "$init" --memory anonymous --timeout "${LIMIT:-300}" --log "$log" "$@"
}

# traced_instructions PLATFORM LOG: what the tracepoint saw in a run with --detail, word by
# word, as the lines of the exit counters, decoded once more: WORKLOAD NAME N. It sees the
# loads and stores of devices as well, as miss_dtlb_mmio. PLATFORM as in the counters' table.
traced_instructions()
{
	awk -v p="$1" '
	function value(hex,    i, v) {
		for (i = 1; i <= length(hex); i++)
			v = 16 * v + index("0123456789abcdef", substr(hex, i, 1)) - 1
		return v
	}
	function counter(w,    op, xop, spr) {
		op = int(w / 2 ^ 26)
		xop = int(w / 2) % 1024
		spr = int(w / 2 ^ 16) % 32 + 32 * (int(w / 2 ^ 11) % 32)
		if (op == 31 && (xop == 339 || xop == 467)) {
			op = xop == 339 ? "mfspr" : "mtspr"
			return (op, spr) in name ? name[op, spr] : "insn_" op "_other"
		}
		if (op >= 32 && op < 56 || op == 58 || op == 62 || op == 31 && xop in access)
			return "miss_dtlb_mmio"
		return ("op" op, xop) in name ? name["op" op, xop] : "insn_other"
	}
	BEGIN {
		# Loads and stores with two registers
		split("23 55 87 119 151 183 215 247 279 311 343 375 407 439 534 662 790 918", x, " ")
		for (i in x)
			access[x[i]] = 1
	}
	NR == FNR { if ($3 ~ /^(op|m[ft]spr)/ && ($5 == p || $5 == "all")) name[$3, $4] = $2; next }
	$1 == "@detail" { n[$2 " " counter(value($3))] += $5 }
	END { for (k in n) print k, n[k] }' "$root/magic_page/exits.tbl" "$2" | LC_ALL=C sort
}

# host_lines NAME: how many of $tmp/NAME.log the host's kernel has said
host_lines()
{
	grep -caE '^\[ *[0-9]+\.[0-9]+\] ' "$tmp/$1.log"
}

# hanging_qemu DIR: a QEMU there that knows its machine, says one line, and then
# neither ends nor lets itself be ended.
hanging_qemu()
{
	mkdir -p "$1"
	cat > "$1/qemu-system-ppc" <<-'END'
	#!/bin/sh
	[ "$*" != "-M help" ] || exec echo "ppce500 the machine"
	echo "said before it hung"
	trap "" TERM
	exec sleep 60
	END
	chmod +x "$1/qemu-system-ppc"
}
