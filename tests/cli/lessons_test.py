#!/usr/bin/env python3
"""The lessons on the simulator, on real librdkafka with the built-in broker, and against a broker in another process."""
import contextlib
import tomllib
import unittest

from inflight import InflightTest, LESSONS, without_zeros

# The design's table of The last ten: lines off (12 is poll, 14 is flush), told, in Kafka, ledger.
THE_LAST_TEN = [
    ((12, 14), 0, 90, {"never_told": 90, "lost": 10}),
    ((14,), 90, 90, {"delivered": 90, "lost": 10}),
    ((12,), 100, 100, {"delivered": 100}),
    ((), 100, 100, {"delivered": 100}),
]


def switches(off, lines=(12, 14)):
    return [word for line in lines for word in ("--off" if line in off else "--on", line)]


class TheLastTen(InflightTest):
    def check(self, report, told, in_kafka, ledger):
        facts = report["facts"]
        self.assertEqual(facts["produced"], 100)
        self.assertEqual(facts["told"], told)
        self.assertEqual(facts["log"], {"orders": {"0": in_kafka}})
        self.assertEqual(without_zeros(facts["ledger"]), ledger)
        self.assertEqual(facts["output"], [f"delivered at {i}" for i in range(told)])
        self.assertEqual(facts["exit"], {"how": "end of script", "code": 0})
        self.assertEqual(report["gaps"], 0)

    def test_has_the_same_four_rows_on_all_three_sources(self):
        with contextlib.ExitStack() as brokers:
            runs = []
            for off, *expected in THE_LAST_TEN:
                port = brokers.enter_context(self.broker("--topic", "orders:1", "--rtt", "0.4s"))
                for source in (["simulated"], ["mock"], ["cluster", "--bootstrap", f"127.0.0.1:{port}"]):
                    process = self.start_inflight("report", "--json", "the-last-ten", "--source", *source, *switches(off))
                    runs.append((off, source[0], expected, process))
            facts = {}
            for off, source, expected, process in runs:
                with self.subTest(source=source, off=off):
                    report = self.finish_report(process)
                    self.assertEqual(report["source"], source)
                    self.check(report, *expected)
                    facts.setdefault(off, report["facts"])
                    self.assertEqual(report["facts"], facts[off])

    def test_lasts_as_long_as_its_sleeps_in_virtual_time(self):
        report = self.report("the-last-ten")
        self.assertGreaterEqual(report["detail"]["ended_at_ns"], 10_000_000_000)
        self.assertLess(report["detail"]["ended_at_ns"], 10_100_000_000)

    def test_the_same_seed_gives_the_same_report(self):
        self.assertEqual(self.report("the-last-ten", "--seed", 5), self.report("the-last-ten", "--seed", 5))


class Lessons(InflightTest):
    def test_are_listed(self):
        done = self.run_inflight("lessons")
        self.assertEqual(done.returncode, 0)
        for lesson in LESSONS.iterdir():
            self.assertIn(lesson.name, done.stdout)

    def test_meet_their_expectations_with_every_switch_simulated_and_real(self):
        for lesson in sorted(LESSONS.iterdir()):
            entries = tomllib.loads((lesson / "lesson.toml").read_text())["expect"]
            lines = {line for entry in entries for line in entry["off"]}
            self.assertEqual(len(entries), 4, lesson.name)
            runs = [(entry["off"], source,
                     self.start_inflight("report", "--json", lesson.name, "--source", source,
                                         *switches(entry["off"], sorted(lines))))
                    for entry in entries for source in ("simulated", "mock")]
            for off, source, process in runs:
                with self.subTest(lesson=lesson.name, source=source, off=off):
                    self.assertEqual(self.finish_report(process)["gaps"], 0)

    def test_a_run_that_is_not_as_expected_exits_with_1(self):
        done = self.run_inflight("report", "the-last-ten", "-X", "linger.ms=10")
        self.assertEqual(done.returncode, 1)
        self.assertIn("not what the lesson expects", done.stderr)


if __name__ == "__main__":
    unittest.main()
