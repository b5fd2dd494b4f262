# SPDX-License-Identifier: GPL-2.0
#
# Turn the asm of a C file that stands outside functions, in macros and by
# itself, into functions, each in its own lines, and leave everything else empty.
#
# Hazard: to Coccinelle a macro's body is no code, and half of the kernel's asm
# stands in macros; without this nothing of it would be looked at.

function code(line)
{
	sub(/\\$/, "", line)
	gsub(/\(\{/, "{", line)
	gsub(/\}\)/, "}", line)
	# Operators of the preprocessor; in C there is no # outside of strings.
	gsub(/#/, "", line)
	return line
}

# A macro that defines functions is left as it is.
function flush(    i, open, close_)
{
	if (all ~ /(^|[^A-Za-z0-9_])(asm|__asm__|__asm)[^A-Za-z0-9_]/) {
		if (all !~ /define[ \t]+[A-Za-z0-9_]+(\([^)]*\))?[ \t\\]*(static|extern|inline)/) {
			open = "static void " name "(void) { "
			close_ = "; }"
		}
		lines[1] = open body
		for (i = 1; i <= n; i++)
			print code(lines[i]) (i == n ? close_ : "")
	} else {
		for (i = 1; i <= n; i++)
			print ""
	}
	n = 0
	all = ""
}

function take()
{
	lines[++n] = $0
	all = all " " $0 " "
}

!n && /^[ \t]*#[ \t]*define[ \t]/ {
	body = $0
	sub(/^[ \t]*#[ \t]*define[ \t]+/, "", body)
	match(body, /^[A-Za-z0-9_]+(\([^)]*\))?/)
	name = substr(body, 1, RLENGTH)
	sub(/\(.*/, "", name)
	body = substr(body, RLENGTH + 1)
	last = "[^\\\\]$|^$"
	take()
	if ($0 ~ last)
		flush()
	next
}

!n && /^(asm|__asm__|__asm)[^A-Za-z0-9_]/ {
	body = $0
	name = "toplevel"
	last = ";[ \t]*$"
	take()
	if ($0 ~ last)
		flush()
	next
}

n {
	take()
	if ($0 ~ last)
		flush()
	next
}

{ print "" }
