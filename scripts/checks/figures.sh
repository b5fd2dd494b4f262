# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2016,SC2154
#
# What the parts share, beside lib.sh, that look at the figures of the comparison: those in
# $csv, of guests on the host $on with memory of the kind $memory. What is tested is
# called by $label.
#
# Hazard: a figure that is not there counts as 0, which is below each limit. So 0 fails.
on=repaired
label=''

# value GUEST WORKLOAD CAUSE: exits of the whole workload
value()
{
	awk -F, -v h="$on" -v m="$memory" -v g="$1" -v w="$2" -v c="$3" \
		'$2 ~ "^" h && $3 == g && $4 == m && $5 == w && $7 == c { print $8; found = 1 }
		END { if (!found) print 0 }' "$csv"
}

# The same without the counterpart
before()
{
	on=repaired value "$@"
}

ops()
{
	awk -F, -v w="$1" '$3 == "magic" && $5 == w { print $6; exit }' "$csv"
}

# at_most WORKLOAD LIMIT: exits per operation of guest magic
at_most()
{
	local exits

	exits=$(value magic "$1" total)
	expect "$label$1: at most $2 exits ($exits in $(ops "$1"))" \
		awk -v x="$exits" -v n="$(ops "$1")" -v l="$2" 'BEGIN { exit !(x > 0 && x <= l * n) }'
}

# no_dearer WORKLOAD GUEST [TICK]: the counterpart costs that guest nothing; it has so many
# exits for an interrupt of its timer
no_dearer()
{
	expect "$label$1: $2 makes no more exits than it made, but for a timer tick" \
		awk -v c="$(value "$2" "$1" total)" -v b="$(before "$2" "$1" total)" -v t="${3:-12}" \
		    'BEGIN { exit !(c > 0 && c <= b + t + b / 100) }'
}
