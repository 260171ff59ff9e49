#!/usr/bin/env python3
"""Programs under python3 and under our machine: they show the same, byte for byte, and end with the same status.

    same_as_python.py TRANSCRIPTS [--seed S] [--programs N] [--update] [--keep FOLDER]

First the corpus, whose expected output must be python3's (--update writes it anew); then programs that program_writer.py
writes from fixed seeds, which are run by both; in every third, some lines are switched off, and python3 runs what is
copied then. All under one python3, so that thousands take seconds. TRANSCRIPTS is the
program script_transcripts. Where ours says that it does not have something, like a whole number of more than 64 bits, what follows is not compared."""
import argparse
import contextlib
import io
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from program_writer import ProgramWriter

CORPUS = pathlib.Path(__file__).resolve().parent / "corpus"
SKIPPED = 77
# In every message about what ours does not have: 64 bits, complex numbers, a mistake in the text; and methods that no
# producer's script ordinarily uses, which read as Python says it of a method that is not there.
NAMED = ["Inflight", "SyntaxError", "'float' object has no attribute 'hex'", "'bytes' object has no attribute 'is",
         "'bytes' object has no attribute 'center'", "'bytes' object has no attribute 'ljust'",
         "'bytes' object has no attribute 'rjust'", "'bytes' object has no attribute 'zfill'",
         "'bytes' object has no attribute 'title'", "'bytes' object has no attribute 'capitalize'",
         "'bytes' object has no attribute 'swapcase'"]
PYTHON = (3, 11)  # Debian 12's, and ours: tracebacks and messages differ between versions


def depth_here():
    frame, depth = sys._getframe(), 0
    while frame:
        frame, depth = frame.f_back, depth + 1
    return depth


def ends_with(exception):
    """What the interpreter does with an exception that nobody caught; its exit status."""
    if isinstance(exception, SystemExit):
        if exception.code is None or isinstance(exception.code, int):
            return (exception.code or 0) & 0xFF
        print(exception.code, file=sys.stderr)
        return 1
    if sys.stdout.getvalue()[-1:] not in ("", "\n"):
        print()
    trace = exception.__traceback__  # from the program's own frame on
    while trace and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    sys.__excepthook__(type(exception), exception.with_traceback(trace), trace)
    return 1


def transcript(name):
    """What a terminal shows of the program in this file of the working directory."""
    text = pathlib.Path(name).read_text()
    shown = io.StringIO()
    status = 0
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
        try:
            code = compile(text, name, "exec")
            sys.setrecursionlimit(999 + depth_here())  # that function is one of them
            try:
                exec(code, {"__name__": "__main__", "__file__": name, "__doc__": None})
            finally:
                sys.setrecursionlimit(1000)
        except BaseException as exception:
            status = ends_with(exception)
    said = shown.getvalue()
    if said and not said.endswith("\n"):
        said += "\n"
    return said + (f"exit status {status}\n" if status else "")


@contextlib.contextmanager
def inside(folder):
    back = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(back)


def without_frames(transcript):
    """Its lines, without those between `Traceback` and the exception: the corpus has these."""
    lines, inside = [], False
    for line in transcript.splitlines():
        if line.startswith("Traceback (most recent call last):"):
            inside = True
        elif not inside or not line.startswith("  "):
            inside = False
            lines.append(line)
    return lines


def first_difference(python, ours):
    """Of two transcripts: a sentence, or nothing."""
    theirs, mine = without_frames(python), without_frames(ours)
    for number in range(max(len(theirs), len(mine))):
        a = theirs[number] if number < len(theirs) else None
        b = mine[number] if number < len(mine) else None
        if b is not None and any(word in b for word in NAMED):
            return None
        if b == "finally" and any(word in line for word in NAMED for line in mine[number + 1:number + 2]):
            return None  # on its way it passed a `finally`
        if a != b and not (a and b and a.startswith(b + ". Did you mean:")):
            return f"line {number + 1}: python3 {a!r}, ours {b!r}"
    return None


def check_corpus(update):
    differing = 0
    with inside(CORPUS):
        for program in sorted(CORPUS.glob("*.py")):
            python = transcript(program.name)
            out = program.with_suffix(".out")
            if update:
                out.write_text(python)
            if not out.exists() or out.read_text() != python:
                differing += 1
                print(f"corpus/{out.name} is not what python3 shows")
    return differing


def lines_off(text, seed):
    """Of a program, some lines to switch off: not those that end a loop."""
    chance = random.Random(seed)
    lines = text.splitlines()
    return [n for n, line in enumerate(lines, 1) if chance.random() < 0.08 and not re.fullmatch(r" *c\d+ \+= 1", line)]


def check_generated(transcripts, seed, programs, keep):
    differing = overflowed = 0
    with tempfile.TemporaryDirectory(prefix="inflight-script-") as folder, inside(folder):
        for number in range(seed, seed + programs):
            text = ProgramWriter(number).write()
            pathlib.Path(f"p{number}.py").write_text(text)
            if number % 3 == 0:
                pathlib.Path(f"p{number}.off").write_text(" ".join(map(str, lines_off(text, number))))
        subprocess.run([transcripts, "."], check=True)
        for number in range(seed, seed + programs):
            ours = pathlib.Path(f"p{number}.ours").read_text()
            overflowed += any(word in ours for word in NAMED)
            copied = pathlib.Path(f"p{number}.copied")
            program = copied if copied.exists() else pathlib.Path(f"p{number}.py")
            difference = first_difference(transcript(program.name), ours)
            if difference:
                differing += 1
                print(f"seed {number}, {difference}")
                if keep:
                    shutil.copy(program, keep)
    print(f"{programs} programs, {overflowed} with what ours does not have, {differing} differences")
    return differing + (overflowed > programs // 10)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("transcripts")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--programs", type=int, default=1500)
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("--keep", help="a folder for the programs that differ")
    flags = arguments.parse_args()
    if sys.version_info[:2] != PYTHON:
        print("this is not python 3.11")
        return SKIPPED
    sys.dont_write_bytecode = True
    warnings.simplefilter("ignore")
    transcripts = os.path.abspath(flags.transcripts)
    keep = flags.keep and os.path.abspath(flags.keep)
    differing = check_corpus(flags.update)
    differing += check_generated(transcripts, flags.seed, flags.programs, keep)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
