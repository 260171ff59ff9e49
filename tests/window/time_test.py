#!/usr/bin/env python3
"""The time line and the chart in the real window: zooming, moving, scrubbing and seeking by mouse and by keys. The play
head's place tells which part of the run is shown: an instant stays where it is seen, or moves as that part does."""
import unittest

from real_window import RealWindow, is_near, to, xdotool

LEFT, WIDE = 150, 1732    # of the axis
END = LEFT + WIDE * 10 / 10.5
FOOT = 990                # in the time line, below what is written there
STAGE = 500               # in the chart
HEAD, AWAY = 800, 1000    # where the play head is brought, where the mouse does something else
ASIDE = 150
NOTCH = 1.25              # of the wheel
WHEEL_UP, WHEEL_DOWN = 4, 5


def on_line(x):
    return x, FOOT


def on_chart(x):
    return x, STAGE


class Time(RealWindow):
    def setUp(self):
        self.open("the-last-ten")
        self.key("Escape")  # no question now
        self.key("End")
        self.assertEqual(self.result(), (90, 90, 10))
        self.wait_head(END, "End did not lead to the end")

    def seek(self):
        self.click(on_line(HEAD))
        self.wait_head(HEAD, "a click did not seek")

    def turn(self, place, wheel, notches=4):
        self.point(place, "click", "--repeat", notches, wheel)

    def test_zooming_by_keys(self):
        for keys, factor in ("plus", 2), ("plus plus", 4), ("plus plus minus", 2), ("plus minus", 1):
            self.seek()
            self.key(*keys.split())
            self.click(on_line(HEAD + ASIDE))
            self.wait_head(HEAD + ASIDE, "a click did not seek")
            self.key("0")
            self.wait_head(HEAD + ASIDE / factor, f"{keys}: it zoomed by another factor")

    def test_moving_what_is_zoomed_by_keys(self):
        self.seek()
        self.key("plus", "plus")
        self.key("alt+Left")
        self.wait_head(HEAD + WIDE / 4, "Alt+Left did not move it by a quarter")
        self.key("alt+Right")
        self.wait_head(HEAD, "Alt+Right did not move it back")
        self.key("alt+Right")
        self.wait_head(HEAD - WIDE / 4, "Alt+Right did not move it by a quarter")
        self.key("0")
        self.wait_head(HEAD, "0 did not show the whole run")
        self.key("alt+Right", "End")  # nothing to move
        self.wait_head(END, "the whole run was moved")

    def test_zooming_by_the_wheel_where_it_points(self):
        self.seek()
        for place in on_line(AWAY), on_line(HEAD - ASIDE):
            self.turn(place, WHEEL_UP)
            self.wait_head(place[0] + (HEAD - place[0]) * NOTCH ** 4, "the wheel did not zoom at the mouse")
            self.turn(place, WHEEL_DOWN)
            self.wait_head(HEAD, "the wheel did not zoom out again")

    def test_what_is_zoomed_is_dragged_and_that_does_not_seek(self):
        self.seek()
        self.turn(on_line(HEAD), WHEEL_UP, 8)
        self.point(on_line(AWAY), "mousedown", 1)
        self.point(on_line(AWAY + ASIDE))
        self.wait_head(HEAD + ASIDE, "what is zoomed did not go with the mouse")
        self.point(on_line(AWAY - ASIDE))
        self.wait_head(HEAD - ASIDE, "what is zoomed did not go back with the mouse")
        xdotool("mouseup", 1)
        self.drag(on_line(AWAY), on_line(AWAY + 2 * ASIDE))
        self.wait_head(HEAD + ASIDE, "a fast drag was lost")
        self.key("0")
        self.wait_head(HEAD, "dragging did seek")

    def test_a_click_in_what_is_zoomed_seeks(self):
        self.seek()
        self.turn(on_line(HEAD), WHEEL_UP)
        self.click(on_line(AWAY))
        self.wait_head(AWAY, "a click did not seek")
        self.key("0")
        self.wait_head(HEAD + (AWAY - HEAD) / NOTCH ** 4, "it led to another instant")

    def test_the_play_head_is_gripped_in_what_is_zoomed(self):
        self.seek()
        self.turn(on_line(HEAD), WHEEL_UP)
        self.drag(on_line(HEAD), on_line(AWAY))
        self.wait_head(AWAY, "the play head did not go with the mouse")
        self.key("0")
        self.wait_head(HEAD + (AWAY - HEAD) / NOTCH ** 4, "it was not the play head that was dragged")

    def test_scrubbing_when_nothing_is_zoomed(self):
        self.point(on_line(HEAD), "mousedown", 1)  # far from the head, which is at the end
        self.wait_head(HEAD, "pressing did not seek")
        self.point(on_line(AWAY))
        self.wait_head(AWAY, "dragging did not scrub")
        self.key("End")
        self.wait_head(END, "the mouse that rests holds the play head")
        xdotool("mouseup", 1)
        self.drag(on_line(AWAY), on_line(HEAD))
        self.wait_head(HEAD, "a fast scrub was lost")
        self.point(on_line(HEAD), "mousedown", 1, *to(on_line(AWAY)), "mouseup", 1, "key", "Home")
        self.wait_title("^The last ten · Inflight$", "a key right after scrubbing was lost")

    def test_the_chart_stands_in_the_stages_place_and_has_the_same_mouse(self):
        self.park_the_mouse()
        stage = self.still()
        self.key("g")
        chart = self.changes(stage, "G did not show the chart")
        self.click(on_chart(HEAD))
        self.wait_head(HEAD, "a click on the chart did not seek")
        self.turn(on_chart(HEAD), WHEEL_UP, 8)
        self.drag(on_chart(AWAY), on_chart(AWAY + ASIDE))
        self.wait_head(HEAD + ASIDE, "what is zoomed did not go with the mouse")
        self.key("0", "End")
        self.wait_head(END, "End did not lead to the end")
        self.park_the_mouse()
        self.wait(lambda: self.picture() == chart, "the chart is not as it was")
        self.key("g")
        self.wait(lambda: self.picture() == stage, "G did not bring the stage back")
        self.quit()

    def test_what_is_zoomed_goes_with_the_play_head_while_it_plays(self):
        self.click(on_line(400))
        self.wait_head(400, "a click did not seek")
        self.key("plus", "plus", "plus", "space")
        followed = LEFT + WIDE * 0.8
        self.wait_head(followed, "it did not play")
        shown = self.picture()
        self.wait(lambda: self.picture() != shown, "it does not play on")
        self.assertTrue(is_near(self.head(), followed), "the play head went out of sight")


if __name__ == "__main__":
    unittest.main()
