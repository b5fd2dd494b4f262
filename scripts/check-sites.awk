# SPDX-License-Identifier: GPL-2.0
#
# The reader behind check-sites: symbols, the bytes of the record, and binutils'
# disassembly, in that order.
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

# An address, counted from _stext: awk's array indices keep no larger number.
function place(hex)
{
	return dec(substr(hex, length(hex) - 7)) - base
}

function complain(msg)
{
	if (++errors <= 20)
		print "kvm_para: " msg > "/dev/stderr"
}

# ---- the table -------------------------------------------------------------

function here(list)
{
	return index("," list ",", "," platform ",") != 0
}

function read_table(    line, w, s, n, i)
{
	while ((getline line < table) > 0) {
		split(line, w)
		if (w[1] == "spr" && here(w[8])) {
			n = split(w[3], s, ",")
			for (i = 1; i <= n; i++)
				reads[s[i]] = w[2]
			if (w[4] == "rw")
				writes[s[1]] = w[2]
			for (i = 2; i <= n; i++)
				alias[s[i]] = w[2]
		} else if (w[1] == "zero" && here(w[5])) {
			reads[w[3]] = w[2]
		} else if (w[1] == "insn" && here(w[8])) {
			# The extended opcode: ten bits above the last.
			xo[int(dec(substr(w[3], 3)) / 2) % 1024] = w[2]
		}
	}
	close(table)
	while ((getline line < exceptions) > 0) {
		if (line !~ /^#/ && split(line, w) > 1)
			excepted[w[1]] = 1
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
	return (x in xo) ? xo[x] : ""
}

# ---- the record ------------------------------------------------------------

function signed(n)
{
	return n >= 2147483648 ? n - 4294967296 : n
}

function read_record(    entry, from, to, alt, alt_end)
{
	for (entry = sym["__start_kvm_para_fixup"]; entry < sym["__stop_kvm_para_fixup"]; entry += 24) {
		from = entry + signed(bytes[entry + 8])
		to = entry + signed(bytes[entry + 12])
		alt = entry + signed(bytes[entry + 16])
		alt_end = entry + signed(bytes[entry + 20])
		sites++
		if (from in site)
			complain(sprintf("_stext+0x%x is recorded twice", from))
		site[from] = 1
		if (to <= from || alt_end - alt > to - from ||
		    alt < sym["__start_kvm_para_alt"] || alt_end > sym["__stop_kvm_para_alt"])
			complain(sprintf("the entry at _stext+0x%x is malformed", entry))
		check_branch(from, alt, alt_end)
	}
}

# An alternative of one branch goes to a stub, and reaches it from the site.
function check_branch(from, alt, alt_end,    word, target)
{
	word = bytes[alt]
	if (alt_end - alt != 4 || int(word / 67108864) != 18)
		return
	target = word % 67108864
	target = alt + (target >= 33554432 ? target - 67108864 : target)
	stubs++
	if (target < sym["__start_kvm_para_stub"] || target >= sym["__stop_kvm_para_stub"])
		complain(sprintf("the alternative of _stext+0x%x branches to no stub", from))
	if (target - from >= 33554432 || from - target > 33554432)
		complain(sprintf("the stub of _stext+0x%x is out of reach", from))
}

# ---- the input -------------------------------------------------------------

BEGIN {
	read_table()
	part = ""
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

part == "@symbols" {
	if ($3 == "_stext")
		base = place($1)
	if ($3 ~ /_kvm_para_(fixup|alt|stub)$/)
		symbols[$3] = $1
	next
}

part == "@record" {
	if ($1 ~ /^[0-9a-f]+$/ && NF >= 2) {
		address = place($1)
		line = substr($0, length($1) + 3, 35)
		n = split(line, w, " ")
		for (i = 1; i <= n; i++)
			bytes[address + 4 * (i - 1)] = dec(w[i])
	}
	next
}

/^[0-9a-f]+ <.*>:$/ {
	symbol = substr($2, 2, length($2) - 3)
	# What the compiler appends to the name of a changed copy.
	sub(/\.(isra|constprop|part|cold).*/, "", symbol)
	start = place($1)
	next
}

# Primary opcode 31 only.
/^[0-9a-f]+:\t7[c-f] / {
	sub(/:$/, "", $1)
	word = dec($2 $3 $4 $5)
	name = covered(word)
	if (name == "")
		next
	address = place($1)
	if (address in site) {
		found[address] = 1
		nfound++
		next
	}
	if (address >= sym["__start_kvm_para_stub"] && address < sym["__stop_kvm_para_stub"])
		next
	if (!(symbol in excepted))
		complain(sprintf("%s+0x%x: %s is not recorded", symbol, address - start, name))
	else if (name ~ /^alias/)
		complain(sprintf("%s+0x%x: %s does not trap and reads a stale value", symbol,
				 address - start, name))
	kept++
}

END {
	if (!sites || !nfound)
		complain("no sites found: is this a kernel with the library?")
	for (address in site) {
		if (!(address in found))
			complain(sprintf("_stext+0x%x is recorded and holds no instruction of ours", address))
	}
	if (errors) {
		printf "kvm_para: %d errors in the record of sites\n", errors > "/dev/stderr"
		exit 1
	}
	printf "  kvm_para: %d sites, %d of them with stubs, %d instructions kept trapping\n",
	       sites, stubs, kept
}
