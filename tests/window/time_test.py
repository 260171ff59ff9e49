#!/usr/bin/env python3
"""The time line and the chart in the real window: zooming, moving, scrubbing and seeking by mouse and by keys."""
import unittest

from real_window import RealWindow, xdotool

LINE = (700, 1000)        # on the time line, at a third of the run
LATER = (1100, 1000)
CHART = (900, 500)
WHEEL_UP, WHEEL_DOWN = 4, 5


class Time(RealWindow):
    def setUp(self):
        self.open("the-last-ten")
        self.key("Escape")  # no question now
        self.key("End")
        self.assertEqual(self.result(), (90, 90, 10))
        self.whole = self.still()

    def changes(self, before, why):
        self.wait(lambda: self.picture() != before, why)
        return self.still()

    def back_to_whole(self, why):
        self.park_the_mouse()
        self.wait(lambda: self.picture() == self.whole, why)

    def test_zooming_by_keys(self):
        self.key("plus")
        closer = self.changes(self.whole, "+ did not zoom")
        self.key("plus")
        closest = self.changes(closer, "the second + did not zoom")
        self.key("alt+Left")
        moved = self.changes(closest, "Alt+Left did not move what is zoomed")
        self.key("alt+Right")
        self.wait(lambda: self.picture() == closest, "Alt+Right did not move it back")
        self.key("minus")
        self.wait(lambda: self.picture() == closer, "- did not undo +")
        self.key("0")
        self.back_to_whole("0 did not show the whole run")
        self.assertNotEqual(moved, closest)

    def test_zooming_panning_and_seeking_by_mouse(self):
        self.point(LINE)
        xdotool("click", "--repeat", 6, WHEEL_UP)
        zoomed = self.changes(self.whole, "the wheel did not zoom")
        xdotool("mousedown", 1)
        self.point(LATER)
        xdotool("mouseup", 1)
        panned = self.changes(zoomed, "dragging did not move what is zoomed")
        self.assertRegex(self.title(), "10 lost", "dragging does not seek")
        self.point(LINE)
        xdotool("click", 1)
        self.changes(panned, "a click did not seek")
        self.assertNotRegex(self.title(), "10 lost")
        self.key("0", "End")
        self.back_to_whole("0 and End did not bring the picture back")

    def test_scrubbing_when_nothing_is_zoomed(self):
        self.point(LINE)
        xdotool("mousedown", 1)
        first = self.changes(self.whole, "pressing did not seek")
        self.point(LATER)
        self.changes(first, "dragging did not scrub")
        xdotool("mouseup", 1)
        self.key("End")
        self.back_to_whole("End did not bring the picture back")

    def test_the_chart_stands_in_the_stages_place_and_a_click_seeks(self):
        self.key("g")
        chart = self.changes(self.whole, "G did not show the chart")
        self.click(CHART)
        self.wait(lambda: "10 lost" not in self.title(), "a click on the chart did not seek")
        self.key("End")
        self.park_the_mouse()
        self.wait(lambda: self.picture() == chart, "End did not bring the chart back")
        self.key("g")
        self.back_to_whole("G did not bring the loop back")
        self.quit()


if __name__ == "__main__":
    unittest.main()
