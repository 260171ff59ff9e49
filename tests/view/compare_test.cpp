// Two runs side by side: what is said of them, of their first difference, and of there being none.
#include "app/view/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/view/picture.h"
#include "tests/view/snapshot.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

class Compare : public ::testing::Test {
 protected:
  // The run in view polls until `at`; the other one does not, and is seen until `other_at`.
  StageInput compare(Nanos at, Nanos other_at) {
    story_.the_last_ten(at, true);
    other_.the_last_ten(other_at, false);
    StageInput input = story_.input();
    add_other(input);
    return input;
  }
  void add_other(StageInput& input) {
    input.look.shows = StageShows::compare;
    PastRun shown{.poll = SwitchState::on, .flush = SwitchState::off, .told = 90, .in_kafka = 90, .lost = 10};
    shown.number = 1;
    shown.is_shown = true;
    shown.ended = input.status == RunStatus::ended;
    PastRun other{.poll = SwitchState::mixed, .flush = SwitchState::off, .in_kafka = 90, .lost = 10};
    other.number = 2;
    other.name = "poll off from the start";
    other.parted = {1, 0};
    input.past_runs = {shown, other};
    input.compared = Compared{.shown = shown,
                              .other = other,
                              .run = 1,
                              .world = &other_.world(),
                              .recording = &other_.recording(),
                              .at_ns = other_.now()};
    DifferenceTold& told = input.compared->told;
    told.looks = false;
    told.difference = {.kind = Difference::Kind::never, .first = 300, .second = {}, .at_ns = 1900 * kMillisecond};
    told.shown = "Your callback is told that message 0 was delivered to orders[0] at offset 0.";
    told.shown_at_ns = told.difference.at_ns;
    told.other = "Here your callback is never told of message 0.";
  }
  Story story_, other_;
};

TEST_F(Compare, TheResultsOfTwoRuns) {
  expect_snapshot("compare-results", text(prepare_compare(compare(11 * kSecond, 11 * kSecond))));
}

TEST_F(Compare, WhileARunGoesOnNothingIsSaidToNeverHappen) {
  StageInput input = compare(3 * kSecond, 3 * kSecond);
  input.compared->told.difference.kind = Difference::Kind::not_yet;
  input.compared->told.other = "Here your callback has not been told of message 0 so far.";
  input.compared->other.ended = false;
  expect_snapshot("compare-running", text(prepare_compare(input)));
}

TEST_F(Compare, TwoRunsThatDoTheSameSayIt) {
  StageInput input = compare(11 * kSecond, 11 * kSecond);
  input.compared->told.difference = {};
  EXPECT_THAT(prepare_compare(input).difference, testing::StartsWith("No difference: the same happens in both"));
  input.compared->other.ended = false;
  EXPECT_EQ(prepare_compare(input).difference, "No difference so far.");
  input.compared->told.looks = true;
  EXPECT_EQ(prepare_compare(input).difference, "Looking for the first difference…");
}

TEST_F(Compare, WithoutAnotherRunItSaysWhatToDo) {
  story_.the_last_ten(11 * kSecond, true);
  EXPECT_EQ(prepare_compare(story_.input()).nothing, "Run it once more with a switch turned, then compare.");
  Story fresh;
  EXPECT_THAT(prepare_compare(fresh.input()).nothing, testing::HasSubstr("Nothing has run yet"));
}

TEST_F(Compare, Pictures) {
  other_.the_last_ten(11 * kSecond, false);
  story_.the_last_ten(11 * kSecond, true);
  const auto change = [&](StageInput& input) { add_other(input); };
  const auto once = draw(story_, kLarge, "dark", "compare-dark", change);
  SKIP_WITHOUT_PICTURES(once);
  EXPECT_EQ(once, draw(story_, kLarge, "dark", "compare-dark", change));
  draw(story_, kLarge, "light", "compare-light", change);
  draw(story_, kSmall, "dark", "compare-dark-small", change);
  draw(story_, kSmall, "light", "compare-light-small", change);
}

}  // namespace
}  // namespace inflight
