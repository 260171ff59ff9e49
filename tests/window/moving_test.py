#!/usr/bin/env python3
"""Moving through a run in the real window, the transcript, and files and links that are opened in it."""
import base64
import os
import subprocess
import tempfile
import unittest
import unittest.mock
import zlib

from real_window import INFLIGHT, RealWindow, xdotool
import xdnd

SCRIPT = """from confluent_kafka import Producer
producer = Producer({'bootstrap.servers': 'localhost:9092', 'linger.ms': 5})
for i in range(3):
    producer.produce('orders', str(i))
producer.flush()
"""
TRANSCRIPT_LINE = (500, 300)
FROM, TO, LATE = 600, 680, 1400  # on the time line


class Moving(RealWindow):
    def setUp(self):
        self.open("the-last-ten")
        self.key("Escape")  # no question now
        self.fresh = self.still()

    def ended(self):
        self.key("End")
        self.result()
        return self.still()

    def test_from_one_interesting_event_to_the_next_and_back(self):
        self.key("ctrl+Right")
        first = self.changes(self.fresh, "there was no interesting event")
        self.key("ctrl+Right")
        second = self.changes(first, "there was no second one")
        self.key("ctrl+Left")
        back = self.changes(second, "there is no way back")  # as first, with nothing on its way
        self.key("ctrl+Right")
        self.changes(back, "there was no second one again")
        self.key("ctrl+Left")
        self.wait(lambda: self.picture() == back, "back did not undo the step")

    def test_what_is_interesting_is_chosen_and_kept(self):
        self.key("i")
        self.changes(self.fresh, "no list opened")
        for name in ("Tab", "Down", "Down", "Return", "Escape"):  # reports are passed over
            self.key(name)
            self.still()
        self.key("ctrl+q")
        self.assertEqual(self.process.wait(timeout=60), 0)
        with open(self.settings) as file:
            self.assertRegex(file.read(), "interesting = .batch answer callback refusal retry loss.")

    def seek(self, x):
        self.click((x, 990))
        self.wait_head(x, "a click did not seek")

    def test_a_marked_range_loops_and_is_left_again(self):
        end = self.ended()
        self.key("l")  # nothing is marked: it does nothing
        self.assertEqual(self.still(), end)
        self.seek(FROM)
        self.key("bracketleft")
        self.seek(TO)
        self.key("bracketright", "l")
        heads = [self.head()]
        self.wait(lambda: heads.append(self.head()) or self.rounds(heads) == 3, "it does not play again and again")
        self.assertGreater(min(heads), FROM - 4)
        self.assertLess(max(heads), TO + 4)
        self.key("l")
        self.wait(lambda: self.head() > TO + 20, "it does not go on when the loop is left")

    @staticmethod
    def rounds(heads):
        return sum(later < earlier for earlier, later in zip(heads, heads[1:]))

    def test_what_just_happened_is_shown_again_and_then_all_is_as_it_was(self):
        self.ended()
        self.seek(LATE)
        self.key("w")
        self.wait(lambda: self.head() < LATE - 20, "nothing is played again")
        self.key("w")
        self.wait_head(LATE, "it is not where it was")
        self.assertRegex(self.title(), "held")

    def test_the_transcript_stands_in_the_stages_place_and_its_sentences_lead_to_their_instants(self):
        end = self.ended()
        self.key("y")
        sentences = self.changes(end, "no transcript")
        self.point(TRANSCRIPT_LINE)
        self.still()
        xdotool("click", 1)
        self.park_the_mouse()
        there = self.changes(sentences, "a click on a sentence did nothing")
        self.key("Left")
        before = self.changes(there, "the transcript does not follow")
        self.key("Right")
        self.wait(lambda: self.picture() == there, "the step did not lead back")
        self.point(TRANSCRIPT_LINE, "click", 4, "click", 4, "click", 4)  # the wheel
        self.park_the_mouse()
        self.changes(before, "the wheel did nothing")
        self.key("End")
        self.key("Escape")
        self.wait(lambda: self.picture() == end, "Escape did not bring the stage back")

    def test_now_is_where_a_run_is(self):
        self.key("space")
        self.wait(lambda: (self.head() or 0) > FROM, "nothing runs")
        self.key("Home")
        self.wait_title("^The last ten · Inflight$", "Home did not go to the start")
        self.key("j")
        self.wait(lambda: (self.head() or 0) > FROM, "now is not where the run was")


