// The window as text, at the moments of the design's pictures and at its edges. INFLIGHT_UPDATE_SNAPSHOTS=1 refreshes
// the files; read the difference before you commit it.
#include <gtest/gtest.h>

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

TEST(Snapshot, TheLastTenAreGone) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  expect_snapshot("the-last-ten-are-gone", stage_text(story.input()));
}

}  // namespace
}  // namespace inflight
