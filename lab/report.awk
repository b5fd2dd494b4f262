# SPDX-License-Identifier: GPL-2.0
#
# Turn the logs of lab/run into figures:
#
#   awk -f report.awk -v out=csv|table|plot|exits [-v platform=P -v host=H] LOG...
#
# A log is called <guest>-<memory>.log and holds the VMM's lines
#   @count <workload> <run|control|boot> <ops> <cause> <n>
# and, of a host that has exit counters,
#   @exits <workload> <run|control|boot> <ops> <counter> <n>
# or <guest>-<memory>-smp.log; the guest then had two vCPUs, and its workloads get
# "/2" behind their names. What it says of its boot is another kernel's.
#
# Hazard: a log of a run that failed must give no figure, so every log has to
# hold "@end ok", and a workload with a run and no control is fatal.

function fail(msg)
{
	print "report: " msg > "/dev/stderr"
	failed = 1
	exit 1
}

FNR == 1 {
	n = split(FILENAME, part, "/")
	split(part[n], part, /[-.]/)
	guest = part[1]
	memory = part[2]
	smp = part[3] == "smp"
	logs[++nlogs] = FILENAME
	if (!(guest in guest_seen)) {
		guest_seen[guest] = 1
		guests[++nguests] = guest
	}
	if (!(memory in memory_seen)) {
		memory_seen[memory] = 1
		memories[++nmemories] = memory
	}
}

{ sub(/\r$/, "") }

$1 == "@end" && $2 == "ok" { ended[FILENAME] = 1 }

smp && ($2 == "boot" || /^guest: /) { next }
smp && $1 == "@count" { $2 = $2 "/2" }

$1 == "@count" {
	key = guest SUBSEP memory SUBSEP $2
	if (!($2 in workload_seen)) {
		workload_seen[$2] = 1
		workloads[++nworkloads] = $2
	}
	if (!($5 in cause_seen) && $5 != "ticks" && $5 != "total") {
		cause_seen[$5] = 1
		causes[++ncauses] = $5
	}
	if ($3 == "control") {
		controlled[key] = 1
		value[key, $5] -= $6
	} else {
		ops[key] = $4
		value[key, $5] += $6
	}
	if ($3 == "run")
		measured[key] = 1
}

$1 == "@exits" && out == "exits" {
	key = guest SUBSEP memory SUBSEP $2
	if (!($5 in counter_seen)) {
		counter_seen[$5] = 1
		counters[++ncounters] = $5
	}
	counted[key, $5] += $3 == "control" ? -$6 : $6
}

/^guest: fact: memtotal_kb / { memtotal[guest, memory] = $NF }
/kvm_para: [0-9]+ of [0-9]+ sites patched/ {
	line = $0
	sub(/^.*kvm_para: /, "", line)
	patched[guest] = line
	if (match(line, /[0-9]+ ticks/))
		patch_ticks[guest] = substr(line, RSTART, RLENGTH) + 0
}

