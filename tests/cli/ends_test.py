#!/usr/bin/env python3
"""The ways in which a program ends, on the real library: each is named as it was, the log is read to its end, and no
process, file or port is left behind (tearDown looks)."""
import os
import pathlib
import signal
import time
import unittest

from inflight import InflightTest, PATIENCE_S
from kill_test import child_of

HEAD = """\
from confluent_kafka import Producer
import os, sys, time

producer = Producer({'bootstrap.servers': 'localhost:9092', 'linger.ms': 5000, 'batch.num.messages': 10})
for i in range(15):
    producer.produce('orders', f'm{i}')
    time.sleep(0.02)
time.sleep(0.3)
"""
MOCK = ("--source", "mock", "--topic", "orders:1")


class Ends(InflightTest):
    def exit_of(self, tail):
        facts = self.report(self.script(HEAD + tail), *MOCK)["facts"]
        self.assertEqual(facts["produced"], 15)
        self.assertEqual(facts["log"], {"orders": {"0": 10}}, "the full batch was stored, whatever came then")
        self.assertEqual(facts["ledger"]["lost"] + facts["ledger"]["lost_no_report"], 5)
        return facts["exit"]

    def test_each_is_named(self):
        self.assertEqual(self.exit_of(""), {"how": "end of script", "code": 0})
        self.assertEqual(self.exit_of("sys.exit(3)\n"), {"how": "sys.exit", "code": 3})
        self.assertEqual(self.exit_of("os._exit(4)\n"), {"how": "os._exit", "code": 4})
        self.assertEqual(self.exit_of("raise ValueError('no')\n"), {"how": "exception", "code": 1})

    def end_by(self, number):
        process = self.start_inflight("report", "--json", self.script(HEAD + "while True:\n    time.sleep(0.01)\n"), *MOCK)
        child = child_of(process)
        time.sleep(2)
        os.kill(child, number)
        return self.finish_report(process)["facts"]

    def test_signals_are_named(self):
        for number, how in ((signal.SIGKILL, "killed"), (signal.SIGTERM, "killed"), (signal.SIGABRT, "crashed")):
            with self.subTest(signal=number):
                facts = self.end_by(number)
                self.assertEqual(facts["exit"], {"how": how, "code": 128 + number})
                self.assertEqual(facts["log"], {"orders": {"0": 10}})

    def test_one_that_never_ends_is_ended_when_asked(self):
        for endless in ("while True:\n    pass\n", "while True:\n    time.sleep(60)\n"):
            facts = self.report(self.script(HEAD + endless), *MOCK, "--until", "3s")["facts"]
            self.assertIn(facts["exit"]["how"], ("killed", "limit"), endless)

    def test_output_that_floods_is_bounded(self):
        flood = "while True:\n    print('x' * 100000)\n"
        report = self.report(self.script(HEAD + flood), *MOCK)
        self.assertNotEqual(report["facts"]["exit"]["code"], 0)
        self.assertEqual(report["facts"]["log"], {"orders": {"0": 10}})

    def test_the_death_of_the_parent_ends_the_child(self):
        process = self.start_inflight("report", "--json", self.script(HEAD + "time.sleep(100)\n"), *MOCK)
        child = child_of(process)
        time.sleep(1)
        process.kill()
        process.communicate()
        end = time.monotonic() + PATIENCE_S
        while pathlib.Path(f"/proc/{child}").exists() and time.monotonic() < end:
            time.sleep(0.01)
        self.assertFalse(pathlib.Path(f"/proc/{child}").exists(), "the child lives on")

    def test_several_producers_are_told_apart_and_all_read(self):
        two = """\
from confluent_kafka import Producer
told = []
first = Producer({'bootstrap.servers': 'localhost:9092'})
second = Producer({'bootstrap.servers': 'localhost:9092', 'linger.ms': 50})
for i in range(10):
    first.produce('orders', f'a{i}', callback=lambda err, msg: told.append('first'))
    second.produce('orders', f'b{i}', callback=lambda err, msg: told.append('second'))
first.flush()
print(told.count('first'), told.count('second'))
second.flush()
print(told.count('first'), told.count('second'))
"""
        for source in ("simulated", "mock"):
            facts = self.report(self.script(two), "--source", source, "--topic", "orders:1")["facts"]
            self.assertEqual(facts["output"], ["10 0", "10 10"], source)
            self.assertEqual(facts["ledger"]["delivered"], 20)
            self.assertEqual(facts["log"], {"orders": {"0": 20}})


if __name__ == "__main__":
    unittest.main()
