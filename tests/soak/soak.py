#!/usr/bin/env python3
"""Real runs, many times and a dozen at once; too long for tests/run.

    tests/soak/soak.py lessons [--runs 50] [--at-once 12]   each lesson on the built-in broker and on a cluster
    tests/soak/soak.py kills   [--runs 200] [--at-once 12]  kill -9 of the child at a random moment
    tests/soak/soak.py faults  [--runs 50] [--at-once 6]    the broker away for 5 s, cut off, slow, refusing (test_live)
    tests/soak/soak.py frames                               what frames take while brokers vanish (frames_while_live)

A lesson's facts have to meet its `expect` each time. After a kill no fact may be missing, every outcome is known, and
the log is what kcat reads from the broker, a reader that knows nothing of Inflight. INFLIGHT names the program;
build/release has it otherwise. Ends with 0 only if all went well."""
import argparse
import collections
import concurrent.futures
import contextlib
import json
import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
INFLIGHT = os.environ.get("INFLIGHT", str(ROOT / "build/release/bin/inflight"))
PATIENCE_S = 180
BESIDE = pathlib.Path(INFLIGHT).parent  # where the build has its other programs

KILLED = """\
from confluent_kafka import Producer
import time

def report(err, msg):
    print(f'told {msg.offset()}')

producer = Producer({'bootstrap.servers': 'localhost:9092', 'linger.ms': 20, 'batch.num.messages': 10})
for i in range(100000):
    producer.produce('orders', f'm{i}', callback=report)
    if i % 4 == 0:
        producer.poll(0)
    time.sleep(0.002)
"""


class Wrong(Exception):
    pass


def check(condition, what):
    if not condition:
        raise Wrong(what)


@contextlib.contextmanager
def broker():
    """A fresh `inflight broker`; gives its address."""
    for _ in range(20):  # somebody else may take the port between the asking and the listening
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            port = asked.getsockname()[1]
        process = subprocess.Popen([INFLIGHT, "broker", "--port", str(port), "--topic", "orders:1"],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if process.stdout.readline().startswith("listening"):
            break
        process.wait()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE_S)


def start_report(target, *arguments):
    return subprocess.Popen([INFLIGHT, "report", "--json", str(target), *arguments], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def finish(process):
    out, err = process.communicate(timeout=PATIENCE_S)
    check(process.returncode == 0, err.strip())  # 1 if the facts are not as the lesson expects
    report = json.loads(out)
    check(report["gaps"] == 0, f"{report['gaps']} gaps")
    return report["facts"]


def run_lesson(lesson, source):
    if source == "mock":
        finish(start_report(lesson, "--source", "mock"))
        return
    with broker() as address:
        finish(start_report(lesson, "--source", "cluster", "--bootstrap", address))


def child_of(process):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        for task in pathlib.Path(f"/proc/{process.pid}/task").glob("*/children"):
            for pid in task.read_text().split():
                return int(pid)
        time.sleep(0.002)
    raise Wrong("there was no child")


def kcat_reads(address):
    read = subprocess.run(["kcat", "-b", address, "-C", "-t", "orders", "-p", "0", "-o", "beginning", "-e", "-q", "-f",
                           "%s\\n"], capture_output=True, text=True, timeout=PATIENCE_S)
    check(read.returncode == 0, read.stderr)
    return read.stdout.splitlines()


def run_killed(script, wait_s):
    with broker() as address:
        process = start_report(script, "--source", "cluster", "--bootstrap", address)
        child = child_of(process)
        time.sleep(wait_s)
        os.kill(child, signal.SIGKILL)
        out, err = process.communicate(timeout=PATIENCE_S)
        if process.returncode != 0 and "before the program began" in err:
            return  # so early that nothing had happened; it says so
        check(process.returncode == 0, err.strip())
        report = json.loads(out)
        facts, ledger = report["facts"], collections.Counter(report["facts"]["ledger"])
        in_the_log = kcat_reads(address)
    check(facts["exit"] == {"how": "killed", "code": 137}, f"exit {facts['exit']}")
    check(sum(ledger.values()) == facts["produced"], f"{facts['produced']} produced, ledger {ledger}")
    check(set(+ledger) <= {"delivered", "never_told", "lost"}, f"open outcomes: {ledger}")
    check(facts["told"] - len(facts["output"]) in (0, 1), f"told {facts['told']}, printed {len(facts['output'])}")
    stored = facts["log"].get("orders", {}).get("0", 0)
    check(stored == len(in_the_log), f"{stored} in the log, kcat reads {len(in_the_log)}")
    check(ledger["delivered"] + ledger["never_told"] == stored - facts["duplicates"], f"{stored} stored, ledger {ledger}")
    check(in_the_log == [f"m{i}" for i in range(len(in_the_log))], "the log is not what was produced, in its order")
    check(report["gaps"] == 0, f"{report['gaps']} gaps")


def run_fault(fault):
    ran = subprocess.run([BESIDE / "test_live", f"--gtest_filter=LiveFault.{fault}", "--gtest_brief=1"],
                         capture_output=True, text=True, timeout=PATIENCE_S)
    check(ran.returncode == 0, ran.stdout[-2000:])


def faults():
    listed = subprocess.run([BESIDE / "test_live", "--gtest_filter=LiveFault.*", "--gtest_list_tests"],
                            capture_output=True, text=True, check=True).stdout
    return [line.strip() for line in listed.splitlines() if line.startswith("  ")]


def soak(tasks, at_once):
    failures, begun = [], time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        running = {pool.submit(work, *arguments): arguments for work, *arguments in tasks}
        for done in concurrent.futures.as_completed(running):
            if error := done.exception():
                failures.append(f"{running[done]}: {type(error).__name__}: {error}")
                print(failures[-1], file=sys.stderr, flush=True)
    print(f"{len(tasks)} runs in {time.monotonic() - begun:.0f} s, {len(failures)} failed")
    return 1 if failures else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["lessons", "kills", "faults", "frames"])
    parser.add_argument("--runs", type=int)
    parser.add_argument("--at-once", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    flags = parser.parse_args()
    if flags.what == "frames":
        return subprocess.run([BESIDE / "frames_while_live"]).returncode
    if flags.what == "faults":
        tasks = [(run_fault, fault) for _ in range(flags.runs or 50) for fault in faults()]
        return soak(tasks, min(flags.at_once, 6))
    if flags.what == "lessons":
        lessons = sorted(path.name for path in (ROOT / "assets/lessons").iterdir())
        tasks = [(run_lesson, lesson, source) for _ in range(flags.runs or 50) for lesson in lessons
                 for source in ("mock", "cluster")]
        return soak(tasks, flags.at_once)
    moments = random.Random(flags.seed)
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "program.py"
        script.write_text(KILLED)
        tasks = [(run_killed, script, moments.uniform(0, 1.5)) for _ in range(flags.runs or 200)]
        return soak(tasks, flags.at_once)


if __name__ == "__main__":
    sys.exit(main())
