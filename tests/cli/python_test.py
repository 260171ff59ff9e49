#!/usr/bin/env python3
"""The lessons' programs are real Python: under python3 with confluent-kafka they print what the report says, and so does
what is copied of a program whose statements are off."""
import json
import subprocess
import tomllib
import unittest

from inflight import InflightTest, LESSONS, PATIENCE_S

PYTHON = "/usr/bin/python3"


class RealPython(InflightTest):
    def setUp(self):
        super().setUp()
        probe = subprocess.run([PYTHON, "-c", "import confluent_kafka"], capture_output=True)
        if probe.returncode != 0:
            self.skipTest("Debian's python3-confluent-kafka is not installed")

    def check(self, path, off):
        with self.subTest(program=path, off=off), self.broker("--topic", "orders:1", "--rtt", "0.4s") as port:
            switches = [word for line in off for word in ("--off", line)]
            expected = self.run_inflight("conform", "--expected", path, *switches)
            text = json.loads(expected.stdout)["script"]
            self.assertIn("localhost:9092", text)
            copied = self.script(text.replace("localhost:9092", f"127.0.0.1:{port}"), "copied.py")
            done = subprocess.run([PYTHON, copied], env=self.environment, capture_output=True, text=True,
                                  timeout=PATIENCE_S)
            facts = self.report(path, "--topic", "orders:1", "--rtt", "0.4s", *switches)["facts"]
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
            self.check(lesson / "program.py", [])
            if off:
                self.check(lesson / "program.py", off)

    def test_does_what_is_done_where_statements_are_off(self):
        program = self.script("""from confluent_kafka import Producer
producer = Producer({'bootstrap.servers': 'localhost:9092'})
events = polls = 0
for i in range(3):
    producer.produce('orders', str(i), callback=lambda error, message: print('delivered', message.offset()))
    events += producer.poll(0)
    n = producer.poll(
        1)
    if n == 0:
        print('nothing yet')
        polls += 1
    elif n > 5:
        print('many')
print('left', producer.flush(), polls, n)
""")
        for off in [6, 7], [6, 9], [4], [5, 6, 14]:
            self.check(program, off)


if __name__ == "__main__":
    unittest.main()