# Seconds at the head of a kernel message, in ticks of the VMM's timebase.
function stamp(line)
{
	sub(/^[^[]*\[ */, "", line)
	return line + 0
}

# From "calling kvm_guest_init" to "Live patching for a fast VM worked".
function upstream_ticks(    line, from, to, hz)
{
	while ((getline line < upstream_time) > 0) {
		if (line ~ /calling +kvm_guest_init/)
			from = stamp(line)
		else if (line ~ /Live patching for a fast VM worked/)
			to = stamp(line)
		else if (match(line, /timebase [0-9]+ Hz/))
			hz = substr(line, RSTART + 9, RLENGTH - 12)
	}
	close(upstream_time)
	return (to - from) * hz
}

# Exits of a workload: everything but the console, which is the laboratory's.
function total(key,    i, sum)
{
	sum = 0
	for (i = 1; i <= ncauses; i++) {
		if (causes[i] != "console")
			sum += value[key, causes[i]]
	}
	return sum
}

# Where privilege really changes or hardware really faults, there and back.
function floor_of(key)
{
	return 2 * (value[key, "sc"] + value[key, "itlb_real"] + \
		    value[key, "dtlb_real"] + value[key, "isi"] + value[key, "dsi"])
}

function check(    i, key)
{
	for (i = 1; i <= nlogs; i++) {
		if (!(logs[i] in ended))
			fail(logs[i] " is the log of a run that failed")
	}
	for (key in measured) {
		if (!(key in controlled))
			fail("a workload has no control: " key)
	}
	if (!nworkloads)
		fail("the logs hold no figures")
}

function csv_row(key, cause, n,    k)
{
	split(key, k, SUBSEP)
	printf "%s,%s%s,%s,%s,%s,%d,%s,%d\n", platform, host,
	       k[3] ~ /\/2$/ ? "-smp" : "", k[1], k[2], k[3],
	       ops[key], cause, n
}

function write_csv(    g, m, w, c, key)
{
	print "platform,host,guest,memory,workload,ops,cause,exits"
	for (m = 1; m <= nmemories; m++)
	for (g = 1; g <= nguests; g++)
	for (w = 1; w <= nworkloads; w++) {
		key = guests[g] SUBSEP memories[m] SUBSEP workloads[w]
		if (!(key in ops))
			continue
		for (c = 1; c <= ncauses; c++) {
			if (value[key, causes[c]])
				csv_row(key, causes[c], value[key, causes[c]])
		}
		csv_row(key, "total", total(key))
		csv_row(key, "ticks", value[key, "ticks"])
	}
}

function figure(x)
{
	return x >= 1000 ? sprintf("%.0f", x) : sprintf("%.2f", x)
}

function cell(key, what,    x)
{
	if (!(key in ops))
		return "-"
	x = (what == "exits" ? total(key) : value[key, "ticks"]) / ops[key]
	return figure(x)
}

function ratio(key, base, what,    a, b)
{
	if (!(key in ops) || !(base in ops))
		return "-"
	a = what == "exits" ? total(key) : value[key, "ticks"]
	b = what == "exits" ? total(base) : value[base, "ticks"]
	return b ? sprintf("%.3f", a / b) : "-"
}

# What a boot has to do cannot be told from its exits.
function floor_cell(key, workload)
{
	if (key == "" || workload == "boot")
		return "-"
	return figure(floor_of(key) / ops[key])
}

function write_block(m, what,    g, w, key, base, last)
{
	printf "\n%s per operation, guest memory %s\n\n",
	       what == "exits" ? "Exits" : "Timebase ticks", memories[m]
	printf "%-14s %6s", "workload", "ops"
	for (g = 1; g <= nguests; g++)
		printf " %11s%s", guests[g], guests[g] == "unpatched" ? "" : "   ratio"
	print what == "exits" ? "      floor" : ""
	for (w = 1; w <= nworkloads; w++) {
		base = "unpatched" SUBSEP memories[m] SUBSEP workloads[w]
		last = ""
		printf "%-14s %6d", workloads[w], ops[base]
		for (g = 1; g <= nguests; g++) {
			key = guests[g] SUBSEP memories[m] SUBSEP workloads[w]
			printf " %11s", cell(key, what)
			if (guests[g] != "unpatched")
				printf " %7s", ratio(key, base, what)
			if (key in ops)
				last = key
		}
		if (what == "exits")
			printf " %10s", floor_cell(last, workloads[w])
		print ""
	}
}

function write_table(    m, g)
{
	for (m = 1; m <= nmemories; m++)
		write_block(m, "exits")
	for (m = 1; m <= nmemories; m++)
		write_block(m, "ticks")
	print "\nratio: to unpatched. floor: two exits for each system call, storage fault"
	print "and miss of the guest's own TLB of the last column. boot leaves out the"
	print "console; the others had an empty loop of as many operations subtracted."
	print "/2: two vCPUs, one host CPU; a round trip waits for the host's tick twice.\n"
	if (upstream_time && ("magic" in patch_ticks)) {
		g = upstream_ticks()
		printf "time to patch: upstream %.0f ticks, magic %d, ratio %.3f\n\n", g,
		       patch_ticks["magic"], g ? patch_ticks["magic"] / g : 0
	}
	for (g = 1; g <= nguests; g++)
		printf "%-10s memory for use after boot %s kB%s\n", guests[g],
		       memtotal[guests[g], memories[1]],
		       guests[g] in patched ? "; " patched[guests[g]] : ""
}

# One block a workload, one line a guest and memory, one column a cause.
function write_plot(    w, m, g, c, key)
{
	for (w = 1; w <= nworkloads; w++) {
		printf "%s", workloads[w]
		for (c = 1; c <= ncauses; c++) {
			if (causes[c] != "console")
				printf " %s", causes[c]
		}
		print ""
		for (m = 1; m <= nmemories; m++)
		for (g = 1; g <= nguests; g++) {
			key = guests[g] SUBSEP memories[m] SUBSEP workloads[w]
			if (!(key in ops))
				continue
			printf "\"%s %s\"", guests[g], substr(memories[m], 1, 4)
			for (c = 1; c <= ncauses; c++) {
				if (causes[c] != "console")
					printf " %g", value[key, causes[c]] / ops[key]
			}
			print ""
		}
		print "\n"
	}
}

# What is left of each workload, by the counters: every one that moved.
function write_exits(    g, m, w, c, key)
{
	if (!ncounters)
		fail("the host has no exit counters")
	for (m = 1; m <= nmemories; m++)
	for (g = 1; g <= nguests; g++)
	for (w = 1; w <= nworkloads; w++) {
		key = guests[g] SUBSEP memories[m] SUBSEP workloads[w]
		printf "\n%s, %d operations, guest %s, memory %s\n", workloads[w], ops[key],
		       guests[g], memories[m]
		for (c = 1; c <= ncounters; c++) {
			if (counted[key, counters[c]])
				printf "%12d %9s  %s\n", counted[key, counters[c]],
				       figure(counted[key, counters[c]] / ops[key]), counters[c]
		}
	}
}

END {
	if (failed)
		exit 1
	check()
	if (out == "csv")
		write_csv()
	else if (out == "plot")
		write_plot()
	else if (out == "exits")
		write_exits()
	else
		write_table()
}
