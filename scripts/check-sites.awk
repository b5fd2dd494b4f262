# SPDX-License-Identifier: GPL-2.0
#
# The reader behind check-sites: the file's format, then of a kernel its symbols, the
# bytes of the record, and binutils' disassembly, in that order; of a module its
# sections, the relocations and bytes of the record, and the disassembly.
#
# Hazard: this must not share a mistake with the prelude, so it decodes the
# instruction words itself, with nothing but the table's numbers.

function dec(hex,    i, n)
{
	n = 0
	for (i = 1; i <= length(hex); i++)
		n = n * 16 + index("0123456789abcdef", substr(hex, i, 1)) - 1
	return n
}

# An address, counted from _stext, for awk's array indices keep no larger
# number. In a module each section has a room of its own.
function place(hex)
{
	if (module)
		return room(section) + dec(hex)
	return dec(substr(hex, length(hex) - 7)) - base
}

function room(name)
{
	if (!(name in rooms)) {
		rooms[name] = ++nrooms * ROOM
		names_of_rooms[nrooms] = name
		if (nrooms > 120)
			complain("", "has too many sections to be checked")
	}
	return rooms[name]
}

# Symbols are known at the end only, so a complaint waits for its place's name.
function complain(where, msg)
{
	complaint[++errors] = msg
	complaint_at[errors] = where
}

function name_of(where,    i, best)
{
	where += 0
	for (i = 1; i <= nsymbols; i++) {
		if (starts[i] <= where && (!best || starts[i] >= starts[best]))
			best = i
	}
	return best ? sprintf("%s+0x%x", names[best], where - starts[best]) : "its start"
}

# ---- the table -------------------------------------------------------------

function here(list)
{
	return index("," list ",", "," platform ",") != 0
}

