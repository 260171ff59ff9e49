#!/usr/bin/env python3
"""The lessons' programs are real Python: under python3 with confluent-kafka they print what the report says."""
import subprocess
import tomllib
import unittest

from inflight import InflightTest, LESSONS, PATIENCE_S

PYTHON = "/usr/bin/python3"


def switched_off(text, lines):
    """The program with these statements not run, as a person would do it under python3."""
    rows = text.splitlines(keepends=True)
    for line in lines:
        statement = rows[line - 1]
        rows[line - 1] = statement[:len(statement) - len(statement.lstrip())] + "pass\n"
    return "".join(rows)


class RealPython(InflightTest):
    def setUp(self):
        super().setUp()
        probe = subprocess.run([PYTHON, "-c", "import confluent_kafka"], capture_output=True)
        if probe.returncode != 0:
            self.skipTest("Debian's python3-confluent-kafka is not installed")

    def check(self, lesson, off):
        with self.subTest(lesson=lesson.name, off=off), self.broker("--topic", "orders:1", "--rtt", "0.4s") as port:
            text = (lesson / "program.py").read_text()
            self.assertIn("localhost:9092", text)
            # The program is used as it is, but for the broker's port and the statements that are off.
            program = self.script(switched_off(text.replace("localhost:9092", f"127.0.0.1:{port}"), off))
            done = subprocess.run([PYTHON, program], env=self.environment, capture_output=True, text=True,
                                  timeout=PATIENCE_S)
            switches = [word for line in off for word in ("--off", line)]
            facts = self.report(lesson / "program.py", "--topic", "orders:1", "--rtt", "0.4s", *switches)["facts"]
            self.assertEqual(done.stdout.splitlines(), facts["output"])
            self.assertEqual(done.returncode, facts["exit"]["code"], done.stderr)
            self.assertEqual("BufferError" in done.stderr, "_QUEUE_FULL" in facts["refused"], done.stderr)

    def test_is_told_of_by_the_broker(self):
        program = """from confluent_kafka import Producer
producer = Producer({'bootstrap.servers': 'localhost:PORT'})
producer.produce('orders', 'hello')
producer.flush()
"""
        with self.broker("--topic", "orders:1", "--verbose") as port:
            script = self.script(program.replace("PORT", str(port)))
            subprocess.run([PYTHON, script], env=self.environment, check=True, timeout=PATIENCE_S)
            said = []
            while not said or not said[-1].startswith("orders[0]"):
                said.append(self.broker_process.stdout.readline())
        self.assertIn("sends messages (Produce)", said[-2])
        self.assertEqual(said[-1], "orders[0] stores a message at offset 0\n")

    def test_prints_the_same_lines_as_the_report(self):
        for lesson in sorted(LESSONS.iterdir()):
            off = tomllib.loads((lesson / "lesson.toml").read_text())["off"]
            self.check(lesson, [])
            if off:
                self.check(lesson, off)


if __name__ == "__main__":
    unittest.main()
