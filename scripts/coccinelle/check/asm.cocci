// SPDX-License-Identifier: GPL-2.0
/// Report asm in C that the library cannot turn into accesses of the page, or not
/// as well as it could:
///
///   word       an instruction of primary opcode 31 as a number: a privileged
///              one among them is not seen by the assembler prelude
///   interrupt  a change of MSR[EE] beside wrtee(), which costs a stub where the
///              helper has a spare register
//
// SmPL has no pattern for asm. To it each is a statement, though, so this matches
// all statements, and Python looks at the text of those that are asm.
//
// Hazard: in the text \t and \n are two characters, and one string may be several.

virtual report

@found@
statement S;
position p;
@@
S@p

@script:python depends on report@
S << found.S;
p << found.p;
@@
import re

checks = {
    "word": r"\.(long|4byte|int|word)\s*0x7[c-f]",
    "interrupt": r"\b(wrteei?|mtmsrd?|__MTMSRD?)\b",
}
text = re.sub(r"\\[nt]", " ", re.sub(r'"\s*"', "", S))
if re.match(r"(asm|__asm__|__asm)\b", text):
    for name, words in checks.items():
        if re.search(words, text):
            print(name, p[0].file, p[0].current_element, p[0].line)
