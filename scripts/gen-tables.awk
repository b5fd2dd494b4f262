# SPDX-License-Identifier: GPL-2.0
#
# The reader of patching/registers.tbl, and its four writers. Called by
# gen-tables, which describes them.
#
# Hazard: the prelude and the C tables must agree, so both are written from the
# same arrays; only the field offsets reach them by different ways.

function fail(msg)
{
	printf "%s:%d: %s\n", FILENAME, FNR, msg > "/dev/stderr"
	failed = 1
	exit 1
}

function need(n)
{
	if (NF < n)
		fail($1 " takes " n - 1 " words, found " NF - 1)
}

function one_of(word, list, what)
{
	if (index("," list ",", "," word ",") == 0)
		fail(what " '" word "' is none of " list)
}

function check_platforms(list,    n, i, p)
{
	n = split(list, p, ",")
	for (i = 1; i <= n; i++)
		one_of(p[i], "e500,book3s32,book3s64", "platform")
}

function check_feature(name)
{
	if (!(name in feature_known))
		fail("feature '" name "' has no feature line before it")
}

function check_spr(list,    n, i, s)
{
	n = split(list, s, ",")
	for (i = 1; i <= n; i++) {
		if (s[i] !~ /^[0-9]+$/ || s[i] > 1023)
			fail("'" s[i] "' is not an SPR number")
	}
}

function add_field(name)
{
	if (!(name in field_seen)) {
		field_seen[name] = 1
		fields[++nfields] = name
	}
}

function here(list)
{
	return index("," list ",", "," platform ",") != 0
}

BEGIN { nfeatures = 0 }

/^#/ || NF == 0 { next }

$1 == "feature" {
	need(4)
	check_platforms($4)
	feature_known[$2] = 1
	feature_host[nfeatures] = $3
	feature_platforms[nfeatures] = $4
	feature_name[nfeatures++] = $2
	next
}

$1 == "spr" {
	need(8)
	check_spr($3)
	one_of($4, "r,rw", "access")
	one_of($6, "ulong,u32,hi,lo,area64", "width")
	check_feature($7)
	check_platforms($8)
	add_field($5)
	if ($6 == "area64")
		in_area[$5] = 1
	spr[++nsprs] = $0
	next
}

$1 == "keep" {
	need(5)
	check_spr($3)
	check_platforms($4)
	kept[++nkept] = $0
	next
}

# One SPR, and no field.
$1 ~ /^(zero|drop|ack)$/ {
	need(5)
	check_spr($3)
	check_feature($4)
	check_platforms($5)
	plain[$1, ++nplain[$1]] = $0
	next
}

$1 == "insn" {
	need(8)
	one_of($4, "rt,rs,e,none,rs_rb,rs_sr,rt_rb,ra_rb", "operands")
	one_of($5, "load,nop,sequence,keep,mark,clear", "what it becomes")
	if ($5 != "keep")
		check_feature($7)
	check_platforms($8)
	if ($6 != "-" && $5 != "mark")
		add_field($6)
	insn[++ninsns] = $0
	next
}

$1 == "trap" {
	need(4)
	check_platforms($4)
	trap[++ntraps] = $0
	next
}

$1 == "field" {
	need(3)
	one_of($3, "ulong,u32,area", "width")
	add_field($2)
	field_width[$2] = $3
	next
}

{ fail("'" $1 "' begins no line") }

# ---- offsets ---------------------------------------------------------------

function write_offsets(    i, area)
{
	print "/* SPDX-License-Identifier: GPL-2.0 */"
	print "#include <linux/stddef.h>"
	print "#include <asm/kvm_para.h>"
	# Its masks of bits are of no use here, and need a configured kernel.
	print "#define __LINUX_BITS_H"
	print "#include \"asm/kvm_para_abi.h\""
	print "void kvm_para_offsets(void);"
	print "void kvm_para_offsets(void)\n{"
	for (i = 1; i <= nfields; i++) {
		area = field_width[fields[i]] == "area" || (fields[i] in in_area)
		printf "\tasm volatile(\"\\n#kvm_para %s %%0\" : : \"i\" " \
		       "(%s__builtin_offsetof(struct %s, %s)));\n", fields[i],
		       area ? "KVM_PARA_AREA + " : "",
		       area ? "kvm_para_area" : "kvm_vcpu_arch_shared", fields[i]
	}
	print "}"
}

# ---- prelude ---------------------------------------------------------------

# The kernel's assembler comment ends up as "#kvm_para <field> <offset>".
function read_offsets(    line, w)
{
	while ((getline line < offsets) > 0) {
		if (split(line, w, /[ \t]+/) == 3 && w[1] == "#kvm_para")
			offset[w[2]] = w[3]
	}
	close(offsets)
}

