#!/usr/bin/env python3
"""Style rules as a test. Usage: tidy.py SOURCE_DIR LAYERS_FILE. Each finding names the place and the fix."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
findings = []


def finding(path, line, text):
    findings.append(f"{path.relative_to(root)}:{line}: {text}")


# --- What a folder may see: direct lists from CMake, made transitive.
direct = {}
for entry in pathlib.Path(sys.argv[2]).read_text().splitlines():
    folder, _, seen = entry.partition(":")
    direct[folder] = set(seen.replace(";", " ").split())


def reachable(folder, found=None):
    found = set() if found is None else found
    for seen in direct.get(folder, ()):
        if seen not in found:
            found.add(seen)
            reachable(seen, found)
    return found


sees = {folder: reachable(folder) | {folder} for folder in direct}
folders = sorted(direct, key=len, reverse=True)


def folder_of(name):
    return next((f for f in folders if name == f or name.startswith(f + "/")), None)


WINDOW_HEADERS = re.compile(r"imgui|GLFW|GL/|EGL/")
PURE = ("core/sim", "core/world", "core/recording", "core/event", "core/script")
FORBIDDEN_IN_PURE = [
    (re.compile(r"\bstd::chrono\b|\bclock_gettime\b|\bgettimeofday\b"), "the wall clock has no place here; time is an argument"),
    (re.compile(r"\bstd::\w+_distribution\b|\brand\(\)|\bstd::random_device\b|\bstd::mt19937"), "use core/base/random.h: it is the same everywhere"),
    (re.compile(r"\bstd::unordered_(map|set)\b"), "iteration order differs between libraries; use a sorted container"),
]
FLOAT_FREE = ("core/sim", "core/world", "core/recording", "core/event")
FLOAT = re.compile(r"\b(float|double)\b")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
LONGEST_FUNCTION = 70

# Functions that were longer when the rule came; the numbers may only fall.
RATCHET = {}
ratchet_file = root / "tests/tidy/long_functions.txt"
if ratchet_file.exists():
    for entry in ratchet_file.read_text().splitlines():
        if entry and not entry.startswith("#"):
            name, length = entry.rsplit(" ", 1)
            RATCHET[name] = int(length)


def strip_comment(line):
    return line.split("//", 1)[0]


def check_functions(path, lines):
    start = None
    for number, line in enumerate(lines, 1):
        if re.match(r"^[A-Za-z_].*\{$", line) and not re.match(r"^(namespace|struct|class|enum|union|extern|constexpr std::array)", line):
            start = number
        elif line.startswith("}") and start is not None:
            length = number - start + 1
            key = f"{path.relative_to(root)} {lines[start - 1].split('(')[0].split()[-1]}"
            if length > RATCHET.get(key, LONGEST_FUNCTION):
                finding(path, start, f"this function has {length} lines; cut it into steps of at most {LONGEST_FUNCTION}")
            start = None


# Two types of one name in one namespace: the linker takes one's destructor for the other's, and says nothing.
TYPE = re.compile(r"^(?:struct|class|union|enum class) (\w+)(?: final)?(?: :[^{;]*)?\s*\{")
types = {}


def check_types(path, lines):
    namespaces = []
    for number, line in enumerate(lines, 1):
        if begins := re.match(r"^namespace ?([\w:]*) \{", line):
            namespaces.append(begins[1])
        elif re.match(r"^\}\s+// namespace", line):
            namespaces and namespaces.pop()
        elif (defined := TYPE.match(line)) and "" not in namespaces:
            first = types.setdefault((*namespaces, defined[1]), (path, number))
            if first[0] != path:
                finding(path, number, f"{first[0].relative_to(root)} has a type of this name, too; call one otherwise")


for path in sorted(p for top in ("app", "core", "tests") for p in (root / top).rglob("*") if p.suffix in (".h", ".cpp", ".inl")):
    name = str(path.relative_to(root))
    lines = path.read_text().splitlines()
    if not lines or not lines[0].startswith("//"):
        finding(path, 1, "begin with a comment that says what this file is")
    if path.suffix == ".h" and not any(l == "#pragma once" for l in lines[:25]):
        finding(path, 1, "a header needs #pragma once")
    own = folder_of(name)
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            finding(path, number, "finish it, or write an issue; the code has no reminders")
        include = re.match(r'#include ["<]([^">]+)[">]', line)
        if include and own:
            target = folder_of(include[1])
            if target and target not in sees[own]:
                finding(path, number, f"{own} may not see {target}; move the code, or change SEES in {own}/CMakeLists.txt on purpose")
            if name.startswith("core/") and WINDOW_HEADERS.search(include[1]):
                finding(path, number, "the core knows no window; draw in app/view")
        code = strip_comment(line)
        if name.startswith(PURE):
            for pattern, fix in FORBIDDEN_IN_PURE:
                if pattern.search(code):
                    finding(path, number, fix)
        if name.startswith(FLOAT_FREE) and FLOAT.search(code):
            finding(path, number, "no float in times, order or the model; use integers")
    if name.startswith(("app/", "core/")):
        check_types(path, lines)
    if path.suffix == ".cpp":
        check_functions(path, lines)

for text in findings:
    print(text)
print(f"{len(findings)} findings")
sys.exit(1 if findings else 0)
