#!/usr/bin/env python3
"""A million messages, simulated with every event recorded, beside python3 with confluent_kafka and `inflight broker`: the
same script, one after the other, five times. Usage: tests/bench/simulator_bench.py build/release/bin
Not part of tests/run, because machines are noisy; the numbers with their conditions stand in docs/PERFORMANCE.md."""
import json
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import time

REPETITIONS = 5
MESSAGES = 1_000_000
# As tests/bench/simulated_bench.cpp has it.
SCRIPT = """
from confluent_kafka import Producer
def report(err, msg):
    pass
producer = Producer({{'bootstrap.servers': '127.0.0.1:{port}', 'queue.buffering.max.messages': 0}})
for i in range({messages}):
    producer.produce('orders', 'm', callback=report)
    producer.poll(0)
producer.flush()
"""


def simulated(bin_folder):
    """Seconds, events, and bytes of memory that an event takes."""
    out = subprocess.run([bin_folder / "inflight_bench", f"--benchmark_filter=SimulatedMessages/{MESSAGES}",
                          "--benchmark_format=json"], capture_output=True, check=True).stdout
    run = json.loads(out)["benchmarks"][0]
    return run["real_time"] / 1000, run["events"], run["bytes_an_event"]


def python(bin_folder):
    """Seconds of a whole python3, from its start to its end; the broker is a fresh one."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    broker = subprocess.Popen([bin_folder / "inflight", "broker", "--port", str(port), "--topic", "orders:1"],
                              stdout=subprocess.PIPE, text=True)
    try:
        broker.stdout.readline()
        with tempfile.NamedTemporaryFile("w", suffix=".py") as script:
            script.write(SCRIPT.format(port=port, messages=MESSAGES))
            script.flush()
            begun = time.monotonic()
            subprocess.run(["/usr/bin/python3", script.name], check=True)
            return time.monotonic() - begun
    finally:
        broker.send_signal(2)
        broker.wait()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    bin_folder = pathlib.Path(sys.argv[1])
    ours, theirs = [], []
    for _ in range(REPETITIONS):
        seconds, events, bytes_an_event = simulated(bin_folder)
        ours.append(seconds)
        theirs.append(python(bin_folder))
    for name, seconds in (("simulated, recorded", ours), ("python3", theirs)):
        print(f"{name}: median {statistics.median(seconds):.2f} s of {', '.join(f'{s:.2f}' for s in sorted(seconds))}")
    print(f"{statistics.median(theirs) / statistics.median(ours):.2f} times as fast; {events / 1e6:.1f} million events, "
          f"{bytes_an_event:.1f} bytes of memory each")


main()