# Where in its field the register of this width begins.
function part(width)
{
	if (width == "u32" || width == "area")
		return 0
	if (width == "ulong" || width == "area64")
		return (bits == 32 && endian == "big") ? 4 : 0
	if (width == "hi")
		return endian == "big" ? 0 : 4
	return endian == "big" ? 4 : 0
}

function place(field, width)
{
	if (!(field in offset)) {
		printf "gen-tables: the page has no field '%s'\n", field > "/dev/stderr"
		failed = 1
		exit 1
	}
	return offset[field] + part(width)
}

# A register of the guest's word size
function is_wide(width)
{
	return width == "ulong" || width == "area64"
}

function find_line(first, number, access, w)
{
	printf "\t.%s (\\spr) == %d\n", first ? "if" : "elseif", number
	printf "\t.set\t.Lkvm_para_acc, %d\n", access
	printf "\t.set\t.Lkvm_para_off, %d\n", place(w[5], w[6])
	printf "\t.set\t.Lkvm_para_wide, %d\n", is_wide(w[6])
	printf "\t.set\t.Lkvm_para_ftr, .Lkvm_para_ftr_%s\n", w[7]
}

function find_plain(kind, access,    i, w)
{
	for (i = 1; i <= nplain[kind]; i++) {
		split(plain[kind, i], w)
		if (!here(w[5]))
			continue
		printf "\t.elseif (\\spr) == %d\n\t.set\t.Lkvm_para_acc, %d\n", w[3], access
		printf "\t.set\t.Lkvm_para_ftr, .Lkvm_para_ftr_%s\n", w[4]
	}
}

function write_find(    i, j, n, w, s, first)
{
	print ".macro __kvm_para_find spr:req"
	print "\t.set\t.Lkvm_para_acc, 0"
	first = 1
	for (i = 1; i <= nsprs; i++) {
		split(spr[i], w)
		if (!here(w[8]))
			continue
		n = split(w[3], s, ",")
		for (j = 1; j <= n; j++) {
			find_line(first, s[j], j == 1 && w[4] == "rw" ? 3 : 1, w)
			first = 0
		}
	}
	find_plain("zero", 4)
	find_plain("drop", 8)
	find_plain("ack", 16)
	print "\t.endif\n.endm"
}

# The assembler's own names for mfspr and mtspr of one register.
function write_mnemonics(    i, w, s)
{
	for (i = 1; i <= nsprs; i++) {
		split(spr[i], w)
		if (!here(w[8]))
			continue
		split(w[3], s, ",")
		printf ".macro mf%s rd:req\n\tmfspr\t\\rd, %d\n.endm\n", w[2], s[1]
		printf ".macro mt%s rs:req\n\tmtspr\t%d, \\rs\n.endm\n", w[2], s[1]
	}
	print ".macro mfsprg rd:req, n:req\n\tmfspr\t\\rd, 272 + (\\n)\n.endm"
	print ".macro mtsprg n:req, rs:req\n\tmtspr\t272 + (\\n), \\rs\n.endm"
}

# For the unit tests: \call with each privileged number, what may be done with
# it (1 read, 2 write) and \arg. Aliases are left out, since reading one does
# not trap.
function write_each_spr(    i, w, s)
{
	print ".macro kvm_para_each_spr call:req, arg:req"
	for (i = 1; i <= nsprs; i++) {
		split(spr[i], w)
		split(w[3], s, ",")
		if (here(w[8]))
			printf "\t\\call\t%d, %d, \\arg\n", s[1], w[4] == "rw" ? 3 : 1
	}
	for (i = 1; i <= nplain["zero"]; i++) {
		split(plain["zero", i], w)
		if (here(w[5]))
			printf "\t\\call\t%d, 1, \\arg\n", w[3]
	}
	print ".endm"
}

function write_access(    l, s, d)
{
	l = bits == 64 ? "ld" : "lwz"
	s = bits == 64 ? "std" : "stw"
	d = bits == 64 ? ".quad" : ".long"
	printf "\t.set\t.Lkvm_para_bytes, %d\n", bits / 8
	# What the 64 bit ABIs let a function use below r1, and a kernel's handlers leave alone
	printf "\t.set\t.Lkvm_para_red_zone, %d\n", bits == 64 ? 288 : 0
	printf ".macro __kvm_para_long v:vararg\n\t%s\t\\v\n.endm\n", d
	printf ".macro __kvm_para_ll rt:req, off:req\n\t%s\t\\rt, -4096 + \\off(0)\n.endm\n", l
	printf ".macro __kvm_para_stl rs:req, off:req\n\t%s\t\\rs, -4096 + \\off(0)\n.endm\n", s
	printf ".macro __kvm_para_ld rt:req, at:req\n\t%s\t\\rt, \\at\n.endm\n", l
	printf ".macro __kvm_para_st rs:req, at:req\n\t%s\t\\rs, \\at\n.endm\n", s
	printf ".macro __kvm_para_stlu rs:req, at:req\n\t%su\t\\rs, \\at\n.endm\n", s
}

