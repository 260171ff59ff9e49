#!/usr/bin/env python3
"""A newcomer's first minute in the real window: Run, a switch by mouse and by key, the exit, run again, quit.
What the window shows is read from its title, which tells the outcome, and from its pixels."""
import time
import unittest

from real_window import RealWindow

# Middles of the widgets, in units of the layout; the layout's own test holds them in place.
RUN = (114, 93)
POLL = (690, 93)
FLUSH = (972, 93)
EXIT_NOW = (1485, 93)
TRY_FLUSH, TRY_POLL = (245, 806), (630, 806)  # the large buttons of the verdict


class FirstMinute(RealWindow):
    def test_run_switch_exit_run_again_quit(self):
        self.open("the-last-ten")
        self.wait_title("^The last ten · Inflight$", "the title does not name the lesson")

        self.key("3")  # the third choice of the question
        self.key("Escape")
        self.key("3")  # fast
        self.click(RUN)
        self.wait_title("running", "Run did nothing")
        time.sleep(0.7)  # somewhere in the middle of the run
        self.click(POLL)
        told, in_kafka, lost = self.result()
        self.assertLess(told, 90, "poll was switched off in mid-run, by mouse")
        self.assertEqual((in_kafka, lost), (90, 10))

        self.click(FLUSH)  # stands for the next run
        self.key("space")
        self.wait_title("running", "Space did not run it again")
        self.assertEqual(self.result(), (100, 100, 0))

        self.key("p")
        self.key("f")
        self.key("space")
        self.wait_title("running", "Space did not run it again")
        time.sleep(0.5)
        self.click(EXIT_NOW)
        told, in_kafka, lost = self.result()
        self.assertLess(told, 90)
        self.assertLess(told + lost, 100, "Exit now ended it before all were produced")
        self.quit()


class FirstLaunch(RealWindow):
    """Nothing is known of the person: from the question to the verdict, and both switches."""

    def test_from_the_question_to_the_verdict(self):
        self.open()
        self.wait_title("^produce\\(\\) is not send · Inflight$")
        asked = self.still()
        time.sleep(1)
        self.assertEqual(self.picture(), asked, "something plays by itself")
        self.key("1")
        self.wait(lambda: self.picture() != asked, "the answer did nothing")
        self.key("space")
        self.wait_title("running")
        self.assertEqual(self.result(), (90, 90, 10))
        self.try_again(TRY_FLUSH, (100, 100, 0))
        self.try_again(TRY_FLUSH, (90, 90, 10))
        self.try_again(TRY_POLL, (0, 90, 10))
        self.quit()
        with open(self.settings) as file:
            kept = file.read()
        self.assertIn("lesson = 'produce-is-not-send'", kept)
        self.assertIn("introduced = true", kept)

    def try_again(self, button, expected):
        self.still(rest_s=1.5)  # the exit is told to its end: the verdict stands
        self.click(button)
        self.wait_title("running", "the large button did nothing")
        self.key("3")  # fast
        self.assertEqual(self.result(), expected)

    def test_escape_skips_and_it_is_not_asked_again(self):
        self.open()
        asked = self.still()
        self.key("Escape")
        self.wait(lambda: self.picture() != asked, "Escape did nothing")
        stage = self.still()
        self.quit()
        self.reopen()
        self.assertEqual(self.still(), stage, "the question came again")
        self.quit()

    def test_where_the_person_left_off_is_opened_again(self):
        self.open()
        self.key("Escape", "n", "t")
        self.wait_title("^Nobody called poll")
        light = self.still()
        self.quit()
        self.reopen()
        self.wait_title("^Nobody called poll")
        self.key("Escape")
        self.assertGreater(sum(self.still()[0]), 600, "the theme was not kept")
        self.assertGreater(sum(light[0]), 600)
        self.quit()

    def test_settings_that_can_not_be_read_are_told_and_kept_beside(self):
        self.open(settings="lesson = [this is no settings file")
        self.wait_title("is not send")
        self.quit()
        with open(self.settings + ".bad") as file:
            self.assertIn("this is no settings file", file.read())


if __name__ == "__main__":
    unittest.main()
