#!/usr/bin/env python3
"""A canary in every place that a secret can come in by, looked for in every place that it could get out by."""
import os
import pathlib
import time
import unittest

from inflight import InflightTest, PATIENCE_S

CANARY = "canary-7f3a"

# Each names a secret of its own, so that a find tells which way it came. The program even prints what it knows.
SCRIPT = f"""\
from confluent_kafka import Producer
import time

def report(err, msg):
    print(err or f'delivered at {{msg.offset()}}')

conf = {{'bootstrap.servers': 'localhost:9092', 'sasl.username': 'me',
        'sasl.password': '{CANARY}-script', 'linger.ms': 5}}
producer = Producer(conf)
print(conf['sasl.password'])
for i in range(20):
    producer.produce('orders', f'm{{i}}', callback=report)
    producer.poll(0)
    time.sleep(0.05)
producer.flush(1)
"""


class Secrets(InflightTest):
    def setUp(self):
        super().setUp()
        self.properties = self.folder / "client.properties"
        self.properties.write_text(f"ssl.keystore.password={CANARY}-file\n")

    def assert_silent(self, text, where):
        self.assertNotIn(CANARY, text, where)

    def run_with_secrets(self, *arguments):
        return self.start_inflight(*arguments, "-F", self.properties, "-X", f"ssl.key.password={CANARY}-option")

    def test_are_in_no_report_of_any_source(self):
        script = self.script(SCRIPT)
        with self.broker("--topic", "orders:1") as port:
            for source in (["simulated"], ["mock"], ["cluster", "--bootstrap", f"127.0.0.1:{port}"]):
                for form in ([], ["--json", "--full"]):
                    with self.subTest(source=source[0], form=form):
                        process = self.run_with_secrets("report", *form, script, "--topic", "orders:1", "--source", *source)
                        out, err = process.communicate(timeout=PATIENCE_S)
                        self.assertEqual(process.returncode, 0, err)
                        self.assertIn("delivered at ", out)
                        self.assert_silent(out, "the report")
                        self.assert_silent(err, "what it complained of")

    def test_are_in_no_recording_of_any_source(self):
        script = self.script(SCRIPT)
        recording = self.folder / "run.inflight"
        with self.broker("--topic", "orders:1") as port:
            for source in (["simulated"], ["mock"], ["cluster", "--bootstrap", f"127.0.0.1:{port}"]):
                with self.subTest(source=source[0]):
                    process = self.run_with_secrets("record", script, "-o", recording, "--topic", "orders:1",
                                                    "--source", *source)
                    out, err = process.communicate(timeout=PATIENCE_S)
                    self.assertEqual(process.returncode, 0, err)
                    text = recording.read_text()
                    self.assertIn("delivered at ", text)
                    self.assertNotIn(str(port), text.splitlines()[0], "the cluster's address is in the header")
                    self.assert_silent(text, "the recording")
                    report = self.report(recording)
                    self.assertEqual(report["recording"]["notes"], [])

    def test_are_not_in_the_words_of_a_refused_login(self):
        script = self.script(SCRIPT)
        with self.broker("--topic", "orders:1") as port:
            process = self.run_with_secrets("report", "--json", script, "--source", "cluster", "--bootstrap",
                                            f"127.0.0.1:{port}", "-X", "security.protocol=SASL_PLAINTEXT", "-X",
                                            "sasl.mechanism=PLAIN", "-X", "sasl.username=me", "-X",
                                            f"sasl.password={CANARY}-login")
            out, err = process.communicate(timeout=PATIENCE_S)
        self.assertEqual(process.returncode, 1)
        self.assertIn("inflight: ", err)
        self.assert_silent(out + err, "the refusal")

    def test_are_not_in_the_childs_arguments_environment_or_files(self):
        process = self.run_with_secrets("report", "--json", self.script(SCRIPT), "--topic", "orders:1", "--source", "mock")
        child = self.child_of(process)
        seen = ""
        for name in ("cmdline", "environ", "comm"):
            seen += (child / name).read_bytes().decode(errors="replace")
        time.sleep(0.5)  # somewhere in the middle of the run
        for descriptor in (child / "fd").iterdir():  # the file of facts is one of them
            if os.path.isfile(descriptor):
                seen += descriptor.read_bytes().decode(errors="replace")
        out, err = process.communicate(timeout=PATIENCE_S)
        self.assertEqual(process.returncode, 0, err)
        self.assertIn("orders", seen, "the file of facts was not looked at")
        self.assert_silent(seen, "the child")

    def child_of(self, process):
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            for task in pathlib.Path(f"/proc/{process.pid}/task").glob("*/children"):
                for pid in task.read_text().split():
                    child = pathlib.Path(f"/proc/{pid}")
                    if (child / "comm").read_text().startswith("inflight-child"):
                        return child
            time.sleep(0.01)
        raise AssertionError("there is no child")


if __name__ == "__main__":
    unittest.main()
