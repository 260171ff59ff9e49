#!/usr/bin/env python3
"""The lessons' programs are real Python: under python3 with confluent-kafka they print what the report says."""
import subprocess
import unittest

from inflight import InflightTest, LESSONS, PATIENCE_S

PYTHON = "/usr/bin/python3"


class RealPython(InflightTest):
    def test_prints_the_same_lines_as_the_report(self):
        probe = subprocess.run([PYTHON, "-c", "import confluent_kafka"], capture_output=True)
        if probe.returncode != 0:
            self.skipTest("Debian's python3-confluent-kafka is not installed")
        for lesson in sorted(LESSONS.iterdir()):
            with self.subTest(lesson=lesson.name), self.broker("--topic", "orders:1", "--rtt", "0.4s") as port:
                # The program is used as it is, but for the broker's port.
                text = (lesson / "program.py").read_text()
                self.assertIn("localhost:9092", text)
                program = self.script(text.replace("localhost:9092", f"127.0.0.1:{port}"))
                done = subprocess.run([PYTHON, program], env=self.environment, capture_output=True, text=True,
                                      timeout=PATIENCE_S)
                self.assertEqual(done.returncode, 0, done.stderr)
                expected = self.report(lesson / "program.py", "--topic", "orders:1", "--rtt", "0.4s")
                self.assertEqual(done.stdout.splitlines(), expected["facts"]["output"])


if __name__ == "__main__":
    unittest.main()