function write_prelude(    i, bit)
{
	one_of(platform, "e500,book3s32,book3s64", "platform")
	read_offsets()
	print "/* Generated by gen-tables from registers.tbl. */"
	for (i = 0; i < nfeatures; i++) {
		if (here(feature_platforms[i]))
			printf "\t.set\t.Lkvm_para_ftr_%s, %d\n", feature_name[i], 2 ^ bit++
	}
	for (i = 1; i <= nfields; i++) {
		if (fields[i] in field_width)
			printf "\t.set\t.Lkvm_para_off_%s, %d\n", fields[i],
			       place(fields[i], field_width[fields[i]])
	}
	printf "\t.set\t.Lkvm_para_off_msr, %d\n", place("msr", "ulong")
	write_access()
	write_find()
	write_each_spr()
	write_mnemonics()
}

# ---- header ----------------------------------------------------------------

function write_feature_lines(    i, bit)
{
	print "enum kvm_para_feature {"
	for (i = 0; i < nfeatures; i++) {
		if (here(feature_platforms[i]))
			printf "\tKVM_PARA_FTR_%s = 1 << %d,\n", feature_name[i], bit++
	}
	print "};\n"
	print "#define KVM_PARA_FEATURE_COUNT\t" bit
	print "#define KVM_PARA_FEATURE_LINES \\"
	for (i = 0; i < nfeatures; i++) {
		if (here(feature_platforms[i]))
			printf "\t{ \"%s\", %s }, \\\n", feature_name[i],
			       feature_host[i] == "-" ? "0" : feature_host[i]
	}
}

function write_plain_lines(kind, writable,    i, w)
{
	print "\n#define KVM_PARA_" toupper(kind) "_LINES \\"
	for (i = 1; i <= nplain[kind]; i++) {
		split(plain[kind, i], w)
		if (here(w[5]))
			printf "\t{ \"%s\", %d, 0, %s, false, KVM_PARA_FTR_%s }, \\\n",
			       w[2], w[3], writable, w[4]
	}
}

function spr_place(field, width)
{
	if (width == "area64")
		return "KVM_PARA_AREA_OFFSET(" field ")"
	return "KVM_PARA_OFFSET(" field ", " width ")"
}

function write_spr_lines(    i, j, n, w, s)
{
	print "\n#define KVM_PARA_SPR_LINES \\"
	for (i = 1; i <= nsprs; i++) {
		split(spr[i], w)
		if (!here(w[8]))
			continue
		n = split(w[3], s, ",")
		for (j = 1; j <= n; j++)
			printf "\t{ \"%s\", %d, %s, %s, %s, KVM_PARA_FTR_%s }, \\\n",
			       w[2], s[j], spr_place(w[5], w[6]),
			       j == 1 && w[4] == "rw" ? "true" : "false",
			       is_wide(w[6]) ? "true" : "false", w[7]
	}
	write_plain_lines("zero", "false")
	write_plain_lines("drop", "true")
	write_plain_lines("ack", "true")
	print "\n#define KVM_PARA_KEPT_LINES \\"
	for (i = 1; i <= nkept; i++) {
		split(kept[i], w)
		if (here(w[4]))
			printf "\t{ \"%s\", %d, 0, true, false, 0 }, \\\n", w[2], w[3]
	}
}

function insn_place(w)
{
	return w[5] == "mark" ? "KVM_PARA_AREA_OFFSET(" w[6] ")" : "KVM_PARA_OFFSET(msr, ulong)"
}

function write_insn_lines(    i, w)
{
	print "\n#define KVM_PARA_INSN_LINES \\"
	for (i = 1; i <= ninsns; i++) {
		split(insn[i], w)
		if (here(w[8]))
			printf "\t{ \"%s\", %s, KVM_PARA_OPERANDS_%s, KVM_PARA_%s, %s, %s }, \\\n",
			       w[2], w[3], w[4], toupper(w[5]), insn_place(w),
			       w[7] == "-" ? "0" : "KVM_PARA_FTR_" w[7]
	}
}

