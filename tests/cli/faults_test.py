"""Faults on the command line: they happen, they are told, and what can't be read or done is refused in a sentence."""
import unittest

from inflight import InflightTest


class Faults(InflightTest):
    def test_a_lost_ack_makes_duplicates_and_the_same_again(self):
        path = self.folder / "run.inflight"
        done = self.run_inflight("record", "3", "-o", path, "-X", "socket.timeout.ms=2000",
                                 "--fault", "when message 30 is produced: lose next ack")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('"faults":["when message 30 is produced: lose next ack"]', path.read_text())
        self.assertIn("lose next ack", self.run_inflight("export", path, "--text").stdout)
        again = self.run_inflight("report", path, "--again")
        self.assertIn("it is the same to the last event", again.stdout)
        self.assertGreater(self.report(path)["facts"]["duplicates"], 0)

    def test_a_lesson_with_faults_meets_its_expectation(self):
        folder = self.folder / "refused"
        folder.mkdir()
        (folder / "program.py").write_text(
            "from confluent_kafka import Producer\n"
            "producer = Producer({'linger.ms': 0})\n"
            "for i in range(3):\n"
            "    producer.produce('orders', f'm{i}', on_delivery=lambda err, msg: None)\n"
            "    producer.flush()\n")
        (folder / "lesson.toml").write_text(
            'id = "refused"\ntitle = "Refused"\ntopics = ["orders:1"]\n'
            'faults = ["always: reject every 3rd request with MSG_SIZE_TOO_LARGE"]\n'
            "[[expect]]\noff = []\nfacts = { produced = 3, ledger = { delivered = 2, failed = 1 } }\n")
        for source in ("simulated", "mock"):
            done = self.run_inflight("report", folder, "--source", source)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_what_cannot_be_read_or_done_is_told(self):
        done = self.run_inflight("report", "3", "--fault", "at 2s: broker dwon")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("character 15: 'dwon' can't stand there, but a broker's number, 'down', 'up', 'pauses' or "
                      "'resumes' can. Did you mean 'down'?", done.stderr)
        done = self.run_inflight("report", "3", "--source", "mock", "--fault", "always: lose 10 % of acks")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("The fault 'always: lose 10 % of acks' can't be done here.", done.stderr)


if __name__ == "__main__":
    unittest.main()
