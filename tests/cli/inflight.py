"""How the command-line tests run Inflight: in a private folder, with every process and file accounted for."""
import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import unittest

INFLIGHT = os.environ["INFLIGHT"]
LESSONS = pathlib.Path(os.environ["INFLIGHT_SOURCE_DIR"]) / "assets/lessons"
# Longer than any run in these tests; a process that takes this long has hung.
PATIENCE_S = 120


class InflightTest(unittest.TestCase):
    """A test with a folder of its own; afterwards no process and no temporary file may be left."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="inflight-test-"))
        self.tmp = self.folder / "tmp"
        self.tmp.mkdir()
        self.environment = dict(os.environ, TMPDIR=str(self.tmp), INFLIGHT_TEST_FOLDER=str(self.folder))

    def tearDown(self):
        left = [str(p) for p in self.tmp.rglob("*")]
        processes = self.processes_of_this_test()
        shutil.rmtree(self.folder)
        self.assertEqual(left, [], "files were left behind")
        self.assertEqual(processes, [], "processes were left behind")

    def processes_of_this_test(self):
        """Command lines of living processes that carry this test's mark in their environment."""
        found = []
        mark = f"INFLIGHT_TEST_FOLDER={self.folder}".encode()
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        return found

    def run_inflight(self, *arguments):
        return subprocess.run([INFLIGHT, *map(str, arguments)], env=self.environment, capture_output=True, text=True,
                              timeout=PATIENCE_S, stdin=subprocess.DEVNULL)

    def start_inflight(self, *arguments):
        return subprocess.Popen([INFLIGHT, *map(str, arguments)], env=self.environment, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)

    def finish_report(self, process):
        out, err = process.communicate(timeout=PATIENCE_S)
        self.assertEqual(process.returncode, 0, err)
        return json.loads(out)

    def report(self, *arguments):
        return self.finish_report(self.start_inflight("report", "--json", *arguments))

    def script(self, text, name="program.py"):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    @contextlib.contextmanager
    def broker(self, *arguments, port=None):
        """A fresh `inflight broker`; gives its port. Ended as a person does, with Ctrl-C."""
        port = port or free_port()
        broker = self.start_inflight("broker", "--port", port, *arguments)
        self.broker_process = broker
        try:
            line = broker.stdout.readline()
            self.assertEqual(line, f"listening on 127.0.0.1:{port}\n", "the broker did not start")
            yield port
        finally:
            broker.send_signal(2)
            _, err = broker.communicate(timeout=PATIENCE_S)
        self.assertEqual(broker.returncode, 0, err)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def without_zeros(counts):
    return {name: count for name, count in counts.items() if count != 0}