class Files(RealWindow):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.script = self.path("orders.py")
        with open(self.script, "w") as file:
            file.write(SCRIPT)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def test_a_file_that_is_dropped_is_opened_and_remembered(self):
        recording = self.path("ten.inflight")
        subprocess.run([INFLIGHT, "record", "the-last-ten", "-o", recording], check=True, capture_output=True)
        self.open("the-last-ten")
        self.key("Escape")
        xdnd.drop(self.window, self.script)
        self.wait_title("orders.py", "the script was not opened")
        self.key("End")
        self.assertEqual(self.result(), (0, 3, 0))
        xdnd.drop(self.window, recording, self.script)  # the first of them
        self.wait_title("program.py|ten.inflight", "the recording was not opened")
        self.key("End")
        self.assertEqual(self.result(), (90, 90, 10))
        recorded = self.still()
        xdnd.drop(self.window, self.path("nothing.py"))
        self.changes(recorded, "nothing was said of a file that is not there")
        self.quit()
        with open(self.settings) as file:
            kept = file.read()
        self.assertLess(kept.index("ten.inflight"), kept.index("orders.py"))
        self.assertNotIn("nothing.py", kept)

    def test_a_run_that_is_saved_can_be_opened(self):
        os.mkdir(self.path("Documents"))
        folder = self.path("Documents/inflight")
        with unittest.mock.patch.dict(os.environ, HOME=self.folder.name):
            self.open(self.script)
        self.key("End")
        self.assertEqual(self.result(), (0, 3, 0))
        self.key("ctrl+s")
        saved = self.wait(lambda: os.path.isdir(folder) and os.listdir(folder), "nothing was saved")[0]
        self.quit()
        self.reopen(os.path.join(folder, saved))
        self.key("End")
        self.assertEqual(self.result(), (0, 3, 0))

    def test_recent_files_are_opened_from_their_list_unless_they_are_gone(self):
        gone = self.path("gone.py")
        self.open("the-last-ten", settings=f'version = 1\nintroduced = true\nrecent = ["{gone}", "{self.script}"]\n')
        self.key("Escape")
        before = self.still()
        self.key("ctrl+o")
        self.changes(before, "no list opened")
        self.key("Tab", "Return")
        self.still()
        self.assertNotIn("gone.py", self.title())
        self.key("Down", "Return")
        self.wait_title("orders.py", "the file was not opened")

    def test_a_link_is_shown_before_it_is_opened(self):
        self.open(self.script)
        before = self.still()
        self.key("ctrl+l")
        before = self.changes(before, "copying the link said nothing")
        self.key("ctrl+v")
        card = self.changes(before, "no card was shown")
        self.key("p")
        self.assertEqual(self.still(), card)  # the stage has no keys now
        self.key("Escape")
        self.still()
        self.key("ctrl+v")
        self.wait(lambda: self.picture() == card, "no card was shown again")
        self.key("Return")
        opened = self.changes(card, "the link was not opened")
        self.assertNotEqual(opened, before)  # it says what it is

    def test_a_link_on_the_command_line_is_shown_over_what_would_be_there_without_it(self):
        recording = self.path("orders.inflight")
        subprocess.run([INFLIGHT, "record", self.script, "-o", recording], check=True, capture_output=True)
        with open(recording) as file:
            header = file.readline()
        packed = base64.urlsafe_b64encode(zlib.compress(f"2000000\n{header.strip()}".encode())).decode().rstrip("=")
        self.open("inflight:" + packed, settings="version = 1\nintroduced = true\nlesson = \"queue-full\"\n")
        self.wait_title("Queue full", "what was there before is not there")
        card = self.still()
        self.key("Escape")
        self.changes(card, "Escape did not close the card")
        self.assertRegex(self.title(), "Queue full")
        self.quit()
        self.reopen("inflight:" + packed)
        self.still()
        self.key("Return")
        self.wait_title("orders.py", "the link was not opened")


if __name__ == "__main__":
    unittest.main()
