// The window as text, at the moments of the design's pictures and at its edges. INFLIGHT_UPDATE_SNAPSHOTS=1 refreshes
// the files; read the difference before you commit it.
#include <gtest/gtest.h>

#include "app/view/help.h"
#include "app/view/reports.h"
#include "app/view/stage.h"
#include "tests/view/snapshot.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

TEST(Snapshot, BeforeTheRun) {
  Story story;
  expect_snapshot("before-the-run", stage_text(story.input()));
}

TEST(Snapshot, ACallbackRunsInsidePoll) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  expect_snapshot("callback-inside-poll", stage_text(story.input()));
}

TEST(Snapshot, NobodyPolls) {
  Story story;
  story.the_last_ten(9'450 * kMillisecond, false);
  expect_snapshot("nobody-polls", stage_text(story.input()));
}

TEST(Snapshot, ARequestOnItsWayAndAnAckOnItsWayBack) {
  Story story;
  story.the_last_ten(1'500 * kMillisecond, true);
  expect_snapshot("request-on-its-way", stage_text(story.input()));
  Story later;
  later.the_last_ten(1'700 * kMillisecond, true);
  expect_snapshot("ack-on-its-way-back", stage_text(later.input()));
}

TEST(ReportQueue, HasAWordForACardOfOneLine) {
  Story story;
  story.begin();
  const auto brief = [&] { return prepare_reports(story.input()).brief; };
  EXPECT_EQ(brief(), "Kafka's answers will wait here.");
  story.the_last_ten(2 * kSecond, true);
  EXPECT_EQ(brief(), "No report waits.");
}

TEST(Snapshot, TheLastTenAreGone) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  expect_snapshot("the-last-ten-are-gone", stage_text(story.input()));
}

TEST(Snapshot, AllOfIt) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  StageInput input = story.input();
  input.look.full = true;
  expect_snapshot("all-of-it", stage_text(input));
}

TEST(Snapshot, CopiesThatLag) {
  Story story;
  story.begin_with_copies();
  StageInput input = story.input();
  input.look.full = true;
  expect_snapshot("copies-that-lag", stage_text(input));
}

TEST(Snapshot, AFailureWaitsToBeHeard) {
  Story story;
  story.begin();
  story.produce(0);
  story.produce(1);
  story.send(0, 0, 1);
  story.tell(ResponseReceived{.request = 0, .error = KafkaError::POLICY_VIOLATION});
  for (MessageId id = 0; id < 2; ++id) {
    story.tell(OutcomeKnown{.message = id, .partition = 0, .error = KafkaError::POLICY_VIOLATION});
    story.tell(ReportQueued{.message = id});
  }
  story.call_back(0, KafkaError::POLICY_VIOLATION);
  expect_snapshot("a-failure-waits", stage_text(story.input()));
}

TEST(Snapshot, Killed) {
  Story story;
  story.begin();
  story.produce(0);
  story.exit(ExitHow::killed, 137);
  story.settle();
  expect_snapshot("killed", stage_text(story.input()));
}

TEST(Snapshot, FlushedAndDone) {
  Story story;
  story.begin();
  story.produce(0);
  story.send(0, 0, 0);
  story.store(0, 0);
  story.tell(CallStarted{.call = Call::flush, .timeout_ns = -1});
  story.answer(0, 0, 0);
  story.call_back(0);
  story.tell(CallReturned{.call = Call::flush});
  story.exit();
  story.settle();
  expect_snapshot("flushed-and-done", stage_text(story.input()));
}

TEST(Snapshot, EverythingOnItsWay) {
  Story story;
  Travels travels;
  Nanos clock = 0;
  const auto picture = [&] { travels.update(story.play(clock)); };
  story.begin();
  picture();
  for (MessageId id = 0; id < 3; ++id) story.produce(id);
  story.send(0, 0, 1);
  clock += 150 * kMillisecond;
  picture();
  std::string all = text(travels);
  clock += 250 * kMillisecond;
  picture();
  all += text(travels);
  expect_snapshot("on-their-way", all);
}

TEST(Snapshot, ThePageOfKeys) {
  Story story;
  expect_snapshot("keys", text(prepare_help(story.input())));
}

}  // namespace
}  // namespace inflight