# The word that an instruction is found as, and what it was.
function write_trap_lines(    i, j, w, v)
{
	print "\n#define KVM_PARA_TRAP_LINES \\"
	for (i = 1; i <= ntraps; i++) {
		split(trap[i], w)
		for (j = 1; here(w[4]) && j <= ninsns; j++) {
			split(insn[j], v)
			if (v[2] == w[2])
				printf "\t{ %s, %s, KVM_PARA_OPERANDS_%s }, \\\n", w[3], v[3], v[4]
		}
	}
}

function write_header()
{
	one_of(platform, "e500,book3s32,book3s64", "platform")
	print "/* SPDX-License-Identifier: GPL-2.0 */"
	print "/* Generated by gen-tables from registers.tbl; lines of patching/codec.c. */"
	print "#ifndef _GENERATED_KVM_PARA_TABLES_H\n#define _GENERATED_KVM_PARA_TABLES_H\n"
	write_feature_lines()
	write_spr_lines()
	write_insn_lines()
	write_trap_lines()
	print "\n#endif"
}

# ---- rst -------------------------------------------------------------------

function becomes(w)
{
	if (w[5] == "load")
		return "load of ``" w[6] "``"
	if (w[5] == "keep")
		return "itself: it traps"
	if (w[5] == "mark")
		return "store to ``" w[6] "``, in TLB miss handlers"
	if (w[5] == "clear")
		return "stores of zero"
	return w[5] == "nop" ? "``nop``" : "sequence on ``" w[6] "``"
}

function write_plain_rst(kind, heading,    i, w, line)
{
	line = heading
	gsub(/./, "-", line)
	print "\n" heading "\n" line "\n"
	print ".. list-table::\n   :header-rows: 1\n\n   * - name\n     - SPR\n     - feature\n     - platforms"
	for (i = 1; i <= nplain[kind]; i++) {
		split(plain[kind, i], w)
		printf "   * - %s\n     - %s\n     - %s\n     - %s\n", w[2], w[3], w[4], w[5]
	}
}

function spaced(list)
{
	gsub(",", ", ", list)
	return list
}

function write_rst(    i, j, n, w, reason)
{
	print ".. SPDX-License-Identifier: GPL-2.0"
	print "..\n   Generated from patching/registers.tbl by scripts/gen-tables rst.\n"
	print "Registers and instructions\n==========================\n"
	print "Features\n--------\n"
	print ".. list-table::\n   :header-rows: 1\n\n   * - name\n     - needs, in the answer to the map call\n     - platforms"
	for (i = 0; i < nfeatures; i++)
		printf "   * - %s\n     - %s\n     - %s\n", feature_name[i],
		       feature_host[i] == "-" ? "nothing" : feature_host[i], spaced(feature_platforms[i])
	print "\nSpecial purpose registers\n-------------------------\n"
	print ".. list-table::\n   :header-rows: 1\n\n   * - name\n     - SPR\n     - access\n     - field\n     - width\n     - feature\n     - platforms"
	for (i = 1; i <= nsprs; i++) {
		split(spr[i], w)
		printf "   * - %s\n     - %s\n     - %s\n     - ``%s``\n     - %s\n     - %s\n     - %s\n",
		       w[2], spaced(w[3]), w[4], w[5], w[6], w[7], spaced(w[8])
	}
	print "\nThe first number is the privileged one; the others are aliases that user"
	print "mode may read.\n"
	print "Instructions\n------------\n"
	print ".. list-table::\n   :header-rows: 1\n\n   * - name\n     - opcode\n     - becomes\n     - feature\n     - platforms"
	for (i = 1; i <= ninsns; i++) {
		split(insn[i], w)
		printf "   * - ``%s``\n     - %s\n     - %s\n     - %s\n     - %s\n",
		       w[2], w[3], becomes(w), w[7], spaced(w[8])
	}
	write_plain_rst("zero", "Read as zero")
	write_plain_rst("drop", "Written for nothing")
	write_plain_rst("ack", "Written for nothing in one place")
	print "\nKept trapping\n-------------\n"
	print ".. list-table::\n   :header-rows: 1\n\n   * - name\n     - SPR\n     - platforms\n     - reason"
	for (i = 1; i <= nkept; i++) {
		n = split(kept[i], w)
		reason = w[5]
		for (j = 6; j <= n; j++)
			reason = reason " " w[j]
		printf "   * - %s\n     - %s\n     - %s\n     - %s\n", w[2], w[3], w[4], reason
	}
}

END {
	if (failed)
		exit 1
	if (mode == "offsets")
		write_offsets()
	else if (mode == "prelude")
		write_prelude()
	else if (mode == "header")
		write_header()
	else
		write_rst()
}
