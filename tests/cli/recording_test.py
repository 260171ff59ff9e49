#!/usr/bin/env python3
"""Recordings from outside: what was recorded is what is reported, on every source, also from a file that was cut off."""
import collections
import csv
import io
import json
import os
import unittest

from inflight import InflightTest, LESSONS, PATIENCE_S

IDS = sorted(folder.name for folder in LESSONS.iterdir() if (folder / "lesson.toml").exists())


class Recordings(InflightTest):
    def record(self, target, *arguments, name="run.inflight"):
        path = self.folder / name
        done = self.run_inflight("record", target, "-o", path, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"^.*run\.inflight: \d+ events, \d+ bytes\.\n$")
        self.assertIn(f"{path.stat().st_size} bytes", done.stdout)
        return path

    def test_report_what_the_run_reports(self):
        for lesson in IDS:
            for arguments in ([], ["--seed", "7", "--rules", "mock", "--rtt", "20ms", "-X", "linger.ms=50"]):
                with self.subTest(lesson=lesson, arguments=arguments):
                    reopened = self.report(self.record(lesson, *arguments), "--again")
                    about = reopened.pop("recording")
                    self.assertEqual(about["again"], {"same": True})
                    self.assertEqual(about["complete"], True)
                    process = self.start_inflight("report", "--json", lesson, *arguments)
                    out, _ = process.communicate()
                    self.assertEqual(reopened, json.loads(out))

    def test_of_real_runs_lead_to_the_state_that_was_written(self):
        runs = {lesson: self.start_inflight("record", lesson, "--source", "mock", "-o", self.folder / lesson)
                for lesson in IDS}
        for lesson, run in runs.items():
            with self.subTest(lesson=lesson):
                _, err = run.communicate(timeout=PATIENCE_S)
                self.assertEqual(run.returncode, 0, err)
                reopened = self.report(self.folder / lesson)
                self.assertEqual(reopened["source"], "mock")
                self.assertEqual(reopened["recording"]["notes"], [])
                self.assertEqual(reopened["recording"]["complete"], True)
                simulated = self.report(lesson)["facts"]
                for what in ("produced", "told", "ledger", "exit"):
                    self.assertEqual(reopened["facts"][what], simulated[what], what)
                again = self.run_inflight("report", self.folder / lesson, "--again")
                self.assertEqual(again.returncode, 1)
                self.assertIn("Only a simulated run", again.stderr)

    def test_tell_as_text_what_they_are(self):
        done = self.run_inflight("report", self.record("the-last-ten"), "--again")
        self.assertIn("lost, nobody was told", done.stdout)
        self.assertIn("Recorded by inflight ", done.stdout)
        self.assertIn("Run again, it is the same to the last event.", done.stdout)

    def test_that_were_cut_off_lose_the_last_line_only(self):
        path = self.record("the-last-ten")
        whole = path.read_bytes()
        events = self.report(path)["recording"]["events"]
        path.write_bytes(whole[:whole.rindex(b"{\"at_ns\"") + 20])
        report = self.report(path)
        self.assertEqual(report["recording"]["events"], events - 1)
        self.assertEqual(report["recording"]["torn"], True)
        self.assertIn("cut off", report["recording"]["notes"][0])

    def test_that_are_empty_are_no_programs(self):
        path = self.folder / "empty.inflight"
        path.write_bytes(b"")
        done = self.run_inflight("report", path)
        self.assertEqual(done.returncode, 1)
        self.assertIn("is no recording", done.stderr)

    def test_tell_how_many_events_they_do_not_know(self):
        path = self.record("queue-full")
        whole = path.read_bytes()
        path.write_bytes(whole.replace(b'"kind":"producer_created"', b'"kind":"tomorrows"', 1))
        self.assertEqual(self.report(path)["recording"]["notes"][0],
                         "1 event is of a kind that this version doesn't know, and is left out.")

    def test_are_known_by_how_they_begin_whatever_they_are_called(self):
        path = self.record("queue-full")
        renamed = self.folder / "notes.py"
        os.rename(path, renamed)
        self.assertIn("recording", self.report(renamed))

    def test_are_not_run(self):
        path = self.record("queue-full")
        done = self.run_inflight("record", path, "-o", self.folder / "other.inflight")
        self.assertEqual(done.returncode, 2)
        self.assertIn("is a recording", done.stderr)
        for command in (["report", path], ["export", path, "--text"], ["render", path, "-o", self.folder / "x.png"]):
            done = self.run_inflight(*command, "--source", "mock")
            self.assertEqual(done.returncode, 2)
            self.assertIn("don't go with it", done.stderr)

    def test_are_exported(self):
        path = self.record("the-last-ten")
        trace = json.loads(self.run_inflight("export", path, "--perfetto").stdout)
        self.assertEqual({event["ph"] for event in trace["traceEvents"]}, set("MBEbeCi"))
        rows = list(csv.DictReader(io.StringIO(self.run_inflight("export", path, "--csv").stdout)))
        self.assertEqual(collections.Counter(row["outcome"] for row in rows), {"delivered": 90, "lost": 10})
        text = self.run_inflight("export", path, "--text").stdout
        self.assertEqual(text.count("\n"), self.report(path)["recording"]["events"])
        self.assertIn("Your callback is told that message 0 was delivered to orders[0] at offset 0.", text)
        self.assertEqual(self.run_inflight("export", "the-last-ten", "--text").stdout, text)
        written = self.folder / "ledger.csv"
        self.assertEqual(self.run_inflight("export", path, "--csv", "-o", written).returncode, 0)
        self.assertEqual(written.read_bytes().count(b"\r\n"), 101)
        for wrong in (["--csv", "--text"], [], ["--csv", "-o", path]):
            done = self.run_inflight("export", path, *wrong)
            self.assertNotEqual(done.returncode, 0)
            self.assertTrue(done.stderr.startswith("inflight: "), done.stderr)

    def test_replace_no_file_of_yours(self):
        mine = self.script("print('mine')\n")
        done = self.run_inflight("record", "queue-full", "-o", mine)
        self.assertEqual(done.returncode, 1)
        self.assertIn("is no recording", done.stderr)
        self.assertEqual(mine.read_text(), "print('mine')\n")
        done = self.run_inflight("record", "queue-full", "-o", self.folder / "none" / "run.inflight")
        self.assertIn("can't be written", done.stderr)


if __name__ == "__main__":
    unittest.main()
