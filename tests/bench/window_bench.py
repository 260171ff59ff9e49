#!/usr/bin/env python3
"""What the real window costs: time from start to its first picture, and processor time while it is paused and untouched.
Run it on a display of its own: xvfb-run -a -s "-screen 0 1920x1080x24" tests/bench/window_bench.py build/release/bin/inflight
Not part of tests/run, because machines are noisy; the numbers with their conditions stand in docs/PERFORMANCE.md."""
import ctypes
import os
import statistics
import subprocess
import sys
import tempfile
import time

REPETITIONS = 5
PATIENCE_S = 60
SETTLE_S = 2
IDLE_S = 10
PLACE = (30, 12)  # within the title bar, above its text
EMPTY = 0  # an empty screen and an empty window are black; no theme is


class Screen:
    """The colours on the display, asked of the X server: a question takes well under a millisecond."""

    def __init__(self):
        self.x11 = ctypes.CDLL("libX11.so.6")
        for name, result in (("XOpenDisplay", ctypes.c_void_p), ("XGetImage", ctypes.c_void_p),
                             ("XDefaultRootWindow", ctypes.c_ulong), ("XGetPixel", ctypes.c_ulong)):
            getattr(self.x11, name).restype = result
        self.display = self.x11.XOpenDisplay(None)
        if not self.display:
            sys.exit("There is no display. Start this with xvfb-run, as its first lines say.")
        self.root = self.x11.XDefaultRootWindow(ctypes.c_void_p(self.display))

    def colour(self, x, y):
        image = self.x11.XGetImage(ctypes.c_void_p(self.display), ctypes.c_ulong(self.root), x, y, 1, 1,
                                   ctypes.c_ulong(0xFFFFFFFF), 2)
        pixel = self.x11.XGetPixel(ctypes.c_void_p(image), 0, 0)
        self.x11.XDestroyImage(ctypes.c_void_p(image))
        return pixel & 0xFFFFFF


def processor_s(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def open_window(screen, inflight, home):
    """The process, and the seconds from its start to its first picture: on the clock, and of a processor."""
    begun = time.monotonic()
    process = subprocess.Popen([inflight, "the-last-ten"], env=dict(os.environ, XDG_CONFIG_HOME=home))
    while screen.colour(*PLACE) == EMPTY:
        if process.poll() is not None:
            sys.exit("the window did not open")
        if time.monotonic() - begun > PATIENCE_S:
            process.kill()
            sys.exit("no picture came")
        time.sleep(0.001)
    return process, (time.monotonic() - begun, processor_s(process.pid))


def close_window(screen, process):
    process.terminate()
    process.wait()
    while screen.colour(*PLACE) != EMPTY:
        time.sleep(0.001)


def drop_caches():
    """True if the system's file caches could be emptied, which only root may."""
    try:
        os.sync()
        with open("/proc/sys/vm/drop_caches", "w") as caches:
            caches.write("3")
        return True
    except OSError:
        return False


def starts(screen, inflight, home, before):
    seconds = []
    for _ in range(REPETITIONS):
        if not before():
            return None
        process, first_picture = open_window(screen, inflight, home)
        seconds.append(first_picture)
        close_window(screen, process)
    return seconds


def shown(seconds):
    if seconds is None:
        return "not measured: the caches can't be emptied here"
    clock, processor = zip(*seconds)
    return (f"{1000 * statistics.median(clock):.0f} ms ({1000 * min(clock):.0f} to {1000 * max(clock):.0f}), "
            f"of which {1000 * statistics.median(processor):.0f} ms are processor time")


def main():
    inflight = sys.argv[1]
    screen = Screen()
    with tempfile.TemporaryDirectory() as home:
        close_window(screen, open_window(screen, inflight, home)[0])  # fills the caches
        print("first picture, warm:", shown(starts(screen, inflight, home, lambda: True)))
        print("first picture, cold:", shown(starts(screen, inflight, home, drop_caches)))
        process, _ = open_window(screen, inflight, home)
        time.sleep(SETTLE_S)
        before = processor_s(process.pid)
        time.sleep(IDLE_S)
        print(f"paused and untouched: {100 * (processor_s(process.pid) - before) / IDLE_S:.2f} % of a core")
        close_window(screen, process)


if __name__ == "__main__":
    main()
