#!/usr/bin/env python3.11
"""Writes core/script/unicode.inl: the tables of CPython's str, as ranges. Give the file's name."""
import sys

POINTS = [c for c in range(0x80, 0x110000) if not 0xD800 <= c <= 0xDFFF]


def ranges(holds):
    """Stretches of characters of a kind, beyond ASCII: first, last and the step between them (1 or 2)."""
    found = []
    for c in POINTS:
        if not holds(chr(c)):
            continue
        if found:
            first, last, step = found[-1]
            if c - last == step or (first == last and c - last <= 2):
                found[-1] = (first, c, c - last)
                continue
        found.append((c, c, 1))
    return found


def shifts(change):
    """Stretches of characters that one character's distance takes to their other case; and those that become several."""
    found, several = [], []
    for c in POINTS:
        to = change(chr(c))
        if len(to) > 1:
            several.append((c, to))
        elif ord(to) != c:
            by = ord(to) - c
            if found:
                first, last, step, shift = found[-1]
                if shift == by and (c - last == step or (first == last and c - last <= 2)):
                    found[-1] = (first, c, c - last, by)
                    continue
            found.append((c, c, 1, by))
    return found, several


def rows(name, entries):
    out, line = [f"INFLIGHT_TABLE({name})"], ""
    for entry in entries:
        if len(line) + len(entry) + 1 > 118:
            out.append(line)
            line = ""
        line += (" " if line else "") + entry
    return out + [line, "INFLIGHT_END"]


def kinds(name, holds):
    return rows(name, [f"R({a:#x}, {b:#x}, {step})" for a, b, step in ranges(holds)])


def cases(name, change):
    found, several = shifts(change)
    entries = [f"S({a:#x}, {b:#x}, {step}, {by})" for a, b, step, by in found]
    entries += ['M({:#x}, "{}")'.format(c, "".join(f"\\{byte:03o}" for byte in to.encode())) for c, to in several]
    return rows(name, sorted(entries, key=lambda entry: int(entry[2:].split(",")[0], 16)))


text = ["// Written by tests/script/unicode_table.py from CPython 3.11; characters beyond ASCII."]
text += kinds("alpha", str.isalpha) + kinds("upper", str.isupper) + kinds("lower", str.islower)
text += kinds("title", lambda c: c.istitle() and not c.isupper())
text += kinds("decimal", str.isdecimal) + kinds("digit", str.isdigit) + kinds("numeric", str.isnumeric)
text += kinds("space", str.isspace) + kinds("unprintable", lambda c: not c.isprintable())
text += cases("to_upper", str.upper) + cases("to_lower", str.lower) + cases("to_title", str.title)
text += cases("to_folded", str.casefold)
with open(sys.argv[1], "w") as file:
    file.write("\n".join(text) + "\n")
