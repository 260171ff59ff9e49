#!/usr/bin/env python3
"""Bad input is normal input: one clear sentence, a non-zero exit, nothing left behind."""
import os
import unittest

from inflight import InflightTest, free_port


class BadInput(InflightTest):
    def complains(self, expected, *arguments, status=1):
        done = self.run_inflight(*arguments)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        self.assertIn(expected, done.stderr)
        self.assertTrue(done.stderr.startswith("inflight: "), done.stderr)
        self.assertEqual(done.stdout, "")

    def report_of(self, text, *arguments):
        return self.report(self.script(text), *arguments)

    def test_syntax_error_has_line_column_and_caret(self):
        done = self.run_inflight("report", self.script("x = 1\nfor i in range(3)\n    print(i)\n"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("line 2", done.stderr)
        self.assertIn("column", done.stderr)
        self.assertIn("for i in range(3)\n", done.stderr)
        self.assertIn("^", done.stderr)

    def test_unsupported_python_is_refused_before_the_run(self):
        done = self.run_inflight("report", self.script("print('ran')\nclass A:\n    pass\n"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("line 2", done.stderr)
        self.assertIn("class", done.stderr)
        self.assertNotIn("ran", done.stdout)

    def test_endless_recursion_ends_as_in_python(self):
        report = self.report_of("def f():\n    return f()\nf()\n")
        self.assertEqual(report["facts"]["exit"], {"how": "exception", "code": 1})
        self.assertIn("RecursionError", report["detail"]["traceback"])

    def test_a_string_that_doubles_for_ever_is_stopped(self):
        report = self.report_of("s = 'x'\nwhile True:\n    s = s + s\n")
        self.assertEqual(report["facts"]["exit"]["code"], 1)
        self.assertIn("256 MiB", report["detail"]["traceback"])

    def test_an_endless_loop_is_stopped(self):
        report = self.report_of("while True:\n    pass\n")
        self.assertEqual(report["facts"]["exit"]["how"], "limit")

    def test_a_program_that_never_ends_is_killed_at_until(self):
        report = self.report_of("import time\nwhile True:\n    time.sleep(1)\n", "--until", "30s")
        self.assertEqual(report["facts"]["exit"], {"how": "killed", "code": 137})

    def test_unknown_property_names_the_nearest(self):
        done = self.run_inflight("report", self.script(
            "from confluent_kafka import Producer\nProducer({'linger.msec': 5})\n"))
        self.assertIn("linger.ms", done.stdout + done.stderr)
        self.complains("linger.ms", "report", "the-last-ten", "-X", "linger.msec=5")

    def test_value_out_of_range_names_the_range(self):
        self.complains("batch.num.messages", "report", "the-last-ten", "-X", "batch.num.messages=0")
        self.complains("linger.ms", "report", "the-last-ten", "-X", "linger.ms=soon")

    def test_unreachable_broker_is_named(self):
        port = free_port()
        self.complains(f"127.0.0.1:{port}", "report", "the-last-ten", "--source", "cluster", "--bootstrap",
                       f"127.0.0.1:{port}")

    def test_missing_file(self):
        self.complains("There is no file", "report", self.folder / "none.py")

    def test_a_missing_recording_is_no_lesson(self):
        self.complains("There is no file", "report", "none.inflight")

    def test_a_folder(self):
        self.complains("is a folder", "report", self.tmp)

    def test_binary_junk(self):
        self.complains("is not text", "report", self.script(os.urandom(4096) + b"\0"))
        self.complains("UTF-8", "report", self.script(b"print('\xff\xfe')\n"))

    def test_a_script_of_50_mb(self):
        self.complains("larger than", "report", self.script(b"x = 1\n" * (50 * 1024 * 1024 // 6)))

    def test_deep_nesting_is_refused(self):
        self.complains("nest", "report", self.script("x = " + "(" * 5000 + "1" + ")" * 5000 + "\n"))

    def test_usage_errors_exit_with_2(self):
        self.complains("There is no lesson", "report", "no-such-lesson", status=2)
        self.complains("is not a duration", "report", "the-last-ten", "--rtt", "soon", status=2)
        self.complains("--source", "report", "the-last-ten", "--source", "moon", status=2)
        self.complains("--bootstrap", "report", "the-last-ten", "--source", "cluster", status=2)
        self.complains("Ask for more brokers: --brokers 3", "report", "the-last-ten", "--topic", "orders:1:3", status=2)
        self.complains("keeps one copy", "report", "the-last-ten", "--source", "mock", "--min-insync", "2", status=2)
        self.complains("from 1 to 9", "report", "the-last-ten", "--source", "mock", "--brokers", "10", status=2)
        self.complains("from 1 to 9", "broker", "--brokers", "10", status=2)
        self.complains("line 99", "report", "the-last-ten", "--off", "99", status=2)
        self.complains("is not a topic", "report", "the-last-ten", "--topic", "a b", status=2)
        self.complains("Try: inflight report --help", "report", "the-last-ten", "--no-such-flag", status=2)
        self.complains("Try: inflight --help", "--no-such-flag", status=2)
        self.complains("", "report", status=2)
        self.complains("port", "broker", "--port", "70000", status=2)

    def test_a_port_in_use_is_named(self):
        with self.broker() as port:
            self.complains(str(port), "broker", "--port", str(port))


if __name__ == "__main__":
    unittest.main()
