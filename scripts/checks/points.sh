# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
#
# What the parts share, beside lib.sh, that save a running guest at random points: what it
# and the VMM say in $tmp/NAME.log.
#
# Hazard: as in part state.

# told NAME: the result of its work
told()
{
	sed -n 's/^guest: state: //p' "$tmp/$1.log"
}

# saved NAME WHAT [CPU]: at how many points that CPU was so, or all of them together
saved()
{
	sed -nE "s/^vmm: points: CPU ${3:-.}: ([0-9]+) $2\$/\1/p" "$tmp/$1.log" |
		awk '{ n += $1 } END { print n + 0 }'
}

# points NAME CPU: what it says of them
points()
{
	sed -n "s/^vmm: points: CPU $2: //p" "$tmp/$1.log" | paste -sd ,
}

# count NAME: how often it was saved
count()
{
	sed -nE 's/^vmm: the guest was saved ([0-9]+) times.*/\1/p' "$tmp/$1.log"
}

# each_was DESCRIPTION NAME CPUS: each CPU was at some points where it is at stake
each_was()
{
	local cpu what

	for ((cpu = 0; cpu < $3; cpu++)); do
		for what in 'in its kernel' 'with interrupts off'; do
			expect "$1: at some points CPU $cpu was $what ($(points "$2" "$cpu"))" \
				test "$(saved "$2" "$what" "$cpu")" -gt 0
		done
	done
}

# tried NAME KINDS: a result for each check of the VMM's that is of these, "kind|kind"
tried()
{
	local line

	while read -r line; do
		case $line in
		'ok '*)		result ok "${line#ok }" ;;
		'not ok '*)	result 'not ok' "${line#not ok }" ;;
		esac
	done < <(sed -nE "s/^vmm: ($2): (ok|not ok): (.*)/\2 \1: \3/p" "$tmp/$1.log")
}
