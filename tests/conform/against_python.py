#!/usr/bin/env python3
"""Scripts under python3 with confluent_kafka against `inflight broker`: they print what the simulator says that they print.

    tests/conform/against_python.py [--generate N] [--seed S] [--at-once K] [SCRIPT.py | folder | LESSON]...

`inflight conform --expected` says what a script prints and how it ends, as far as timing can't change it. Generated
scripts that somebody interferes with (`#: at ...`) are passed over until N are found: `inflight broker` interferes with
nothing. A script that differs is run again alone, since a busy machine changes what timing can change; and it is simulated
several hundred times, which tells better what that is.

confluent-kafka-python crashes where a callback calls poll() or flush() and another callback follows before the outer call
returns: the inner call clears what the outer one goes by (CallState_end() in its confluent_kafka.c). Inflight's callbacks
may poll. Such scripts are compared as far as they come, and counted.

The last line counts; the exit status is 0 only if nothing differs. INFLIGHT names the program; build/release has it otherwise."""
import argparse
import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
INFLIGHT = os.environ.get("INFLIGHT", str(ROOT / "build/release/bin/inflight"))
PYTHON = "/usr/bin/python3"  # Debian's, which has python3-confluent-kafka
PATIENCE_S = 120
SKIPPED = 77
TIMES_ALONE = 2

# Asks for the address of the mock cluster's leader: the forwarder of `inflight broker` is one more connection, and broker
# 2 is a follower for readers. The simulated cluster has neither.
ADDRESS = """from confluent_kafka import Producer
import sys
leader = Producer({'bootstrap.servers': sys.argv[1]}).list_topics(timeout=60).brokers[1]
print(f'{leader.host}:{leader.port}')
"""


def expected(arguments):
    """What `inflight conform --expected` says of each script."""
    command = [INFLIGHT, "conform", "--expected", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def generated(wanted, seed):
    """Cases of the first `wanted` scripts from this seed on that are left alone; and how many were passed over."""
    cases, passed_over = [], 0
    while len(cases) < wanted:
        more = expected(["--generate", str(wanted), "--seed", str(seed)])
        seed += wanted
        for case in more:
            if len(cases) == wanted:
                break
            if case["faults"] == 0 and case["brokers"] == 1:
                cases.append(case)
            else:
                passed_over += 1
    return cases, passed_over


@contextlib.contextmanager
def broker(case):
    """A fresh `inflight broker` with the case's topics; gives the address of its leader."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = [INFLIGHT, "broker", "--port", str(port), "--rtt", f"{case['rtt_ns'] // 1_000_000}ms"]
    for topic in case["topics"]:
        command += ["--topic", topic]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if not process.stdout.readline().startswith("listening"):
            raise RuntimeError("the broker did not start")
        yield subprocess.run([PYTHON, "-c", ADDRESS, f"127.0.0.1:{port}"], capture_output=True, text=True, check=True,
                             timeout=PATIENCE_S).stdout.strip()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE_S)


def program_of(case, address):
    """The script for this broker."""
    text = case["script"]
    if "localhost:9092" in text:
        return text.replace("localhost:9092", address)
    return text.replace("Producer({", f"Producer({{'bootstrap.servers': '{address}', ")


# A function that polls.
POLLS_INSIDE = re.compile(r"^def .*\n(?: +.*\n)*? +.*\.(?:poll|flush)\(", re.MULTILINE)


def crashed(case, code):
    return code == -signal.SIGSEGV and POLLS_INSIDE.search(case["script"]) is not None


def code_of(how):
    """The exit code in "sys.exit, code 3"."""
    return int(how.rsplit(" ", 1)[1])


def differences(case):
    """Runs the case under python3; the number of lines compared, what differs, and whether it crashed in a callback."""
    with broker(case) as address, tempfile.TemporaryDirectory(prefix="inflight-python-") as folder:
        script = pathlib.Path(folder) / "program.py"
        script.write_text(program_of(case, address))
        done = subprocess.run([PYTHON, "-u", str(script)], capture_output=True, text=True, timeout=PATIENCE_S)
    printed = done.stdout.splitlines()
    cut_off = crashed(case, done.returncode)
    lines, differ = 0, []
    for number, line in enumerate(case["output"][:len(printed)] if cut_off else case["output"], 1):
        if line is None:
            continue
        lines += 1
        actual = printed[number - 1] if number <= len(printed) else None
        if actual != line:
            differ.append(f"line {number} of the output: simulated {line!r}, python3 {actual!r}")
    if cut_off:
        return lines, differ, True
    if case["lines_known"] and len(printed) != len(case["output"]):
        differ.append(f"lines printed: simulated {len(case['output'])}, python3 {len(printed)}")
    if case["exit"] is not None and done.returncode != code_of(case["exit"]):
        differ.append(f"exit: simulated {case['exit']}, python3 {done.returncode}")
    if case["traceback"]:
        lines += 1
        # What an uncaught exception says last; librdkafka's own log lines begin with %.
        said = [row for row in done.stderr.splitlines() if not row.startswith("%")][-1:]
        if said != case["traceback"].splitlines()[-1:]:
            differ.append(f"traceback: simulated {case['traceback']!r}, python3 {done.stderr!r}")
    return lines, differ, False


def attempt(case):
    try:
        return differences(case)
    except (RuntimeError, subprocess.SubprocessError) as error:
        return 0, [str(error)], False


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--generate", type=int, default=0)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--at-once", type=int, default=6)
    arguments.add_argument("targets", nargs="*")
    flags = arguments.parse_args()
    if subprocess.run([PYTHON, "-c", "import confluent_kafka"], capture_output=True).returncode != 0:
        print("Debian's python3-confluent-kafka is not installed")
        return SKIPPED
    cases, passed_over = generated(flags.generate, flags.seed)
    for target in flags.targets:
        for case in expected([target]):
            if case["faults"] or case["brokers"] > 1:
                passed_over += 1
            else:
                cases.append(case)
    too_long = [case for case in cases if case["too_long"]]
    cases = [case for case in cases if not case["too_long"]]
    with concurrent.futures.ThreadPoolExecutor(flags.at_once) as pool:
        results = list(pool.map(attempt, cases))
    again = 0
    for index, case in enumerate(cases):
        if results[index][1]:
            cases[index], = expected([*shlex.split(case["repeat"]), "--thorough"])
        for _ in range(TIMES_ALONE):
            if results[index][1]:
                results[index] = attempt(cases[index])
                again += not results[index][1]
        if results[index][1]:
            print(f"DIFFERENCE: {case['name']} (inflight conform --print {case['repeat']})")
            print("".join(f"  {difference}\n" for difference in results[index][1][:12]), end="", flush=True)
    differing = sum(bool(differ) for _, differ, _ in results)
    left_out = sum(line is None for case in cases for line in case["output"])
    print(f"{passed_over} passed over: they need another broker than a plain one. {len(too_long)} not run: they last too long. "
          f"{again} agreed only when run alone. {sum(cut for _, _, cut in results)} crashed: a callback polled, and "
          f"another one followed. {left_out} lines left out: timing may change them.")
    print(f"{len(cases)} scripts, {sum(lines for lines, _, _ in results)} lines, {differing} differences")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
