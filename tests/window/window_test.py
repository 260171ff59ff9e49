#!/usr/bin/env python3
"""A newcomer's first minute in the real window: Run, a switch by mouse and by key, the exit, run again, quit.
What the window shows is read from its title, which tells the outcome, and from its pixels."""
import os
import re
import subprocess
import time
import unittest

INFLIGHT = os.environ["INFLIGHT"]
PATIENCE_S = 60
WIDTH, HEIGHT = 1280, 720
# Middles of the widgets in a window of this size; the layout's own test holds them in place.
RUN = (76, 62)
POLL = (460, 62)
FLUSH = (648, 62)
EXIT_NOW = (990, 62)


def xdotool(*words):
    return subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True, timeout=PATIENCE_S).stdout.strip()


class FirstMinute(unittest.TestCase):
    def setUp(self):
        self.process = subprocess.Popen([INFLIGHT, "the-last-ten"], stderr=subprocess.PIPE, text=True)
        self.window = self.wait(lambda: xdotool("search", "--name", "Inflight"), "no window opened").split()[0]
        xdotool("windowsize", self.window, WIDTH, HEIGHT)
        xdotool("windowmove", self.window, 0, 0)
        xdotool("windowfocus", self.window)
        self.wait(lambda: f"{WIDTH}x{HEIGHT}" in xdotool("getwindowgeometry", self.window), "the window has another size")

    def tearDown(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def wait(self, condition, why):
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            self.assertIsNone(self.process.poll(), "the window closed by itself")
            found = condition()
            if found:
                return found
            time.sleep(0.05)
        self.fail(f"{why}; the title is: {self.title()}")

    def title(self):
        return xdotool("getwindowname", self.window)

    def click(self, place):
        xdotool("mousemove", *place, "click", 1)

    def key(self, name):
        xdotool("key", name)

    def colours(self):
        picture = subprocess.run(["import", "-window", self.window, "-resize", "320x180", "rgb:-"], capture_output=True,
                                 timeout=PATIENCE_S).stdout
        return len({picture[i:i + 3] for i in range(0, len(picture), 3)})

    def result(self):
        """The numbers in the title once the run is over: told, in Kafka, lost."""
        shown = self.wait(lambda: re.search(r"(\d+) told, (\d+) in Kafka, (\d+) lost", self.title()), "no result")
        return tuple(int(n) for n in shown.groups())

    def test_run_switch_exit_run_again_quit(self):
        self.wait(lambda: self.title() == "The last ten · Inflight", "the title does not name the lesson")
        self.wait(lambda: self.colours() > 200, "the window is empty")

        self.key("3")  # fast
        self.click(RUN)
        self.wait(lambda: "running" in self.title(), "Run did nothing")
        time.sleep(0.7)  # somewhere in the middle of the run
        self.click(POLL)
        told, in_kafka, lost = self.result()
        self.assertLess(told, 90, "poll was switched off in mid-run, by mouse")
        self.assertEqual((in_kafka, lost), (90, 10))

        self.click(FLUSH)  # stands for the next run
        self.key("space")
        self.wait(lambda: "running" in self.title(), "Space did not run it again")
        self.assertEqual(self.result(), (100, 100, 0))

        self.key("p")
        self.key("f")
        self.key("space")
        self.wait(lambda: "running" in self.title(), "Space did not run it again")
        time.sleep(0.5)
        self.click(EXIT_NOW)
        told, in_kafka, lost = self.result()
        self.assertLess(told, 90)
        self.assertLess(told + lost, 100, "Exit now ended it before all were produced")

        self.key("ctrl+q")
        self.assertEqual(self.process.wait(timeout=PATIENCE_S), 0)


if __name__ == "__main__":
    unittest.main()
