#!/usr/bin/env python3
"""Recordings and lessons that somebody with ill intent made: nothing of them runs, connects or is loaded, and the
sentence says why. Wires that would trip are laid first, and shown to trip where a person does ask for it."""
import json
import os
import socket
import subprocess
import unittest

from inflight import InflightTest

LIBRARY = """\
#include <stdio.h>
__attribute__((constructor)) static void trip(void) { FILE* f = fopen("%s", "w"); if (f) fclose(f); }
int conf_init(void* conf, void** opaque, char* error, unsigned long size) { return 0; }
"""
PROGRAM = """\
from confluent_kafka import Producer
producer = Producer(%r)
producer.produce('orders', 'x')
producer.flush(1)
"""
LESSON = 'id = "evil"\ntitle = "Evil"\ntopics = ["orders:1"]\n'


class Hostile(InflightTest):
    def setUp(self):
        super().setUp()
        self.wire = self.folder / "tripped"
        self.touch = f"touch {self.wire}"
        source = self.folder / "evil.c"
        source.write_text(LIBRARY % self.wire)
        self.library = self.folder / "evil.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-o", self.library, source], check=True)
        self.listener = socket.socket()
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen()
        self.listener.setblocking(False)
        self.elsewhere = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.hostile = {  # what a stranger may want to set
            "plugin.library.paths": str(self.library),
            "sasl.kerberos.kinit.cmd": self.touch,
            "sasl.kerberos.principal": f"$({self.touch})",
            "ssl.ca.location": "/etc/passwd",
            "ssl.key.location": "/etc/passwd",
            "ssl.keystore.location": "/etc/passwd",
            "sasl.kerberos.keytab": "/etc/passwd",
            "sasl.oauthbearer.token.endpoint.url": f"http://{self.elsewhere}/",
        }

    def tearDown(self):
        self.listener.close()
        super().tearDown()

    def nothing_happened(self):
        self.assertFalse(self.wire.exists(), "something was run or loaded")
        with self.assertRaises(BlockingIOError, msg="something connected"):
            self.listener.accept()

    def lesson(self, conf, toml=LESSON):
        folder = self.folder / "lesson"
        folder.mkdir(exist_ok=True)
        (folder / "program.py").write_text(PROGRAM % conf)
        (folder / "lesson.toml").write_text(toml)
        return folder

    def recording(self, name="run.inflight", **header):
        path = self.folder / name
        head = {"inflight": "recording", "version": 1, "script_name": "program.py", **header}
        path.write_text(json.dumps(head, separators=(",", ":")) + "\n")
        return path

    def refuses(self, expected, *arguments):
        done = self.run_inflight(*arguments)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertEqual(done.stdout, "")
        self.assertTrue(done.stderr.startswith("inflight: "), done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertIn(expected, done.stderr)
        self.nothing_happened()

    def test_wires_trip_where_a_person_asks_for_it(self):
        lesson = self.lesson({})
        sasl = ("-X", "security.protocol=SASL_PLAINTEXT")
        for wanted in (["-X", f"plugin.library.paths={self.library}"],
                       ["-X", f"sasl.kerberos.kinit.cmd={self.touch}", *sasl]):
            self.run_inflight("report", lesson, "--source", "mock", *wanted)
            self.assertTrue(self.wire.exists(), wanted)
            self.wire.unlink()
        self.run_inflight("report", lesson, "--source", "cluster", "--bootstrap", self.elsewhere)
        self.listener.accept()[0].close()

    def test_lesson_reaches_nothing_beyond_its_program(self):
        sasl = {"security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "GSSAPI"}
        with self.broker("--topic", "orders:1") as port:
            for name, value in self.hostile.items():
                for source in (["simulated"], ["mock"], ["cluster", "--bootstrap", f"127.0.0.1:{port}"]):
                    with self.subTest(name=name, source=source[0]):
                        report = self.report(self.lesson({**sasl, name: value}), "--source", *source)
                        self.assertEqual(report["facts"]["exit"]["how"], "exception")
                        self.assertIn(f'The property "{name}" reaches beyond the program', report["detail"]["traceback"])
                        self.nothing_happened()

    def test_lesson_connects_only_to_where_a_person_said(self):
        with self.broker("--topic", "orders:1") as port:
            for name in ("bootstrap.servers", "metadata.broker.list"):
                for source in (["simulated"], ["mock"], ["cluster", "--bootstrap", f"127.0.0.1:{port}"]):
                    with self.subTest(name=name, source=source[0]):
                        report = self.report(self.lesson({name: self.elsewhere}), "--source", *source)
                        self.assertEqual(report["facts"]["log"], {"orders": {"0": 1}})
                        self.nothing_happened()

    def test_lesson_has_its_own_files_only(self):
        secret = self.folder / "diary.py"
        secret.write_text("print('mine')\n")
        folder = self.lesson({})
        (folder / "program.py").unlink()
        (folder / "program.py").symlink_to(secret)
        self.refuses("leads out of the lesson's folder", "report", folder)
        (folder / "program.py").unlink()
        (folder / "program.py").symlink_to("/dev/zero")
        self.refuses("leads out of the lesson's folder", "report", folder)
        for toml in ('script = "/etc/passwd"\n', 'bootstrap = "elsewhere:9092"\n', "[properties]\na = 1\n"):
            self.refuses("is not a key that a lesson has", "report", self.lesson({}, LESSON + toml))
        self.refuses("'id'", "report", self.lesson({}, LESSON.replace('"evil"', '"../../evil"')))
        self.refuses("'topics'", "report", self.lesson({}, LESSON.replace("orders:1", "orders:99999999")))
        self.refuses("line 4", "report", self.lesson({}, LESSON + "off = " + "[" * 100_000))

    def test_recording_sets_nothing(self):
        for name, value in {**self.hostile, "bootstrap.servers": self.elsewhere}.items():
            for command in (["report"], ["report", "--again"]):
                self.refuses(name, command[0], self.recording(properties={name: value}), *command[1:])
        self.refuses("'bootstrap' is not a key", "report", self.recording(bootstrap=self.elsewhere))
        self.refuses("'lesson'", "report", self.recording(lesson="../../lesson"))
        self.refuses("'script_name'", "report", self.recording(script_name="/etc/passwd"))

    def test_recording_is_only_shown(self):
        for source in ("simulated", "mock", "cluster"):
            for name, value in {**self.hostile, "bootstrap.servers": self.elsewhere}.items():
                path = self.recording(source=source, script=PROGRAM % {name: value})
                with path.open("a") as file:
                    file.write('{"at_ns":0,"kind":"producer_created","configuration":"%s=x"}\n' % name)
                self.run_inflight("report", path)
                self.nothing_happened()
                self.run_inflight("report", path, "--again")  # a simulated one runs again, simulated
                self.nothing_happened()

    def test_recording_that_is_absurd_is_refused_in_bounded_memory(self):
        event = '{"at_ns":0,"kind":"message_accepted","message":%d}\n'
        for expected, text in (("message 4000000000", event % 4_000_000_000),
                               ("a hundred years", '{"at_ns":9000000000000000000,"kind":"output"}\n'),
                               ("line 2", "[" * 10_000_000 + "\n"),
                               ("longer than 16 MiB", "x" * (300 << 20)),
                               ("line 2", "\0" * 100_000 + "\n"),
                               ("earlier", '{"at_ns":5,"kind":"output"}\n{"at_ns":4,"kind":"output"}\n')):
            path = self.recording()
            with path.open("a") as file:
                file.write(text)
            with self.subTest(expected=expected):
                self.refuses(expected, "report", path)
                self.assertLess(self.peak_memory_mib("report", path), 300)

    def test_recording_that_is_no_text_is_refused(self):
        path = self.recording()
        path.write_bytes(path.read_bytes() + b'{"at_ns":5,"kind":"output","line":"\xff\xfe"}\n')
        self.refuses("line 2: it is not UTF-8", "report", path)
        path.write_text('{"inflight":"recording"')
        self.refuses("line 1: it is not a JSON object", "report", path)

    def peak_memory_mib(self, *arguments):
        code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); " \
               "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
        done = subprocess.run(["python3", "-c", code, os.environ["INFLIGHT"], *map(str, arguments)],
                              capture_output=True, text=True, check=True)
        return int(done.stdout)


if __name__ == "__main__":
    unittest.main()
