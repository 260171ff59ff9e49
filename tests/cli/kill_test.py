#!/usr/bin/env python3
"""kill -9 of the child in mid-run: no fact written before it is missing, and the outcomes settle."""
import os
import pathlib
import signal
import time
import unittest

from inflight import InflightTest, PATIENCE_S, without_zeros

SCRIPT = """\
from confluent_kafka import Producer
import time

def report(err, msg):
    print(f'told {msg.offset()}')

producer = Producer({'bootstrap.servers': 'localhost:9092', 'linger.ms': 5000, 'batch.num.messages': 10})
for i in range(10000):
    producer.produce('orders', f'm{i}', callback=report)
    if i % 4 == 0:
        producer.poll(0)
    time.sleep(0.01)
"""


def child_of(process):
    """The child's process id, once it is there."""
    end = time.monotonic() + PATIENCE_S
    children = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while time.monotonic() < end:
        found = [int(pid) for task in pathlib.Path(f"/proc/{process.pid}/task").glob("*/children")
                 for pid in task.read_text().split()]
        if found:
            return found[0]
        time.sleep(0.01)
    raise AssertionError(f"no child below {children}")


class KillMinusNine(InflightTest):
    def test_leaves_every_fact_that_was_written_and_settles(self):
        process = self.start_inflight("report", "--json", self.script(SCRIPT), "--source", "mock", "--topic", "orders:1")
        child = child_of(process)
        time.sleep(2)  # somewhere in the middle: which messages are where is left to chance
        os.kill(child, signal.SIGKILL)
        report = self.finish_report(process)
        facts = report["facts"]
        ledger = facts["ledger"]
        self.assertEqual(facts["exit"], {"how": "killed", "code": 137})
        self.assertEqual(sum(ledger.values()), facts["produced"])
        self.assertEqual(set(without_zeros(ledger)) - {"delivered", "never_told", "lost"}, set())
        self.assertGreater(ledger["delivered"], 0)
        # Told and printed are the same, and the log has what was told and what nobody was told of.
        self.assertEqual(facts["told"], ledger["delivered"])
        self.assertIn(facts["told"] - len(facts["output"]), (0, 1))  # killed between the callback's start and its print
        self.assertEqual(facts["log"]["orders"]["0"], ledger["delivered"] + ledger["never_told"])
        # Batches are of ten: what is lost is less than two of them, by chance none, and the log has whole batches.
        self.assertEqual(facts["log"]["orders"]["0"] % 10, 0)
        self.assertLess(ledger["lost"], 20)
        self.assertEqual(report["gaps"], 0)


if __name__ == "__main__":
    unittest.main()
