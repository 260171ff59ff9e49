#!/usr/bin/env python3
"""Several runs in the real window: forking one in its past, showing those before again, and comparing two."""
import unittest

from real_window import RealWindow

EARLY, MIDDLE = (600, 990), (900, 990)  # on the time line
FIRST_RUN, FIRST_FORK = (1720, 657), (1711, 777)  # rows of "Before and after", of three runs


class Runs(RealWindow):
    def setUp(self):
        self.open("the-last-ten")
        self.key("Escape")  # no question now

    def fork(self, place, key):
        self.click(place)
        self.wait_title("held")
        self.key(key)
        self.key("End")

    def test_two_runs_side_by_side(self):
        fresh = self.still()
        for back in "v", "Escape":
            self.key("v")
            self.changes(fresh, "V did nothing")
            self.key(back)
            self.wait(lambda: self.picture() == fresh, f"{back} did not leave the comparison")
        self.key("End")
        self.assertEqual(self.result(), (90, 90, 10))
        self.key("p", "space")
        self.key("End")
        self.wait_title(r"\b0 told, 90 in Kafka, 10 lost")
        self.key("p", "f", "space")
        self.key("End")
        self.wait_title("100 told, 100 in Kafka, 0 lost")
        self.still()
        self.key("v")
        newest = self.still()
        self.key("shift+v")
        self.changes(newest, "no other run was chosen to compare with")
        self.key("shift+v")
        self.wait(lambda: self.picture() == newest, "the other run did not come round again")
        self.key("o")
        self.wait_title(r"\b0 told, 90 in Kafka, 10 lost")
        self.key("o")
        self.wait_title("100 told, 100 in Kafka, 0 lost")
        self.key("Escape")
        self.changes(newest, "Escape did not leave the comparison")

    def test_what_the_past_was_is_kept(self):
        self.key("End")
        self.assertEqual(self.result(), (90, 90, 10))
        self.fork(MIDDLE, "x")
        told, _, _ = self.result()
        self.assertLess(told, 90, "Exit now in the past did nothing")
        self.key("o")
        self.wait_title("90 told, 90 in Kafka, 10 lost", "what was replaced is gone")

    def test_forks_are_kept_shown_again_and_forked_again(self):
        self.key("End")
        self.assertEqual(self.result(), (90, 90, 10))
        self.fork(EARLY, "p")
        self.wait_title("15 told, 90 in Kafka, 10 lost")
        self.fork(MIDDLE, "b")
        self.wait_title("15 told, 75 in Kafka, 25 lost", "the fork of a fork lacks an action")
        self.click(FIRST_RUN)
        self.wait_title("90 told, 90 in Kafka, 10 lost", "a click did not show the first run again")
        self.click(FIRST_FORK)
        self.wait_title("15 told, 90 in Kafka, 10 lost", "a click did not show the fork again")
        self.quit()


if __name__ == "__main__":
    unittest.main()
