#!/usr/bin/env python3
"""Every verb and every key in the real window: what each does is read from the title and from the pixels."""
import time
import unittest

from real_window import RealWindow, xdotool

RUN, HOLD, BACK, STEP = (114, 93), (278, 93), (386, 93), (480, 93)
REJECT = (1252, 93)
STORY, NORMAL, FAST = (1659, 93), (1757, 93), (1856, 93)
PRESENT, HELP, MENU = (1682, 28), (1800, 28), (1870, 28)
TIME_LINE_MIDDLE = (900, 990)


class Keys(RealWindow):
    def setUp(self):
        self.open("the-last-ten")
        self.key("Escape")  # no question now
        self.fresh = self.still()

    def there_and_back(self, name, back=None):
        self.key(name)
        changed = self.changes(self.fresh, f"{name} did nothing")
        self.key(back or name)
        self.wait(lambda: self.picture() == self.fresh, f"{back or name} did not bring the picture back")
        return changed

    def test_what_the_window_looks_like(self):
        self.there_and_back("d")
        self.there_and_back("F5")
        self.there_and_back("z", "Escape")
        self.there_and_back("question", "Escape")
        self.there_and_back("a", "Escape")
        light = self.there_and_back("t")
        self.assertGreater(sum(light[0]), 600)
        self.there_and_back("p")
        self.there_and_back("f")
        self.there_and_back("1", "2")
        self.there_and_back("3", "2")

    def test_the_same_by_mouse(self):
        for place, back in ((PRESENT, "F5"), (HELP, "Escape"), (MENU, "Escape"), (STORY, "2"), (FAST, "2")):
            self.point(place)
            under_mouse = self.still()  # a button lights up under the mouse; what comes after is the click's
            xdotool("click", 1)
            self.wait(lambda: self.picture() != under_mouse, f"a click at {place} did nothing")
            self.key(back)
            self.park_the_mouse()
            self.wait(lambda: self.picture() == self.fresh, f"{back} did not undo a click at {place}")
        self.click(NORMAL)

    def test_copying_says_that_it_did(self):
        self.key("c")
        told = self.changes(self.fresh, "copying said nothing")
        self.key("shift+t")
        told = self.changes(told, "copying for a terminal said nothing")
        self.key("shift+b", "shift+c", "shift+l")  # only a broker that is real goes down, is cut off or slowed
        self.assertEqual(self.still(), told)

    def test_what_is_chosen_is_kept(self):
        self.key("m")
        self.there_and_back("d")
        self.quit()
        with open(self.settings) as file:
            kept = file.read()
        self.assertIn("reduce_motion = true", kept)
        self.assertIn("full = false", kept)

    def test_moving_through_a_run(self):
        self.key("End")
        self.assertEqual(self.result(), (90, 90, 10))
        end = self.still()
        self.key("Home")
        self.wait_title("^The last ten · Inflight$", "Home did not go to the start")
        start = self.changes(end, "Home did nothing")
        self.key("Right")
        self.key("Right")
        stepped = self.changes(start, "the step did nothing")
        self.key("shift+Right")
        line = self.changes(stepped, "the step by line did nothing")
        self.key("shift+Left")
        self.changes(line, "the step back by line did nothing")
        self.key("Left")
        self.click(TIME_LINE_MIDDLE)
        middle = self.changes(start, "the click on the time line did nothing")
        self.click(STEP)
        self.click(BACK)
        self.key("Prior")  # to the caption before
        self.changes(middle, "PageUp did nothing")
        self.key("Next")
        self.wait_title("running", "PageDown did not go on")
        self.key("r")
        self.wait_title("^The last ten · Inflight$", "R did not start over")

    def test_holding_and_going_on(self):
        self.key("space")
        self.wait_title("running")
        self.key("h")
        self.wait_title("held")
        self.still()
        self.key("h")
        self.wait_title("running")
        self.click(HOLD)
        self.wait_title("held")
        self.click(RUN)
        self.wait_title("running")
        self.key("space")
        self.wait_title("held")

    def test_situations(self):
        self.key("F7")
        self.wait_title("The last ten: held")
        self.still()
        self.key("space")
        self.assertEqual(self.result(), (90, 90, 10))
        self.key("F6")
        self.wait_title("Nobody called poll: held")
        self.still()
        self.key("n")
        self.wait_title("The last ten")

    def test_an_ack_that_is_lost_leaves_the_program_in_doubt(self):
        self.key("space")
        self.wait_title("running")
        self.key("shift+a")
        self.key("End")
        told, in_kafka, _ = self.result()
        self.assertLess(told, in_kafka)

    def test_what_a_person_does_to_a_run(self):
        self.key("space")
        self.wait_title("running")
        time.sleep(0.3)
        self.key("b")
        self.key("End")
        told, in_kafka, _ = self.result()
        self.assertEqual((told, in_kafka), (90, 75), "the rejected batch was told, and is not in Kafka")

        self.key("space")
        self.wait_title("running")
        time.sleep(0.5)
        self.key("shift+X")
        told, in_kafka, lost = self.result()
        self.assertLess(in_kafka + lost, 100, "kill -9 ended it before all were produced")

        self.key("space")
        self.wait_title("running")
        time.sleep(0.3)
        self.click(REJECT)
        time.sleep(0.3)
        self.key("x")
        self.wait_title("ended|told")
        told, in_kafka, lost = self.result()
        self.assertLess(in_kafka + lost, 100, "Exit now ended it before all were produced")
        self.key("x")  # nothing to exit from: nothing happens
        self.quit()


class RealBroker(RealWindow):
    """The keys that act on the built-in broker, while the real librdkafka talks to it."""

    def setUp(self):
        self.open("the-last-ten", "--source", "mock")
        self.key("Escape")
        self.still()

    def run_and(self, *keys):
        self.key("space")
        self.wait_title("running")
        for key in keys:
            self.key(key)
        self.key("End")
        return self.result()

    def test_a_broker_that_is_down_stores_nothing_and_nobody_is_told(self):
        self.assertEqual(self.run_and("shift+b"), (0, 0, 100))

    def test_down_and_back_cut_off_and_slow_nothing_more_is_lost(self):
        told, in_kafka, lost = self.run_and("shift+b", "shift+c", "shift+b", "shift+l", "shift+c")
        self.assertEqual((in_kafka, lost), (90, 10))
        self.assertLessEqual(told, in_kafka)


if __name__ == "__main__":
    unittest.main()