function read_table(    line, w, s, n, i, x)
{
	while ((getline line < table) > 0) {
		split(line, w)
		if (w[1] == "spr" && here(w[8])) {
			n = split(w[3], s, ",")
			for (i = 1; i <= n; i++)
				reads[s[i]] = w[2]
			if (w[4] == "rw")
				writes[s[1]] = w[2]
			for (i = 2; i <= n; i++) {
				alias[s[i]] = w[2]
				paired[w[2]] = 1
			}
		} else if (w[1] == "zero" && here(w[5])) {
			reads[w[3]] = w[2]
		} else if (w[1] == "drop" && here(w[5])) {
			writes[w[3]] = w[2]
		} else if (w[1] == "ack" && here(w[5])) {
			writes[w[3]] = w[2]
			marked["mtspr " w[2]] = 1
		} else if (w[1] == "insn" && here(w[8])) {
			# The extended opcode: ten bits above the last.
			x = int(dec(substr(w[3], 3)) / 2) % 1024
			# One bit more tells mtmsrd with L=1 from that without.
			if (int(dec(substr(w[3], 3)) / 65536) % 2)
				with_l[x] = w[2]
			else
				xo[x] = w[2]
			marked[w[2]] = w[5] == "mark" || w[5] == "keep"
		}
	}
	close(table)
	while ((getline line < exceptions) > 0) {
		if (line !~ /^#/ && split(line, w) > 1)
			excepted[w[1]] = w[2]
	}
	close(exceptions)
}

# The name of the instruction of ours that a word is, or nothing.
function covered(word,    x, f, spr)
{
	x = int(word / 2) % 1024
	if (x == 339 || x == 467) {
		f = int(word / 2048) % 1024
		spr = (f % 32) * 32 + int(f / 32)
		if (x == 339 && (spr in reads))
			return (spr in alias) ? "alias of " alias[spr] : "mfspr " reads[spr]
		return x == 467 && (spr in writes) ? "mtspr " writes[spr] : ""
	}
	if ((x in with_l) && int(word / 65536) % 2)
		return with_l[x]
	return (x in xo) ? xo[x] : ""
}

# ---- the record ------------------------------------------------------------

function signed(n)
{
	return n >= 2147483648 ? n - 4294967296 : n
}

# Where the lower word of member n of an entry stands.
function member(entry, n)
{
	return entry + size * n + (size == 8 && !little ? 4 : 0)
}

# Where member n of an entry points. It counts from the entry, a relocation from
# the member itself.
function points_to(entry, n,    at)
{
	if (!module)
		return entry + signed(bytes[member(entry, n)])
	at = entry + size * n
	if (kind[at] != (size == 8 ? "R_PPC64_REL64" : "R_PPC_REL32"))
		complain(entry, "an entry of the record is not relocated")
	return target[at] - size * n
}

# Four bytes as objdump prints them, in the order in which they stand.
function word_of(a, b, c, d)
{
	return little ? dec(d c b a) : dec(a b c d)
}

# A module has a record for each part of it that is freed at another time.
function read_record()
{
	read_part("")
	if (module) {
		read_part(".init")
		read_part(".exit")
	}
}

# life: what the names of the record's sections begin with.
function read_part(life,    stop, entry, from, to, alt, alt_end)
{
	stop = sym[life "__stop_kvm_para_fixup"] + 0
	for (entry = sym[life "__start_kvm_para_fixup"] + 0; entry < stop; entry += 6 * size) {
		from = points_to(entry, 2)
		to = points_to(entry, 3)
		alt = points_to(entry, 4)
		alt_end = points_to(entry, 5)
		sites++
		if (from in feature)
			complain(from, "is recorded twice")
		feature[from] = bytes[member(entry, 0)] " " bytes[member(entry, 1)]
		if (to <= from || alt_end - alt > to - from ||
		    alt < sym[life "__start_kvm_para_alt"] || alt_end > sym[life "__stop_kvm_para_alt"])
			complain(from, "has a malformed entry")
		if (module && !same_part(life, from))
			complain(from, "is in the record of another part of its module")
		check_branch(life, from, alt, alt_end)
	}
	if (entry != stop)
		complain("", "has half an entry at the end of its record")
}

# The record of init text goes when that is freed, and all others stay.
function same_part(life, where,    name)
{
	name = names_of_rooms[int(where / ROOM)]
	return life == "" ? name !~ /^\.init/ : index(name, life) == 1
}

function branch_target(alt,    to)
{
	if (module)
		return kind[alt] ~ /^R_PPC(64)?_REL24$/ ? target[alt] : 0
	to = bytes[alt] % 67108864
	return alt + (to >= 33554432 ? to - 67108864 : to)
}

# An alternative of one branch goes to a stub, and reaches it from the site. In a
# module both are not yet where they will be.
function check_branch(life, from, alt, alt_end,    to)
{
	if (alt_end - alt != 4 || int(bytes[alt] / 67108864) != 18)
		return
	to = branch_target(alt)
	stubs++
	if (to < sym[life "__start_kvm_para_stub"] || to >= sym[life "__stop_kvm_para_stub"])
		complain(from, "has an alternative that branches to no stub")
	if (!module && (to - from >= 33554432 || from - to > 33554432))
		complain(from, "has a stub out of reach")
}

# ---- what is executed ------------------------------------------------------

# SPRG3-7 are read by two numbers, and the second does not trap: it gives what is
# in the CPU's register. So once the writes are stores to the page, which leave
# the CPU's register alone, each read by alias has to be a load. That holds if
#  - every read by alias is recorded, wherever it stands: no exception is made
#    for it, as is made for writes and for reads by the first number, which trap
#    and which KVM carries out on the page;
#  - reads and writes of one register carry one feature, for a feature is turned
#    on or off as a whole, and its sites are patched all or none.
# A module is patched as a whole too, before it runs, or not loaded: see
# kvm_para/module.c, which also refuses an alias that nothing has recorded.
function check_pair(where, name,    reg)
{
	reg = name
	sub(/.* /, "", reg)
	if (!(reg in paired))
		return
	if (reg in pair && pair[reg] != feature[where])
		complain(where, name " has another feature than other sites of " reg)
	pair[reg] = feature[where]
}

# The slow path of a stub or, in a module, of an alternative.
function belongs_to_site(where)
{
	if (module)
		return section ~ /^(\.init|\.exit)?\.kvm_para_(stub|alt)$/
	return where >= sym["__start_kvm_para_stub"] && where < sym["__stop_kvm_para_stub"]
}

function keep(where, name)
{
	if (!(plain in excepted))
		complain(where, name " is not recorded")
	else if (name ~ /^alias/)
		complain(where, name " does not trap and reads a stale value")
	kept++
	if (list)
		printf "%s+0x%x %s\n", symbol, where - start, name | "LC_ALL=C sort"
}

# ---- the input -------------------------------------------------------------

BEGIN {
	ROOM = 16777216
	size = 4	# of a member of an entry, in bytes
	module = file ~ /\.ko$/
	read_table()
	part = ""
}

$0 == "@failed" {
	complain("", "could not be read: " part)
	next
}

/^@/ {
	part = $1
	if (part == "@record") {
		for (name in symbols)
			sym[name] = place(symbols[name])
	}
	if (part == "@text")
		read_record()
	next
}

part == "@format" {
	if ($3 == "format" && $4 ~ /^elf64/)
		size = 8
	if ($3 == "format" && $4 ~ /powerpcle$/)
		little = 1
	next
}

part == "@symbols" {
	if ($3 == "_stext")
		base = place($1)
	if ($3 ~ /_kvm_para_(fixup|alt|stub)$/)
		symbols[$3] = $1
	next
}

# A module's sections stand for the symbols of the kernel's linker script.
part == "@sections" {
	if ($1 !~ /^[0-9]+$/)
		next
	if (dec($3) >= ROOM)
		complain("", $2 " is too large to be checked")
	if ($2 ~ /^(\.init|\.exit)?\.kvm_para_(fixup|alt|stub)$/) {
		n = index($2, ".kvm_para_")
		name = "_" substr($2, n + 1)
		sym[substr($2, 1, n - 1) "__start" name] = room($2)
		sym[substr($2, 1, n - 1) "__stop" name] = room($2) + dec($3)
	}
	next
}

/^RELOCATION RECORDS FOR \[/ {
	section = substr($4, 2, length($4) - 3)
	next
}

/^(Contents|Disassembly) of section .*:$/ {
	section = substr($4, 1, length($4) - 1)
	next
}

part == "@relocations" {
	if ($1 !~ /^[0-9a-f]+$/ || NF != 3)
		next
	at = place($1)
	kind[at] = $2
	n = index($3, "+0x")
	target[at] = n ? room(substr($3, 1, n - 1)) + dec(substr($3, n + 3)) : room($3)
	next
}

part == "@record" {
	if ($1 ~ /^[0-9a-f]+$/ && NF >= 2) {
		address = place($1)
		line = substr($0, length($1) + 3, 35)
		n = split(line, w, " ")
		for (i = 1; i <= n; i++)
			bytes[address + 4 * (i - 1)] = word_of(substr(w[i], 1, 2), substr(w[i], 3, 2),
							      substr(w[i], 5, 2), substr(w[i], 7, 2))
	}
	next
}

/^[0-9a-f]+ <.*>:$/ {
	symbol = substr($2, 2, length($2) - 3)
	start = place($1)
	names[++nsymbols] = symbol
	starts[nsymbols] = start
	# What the compiler appends to the name of a changed copy.
	plain = symbol
	sub(/\.(isra|constprop|part|cold).*/, "", plain)
	next
}

# Primary opcode 31 only.
little ? /^ *[0-9a-f]+:\t.. .. .. 7[c-f]/ : /^ *[0-9a-f]+:\t7[c-f] / {
	sub(/:$/, "", $1)
	word = word_of($2, $3, $4, $5)
	name = covered(word)
	if (name == "")
		next
	address = place($1)
	if (address in feature) {
		found[address] = 1
		nfound++
		check_pair(address, name)
		if (plain in excepted && excepted[plain] != "also")
			complain(address, name " is recorded, and must keep trapping")
	} else if (!belongs_to_site(address) && !marked[name]) {
		keep(address, name)
	}
}

END {
	if (!module && (!sites || !nfound))
		complain("", "no sites found: is this a kernel with the library?")
	for (address in feature) {
		if (!(address in found))
			complain(address, "is recorded and holds no instruction of ours")
	}
	for (i = 1; i <= errors && i <= 20; i++) {
		where = complaint_at[i] != "" ? name_of(complaint_at[i]) ": " : ""
		print "kvm_para: " file ": " where complaint[i] > "/dev/stderr"
	}
	if (errors) {
		printf "kvm_para: %s: %d errors in the record of sites\n", file, errors > "/dev/stderr"
		exit 1
	}
	if (!list)
		printf "  kvm_para: %s: %d sites, %d of them with stubs, %d instructions kept trapping\n",
		       file, sites, stubs, kept
}
