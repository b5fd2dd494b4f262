# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2016,SC2154
#
# What the parts that run unit tests share, beside lib.sh: KTAP of a kernel, read by the
# kernel's own kunit.py, and the audit of live text against the proof of the build.
#
# Hazard: a run that ended early and printed no failure. kunit.py knows the plan.

parsed()	# LOG
{
	local parser=$k/src/tools/testing/kunit/kunit.py

	command -v python3 > /dev/null ||
		{ echo "python3 is missing: apt-get install python3"; return 1; }
	[ -f "$parser" ] ||
		{ echo "$parser is missing: the kernel's source is not complete"; return 1; }
	python3 "$parser" parse < "$1"
}

cases()		# WHERE, LOG
{
	local line

	expect "kunit.py accepts the run $1" parsed "$2"
	while read -r line; do
		case $line in
		'ok '*)		result ok "$1: ${line#ok * }" ;;
		'not ok '*)	result 'not ok' "$1: ${line#not ok * }" ;;
		esac
	done < <(sed -nE 's/^(\[[^]]*\] )?    ((not )?ok [0-9]+ .*)/\2/p' "$2" | sed 's/ # \([a-z]*\)=.*//')
}

# in_qemu SECONDS PROGRAM ARGUMENT...: a kernel without a hypervisor, its console in
# $tmp/qemu.log
in_qemu()
{
	local status seconds=$1

	shift
	timeout --kill-after=1 "$seconds" "$@" -nographic -monitor none -serial stdio -no-reboot \
		< /dev/null > "$tmp/console"
	status=$?
	tr -d '\r' < "$tmp/console" > "$tmp/qemu.log"
	case $status in
	124|137)
		echo "no end within $seconds seconds; the console's last lines:"
		tail "$tmp/qemu.log"
		return 1 ;;
	esac
	grep -q 'kvm_para: not patched, this guest runs on traps: negotiate: no hypervisor node' \
		"$tmp/qemu.log" || { tail "$tmp/qemu.log"; return 1; }
}

# Lines "symbol+offset instruction", each with the name that nm has first for an address
# with several.
one_name()	# VMLINUX
{
	"${CROSS_COMPILE:-powerpc-linux-gnu-}nm" "$1" | LC_ALL=C sort > "$tmp/symbols"
	awk 'NR == FNR { if (!($1 in first)) first[$1] = $3
			 if (seen[$3]++) delete at[$3]; else at[$3] = $1
			 next }
		{ split($1, place, "+")
		  if (place[1] in at)
			sub(/^[^+]*/, first[at[place[1]]])
		  print }' "$tmp/symbols" - | LC_ALL=C sort
}

# Those of such lines that are in the page of a symbol
in_page_of()	# SYMBOL, VMLINUX
{
	awk -v symbol="$1" '
		function value(hex,    i, v) {
			for (i = 1; i <= length(hex); i++)
				v = 16 * v + index("0123456789abcdef", substr(hex, i, 1)) - 1
			return v
		}
		function page(address) { return int(address / 4096) }
		NR == FNR { at[$3] = value($1); next }
		{ split($1, place, "[+]0x")
		  if (page(at[place[1]] + value(place[2])) == page(at[symbol]))
			print }' <("${CROSS_COMPILE:-powerpc-linux-gnu-}nm" "$2") -
}

# What traps in a guest of 32 bit Book3S, besides what its build kept: as many sites as it
# says are refused, all in the page that writes text.
writers_page()	# VMLINUX
{
	local refused

	refused=$(sed -nE 's/.*kvm_para: [0-9]+ of .* ([0-9]+) refused.*/\1/p' "$tmp/kvm.log" |
		head -n 1)
	LC_ALL=C comm -13 "$tmp/expected" "$tmp/traps" |
		in_page_of raw_patch_instruction "$1" > "$tmp/refused"
	if [ "$(wc -l < "$tmp/refused")" != "$refused" ]; then
		echo "$refused sites are refused, and in the page that writes text:"
		cat "$tmp/refused"
		return 1
	fi
	LC_ALL=C sort -o "$tmp/expected" "$tmp/expected" "$tmp/refused"
}

# The audit of live text in the guest, and the proof of the linked kernel. Live text
# has copies of optprobe_template_entry besides, whose mtmsr is left as it is; GONE is
# what the kernel's own fixups replace there, and LOOKS_LIKE what only looks like one.
audited()	# PLATFORM, VMLINUX, [GONE], [LOOKS_LIKE]
{
	sed -nE 's/^\[[^]]*\] kvm_para: traps: ([^ ]*)\/0x[0-9a-f]+ (.*)/\1 \2/p' "$tmp/kvm.log" |
		LC_ALL=C sort > "$tmp/audit"
	"$root/scripts/check-sites" --list "$1" "${CROSS_COMPILE:-powerpc-linux-gnu-}objdump" \
		"${CROSS_COMPILE:-powerpc-linux-gnu-}nm" "$2" > "$tmp/kept" || return 1
	# Of what waits for another host, what is kept would trap there too.
	awk 'NR == FNR { kept[$0] = 1; next }
		/, as it has to$/ || /^optinsn_slot\+0x[0-9a-f]+ mtmsr$/ { next }
		sub(/, for want of a feature$/, "") && !($0 in kept) { next }
		{ print }' "$tmp/kept" "$tmp/audit" | one_name "$2" > "$tmp/traps"
	[ -s "$tmp/kept" ] || return 1
	{ one_name "$2" < "$tmp/kept" | grep -vxF "${3:-none}"; [ -z "${4:-}" ] || echo "$4"; } |
		LC_ALL=C sort > "$tmp/expected"
	[ "$1" != book3s32 ] || writers_page "$2" || return 1
	diff "$tmp/expected" "$tmp/traps"
}

# What was skipped on KVM, each with its reason
skipped()
{
	sed -nE 's/^(\[[^]]*\] )?    ok [0-9]+ (test_[a-z0-9_]+) # SKIP (.*)/\2: \3/p' "$tmp/kvm.log"
}

# What the tests say of themselves
say_counts()
{
	sed -nE 's/^\[[^]]*\] +# (test_[a-z0-9_]+: [0-9]+ .*)/# \1/p' "$tmp/kvm.log"
}
