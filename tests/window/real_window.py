"""A real window of `inflight` on the display, driven by xdotool: opening, keys, the mouse, the title and the pixels."""
import os
import re
import subprocess
import tempfile
import time
import unittest

INFLIGHT = os.environ["INFLIGHT"]
PATIENCE_S = 60
WIDTH, HEIGHT = 1280, 720
HEAD_ROW = 932                     # through the disc of the play head
ACCENT = bytes.fromhex("b9a5ff")   # of the dark theme


def xdotool(*words):
    return subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True, timeout=PATIENCE_S).stdout.strip()


def to(place):
    """The words that move the mouse to a place in units of the 1920x1080 layout."""
    return "mousemove", round(place[0] * WIDTH / 1920), round(place[1] * HEIGHT / 1080)


def is_near(x, wanted):
    return x is not None and abs(x - wanted) < 4  # two pixels and a half


def widest_run(row, colour):
    """Of pixels of that colour in a row: (how many, the middle)."""
    widest, begin = (0, 0), None
    for x, pixel in enumerate([*row, None]):
        if pixel == colour:
            begin = x if begin is None else begin
        elif begin is not None:
            widest, begin = max(widest, (x - begin, (x + begin) / 2)), None
    return widest


class RealWindow(unittest.TestCase):
    """Each test opens a window of its own, with settings that nobody else has."""

    def open(self, *arguments, settings=None):
        home = tempfile.TemporaryDirectory()
        self.addCleanup(home.cleanup)
        self.settings = os.path.join(home.name, "inflight", "settings.toml")
        if settings is not None:
            os.makedirs(os.path.dirname(self.settings))
            with open(self.settings, "w") as file:
                file.write(settings)
        self.reopen(*arguments)

    def reopen(self, *arguments):
        environment = dict(os.environ, XDG_CONFIG_HOME=os.path.dirname(os.path.dirname(self.settings)))
        self.process = subprocess.Popen([INFLIGHT, *arguments], stderr=subprocess.PIPE, text=True, env=environment)
        self.addCleanup(self.end, self.process)
        self.window = self.wait(lambda: xdotool("search", "--onlyvisible", "--name", "Inflight"), "no window opened").split()[0]
        xdotool("windowsize", self.window, WIDTH, HEIGHT)
        xdotool("windowmove", self.window, 0, 0)
        xdotool("windowfocus", self.window)
        self.park_the_mouse()
        self.wait(lambda: f"{WIDTH}x{HEIGHT}" in xdotool("getwindowgeometry", self.window), "the window has another size")
        self.wait(lambda: len(set(self.picture())) > 20, "the window is empty")

    def end(self, process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def quit(self):
        self.key("ctrl+q")
        self.assertEqual(self.process.wait(timeout=PATIENCE_S), 0)

    def wait(self, condition, why):
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if self.process.poll() is not None:
                self.fail(f"the window closed by itself: {self.process.stderr.read()}")
            found = condition()
            if found:
                return found
            time.sleep(0.05)
        self.fail(f"{why}; the title is: {self.title()}")

    def title(self):
        return xdotool("getwindowname", self.window)

    def wait_title(self, pattern, why=None):
        return self.wait(lambda: re.search(pattern, self.title()), why or f"the title never was '{pattern}'")

    def changes(self, before, why):
        self.wait(lambda: self.picture() != before, why)
        return self.still()

    def park_the_mouse(self):
        """Where nothing lights up under it."""
        xdotool("mousemove", 8, HEIGHT - 8, "mousemove", 4, HEIGHT - 4)

    def point(self, place, *then):
        """Moves the mouse to a place in units of the 1920x1080 layout."""
        xdotool(*to(place), *then)

    def click(self, place):
        self.point(place, "click", 1)

    def drag(self, begin, end):
        """So fast that a frame sees nothing of it before it is over."""
        self.point(begin, "mousedown", 1, *to(end), "mouseup", 1)

    def key(self, *names):
        xdotool("key", *names)

    def type(self, words):
        xdotool("type", words)

    def picture(self):
        """The window's pixels, small, a tuple of colours."""
        return self.pixels("-resize", "160x90")

    def pixels(self, *how):
        shown = subprocess.run(["import", "-window", self.window, *how, "-depth", "8", "rgb:-"], capture_output=True,
                               timeout=PATIENCE_S).stdout
        return tuple(shown[i:i + 3] for i in range(0, len(shown), 3))

    def head(self):
        """Where the play head is on the time line, in units of the layout; None if it is beyond what is shown."""
        row = self.pixels("-crop", f"{WIDTH}x1+0+{round(HEAD_ROW * HEIGHT / 1080)}")
        wide, middle = widest_run(row, ACCENT)
        return middle * 1920 / WIDTH if wide > 5 else None  # narrower are the marks of a loop

    def wait_head(self, x, why):
        self.wait(lambda: is_near(self.head(), x), f"{why}; the play head is not at {x}")

    def still(self, rest_s=0.15):
        """The picture once it has come to rest."""
        def settled():
            before = self.picture()
            time.sleep(rest_s)
            return before if self.picture() == before else None
        return self.wait(settled, "the picture never came to rest")

    def result(self):
        """The numbers in the title once the run is over: told, in Kafka, lost."""
        shown = self.wait_title(r"(\d+) told, (\d+) in Kafka, (\d+) lost", "no result")
        return tuple(int(n) for n in shown.groups())
