#!/usr/bin/env python3
"""*My Kafka* in the real window, against `inflight broker` in a process of its own and against nobody."""
import socket
import subprocess
import time
import unittest

from real_window import INFLIGHT, RealWindow

BROKERS = (960, 400)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MyKafka(RealWindow):
    def open_dialog(self, address):
        self.open("the-last-ten")
        self.key("Escape")
        stage = self.still()
        self.key("k")
        self.wait(lambda: self.picture() != stage, "K did nothing")
        self.key("Tab")
        self.type(address)
        return self.still()

    def test_a_cluster_is_tested_and_then_run_on(self):
        port = free_port()
        broker = subprocess.Popen([INFLIGHT, "broker", "--port", str(port), "--topic", "orders:1"],
                                  stdout=subprocess.PIPE, text=True)
        self.addCleanup(broker.communicate)
        self.addCleanup(broker.kill)
        broker.stdout.readline()
        address = f"127.0.0.1:{port}"
        written = self.open_dialog(address)
        self.key("Return")
        self.wait(lambda: self.picture() != written, "nothing was said of the cluster")
        answered = self.still(rest_s=1)
        # To the button: properties file, name, value, Add, Test connection, Use this Kafka.
        for _ in range(6):
            self.key("Tab")
        self.key("Return")
        self.wait(lambda: self.picture() != answered, "the button did nothing")
        self.still()
        self.key("space")
        self.wait_title("running", "it does not run on the cluster")
        self.key("End")
        self.assertEqual(self.result(), (90, 90, 10))
        log = subprocess.run(["kcat", "-C", "-b", address, "-t", "orders", "-e", "-q"], capture_output=True, text=True,
                             timeout=60).stdout
        self.assertEqual(log.split(), [f"m{i}" for i in range(90)], "what the window shows is what the cluster has")
        self.quit()
        with open(self.settings) as file:
            self.assertIn(f"kafka = '{address}'", file.read())

    def test_nobody_there_never_stalls_the_window(self):
        silent = socket.create_server(("127.0.0.1", 0))  # lets everybody in, and says nothing
        self.addCleanup(silent.close)
        self.open_dialog(f"127.0.0.1:{silent.getsockname()[1]}")
        self.key("Return")
        moving = {self.picture() for _ in range(12)}
        self.assertGreater(len(moving), 2, "the bar does not move while it is asked")
        self.key("Escape")
        self.key("Escape")
        begun = time.monotonic()
        self.quit()
        self.assertLess(time.monotonic() - begun, 5, "it is asked no longer when the window is closed")


if __name__ == "__main__":
    unittest.main()
