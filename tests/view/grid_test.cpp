// A square for each message, blocks of them, and how messages are found.
#include "app/view/grid.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/view/find_messages.h"
#include "app/view/score.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

TEST(Grid, RefusedCallsComeAfterTheMessagesAndBearTheirCall) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 3; ++id) story.produce(id);
  story.tell(MessageRefused{.message = 3, .error = KafkaError::_QUEUE_FULL, .call_number = 4});
  const StageInput input = story.input();
  const GridRows rows = prepare_grid(input);
  EXPECT_EQ(rows.cells.size(), 3u);
  EXPECT_EQ(rows.refused, std::vector<std::int64_t>{4});
  EXPECT_EQ(prepare_score(input).legend.back().words, "refused: _QUEUE_FULL");
}

TEST(Grid, SquaresGetSmallerAndThenBecomeBlocksThatLoseNothing) {
  Story story;
  story.begin();
  MessageId next = 0;
  const auto produce_to = [&](MessageId end) {
    for (; next < end; ++next) story.tell(MessageAccepted{.message = next, .report_wanted = true});
  };
  produce_to(100);
  EXPECT_EQ(prepare_grid(story.input()).columns, 10);
  produce_to(101);
  EXPECT_EQ(prepare_grid(story.input()).columns, 20);
  EXPECT_EQ(prepare_grid(story.input()).cells.size(), 101u);
  produce_to(300'000);
  const GridRows rows = prepare_grid(story.input());
  EXPECT_TRUE(rows.cells.empty());
  EXPECT_LE(rows.blocks.size(), 400u);
  std::int64_t sum = 0;
  for (const GridBlock& block : rows.blocks) {
    for (const std::int32_t count : block) sum += count;
  }
  EXPECT_EQ(sum, 300'000);
}

TEST(FindMessages, FindsTheNewestWithoutLookingAtEmptyPages) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 2'000; ++id) story.tell(MessageAccepted{.message = id, .report_wanted = true});
  std::vector<MessageId> all(1'990);
  for (MessageId id = 0; id < all.size(); ++id) all[id] = id;
  story.tell(RequestSent{.request = 0, .broker = 1, .partition = 0, .attempt = 1, .messages = all});
  const StagePredicate buffered = [](Outcome outcome, Stage) { return outcome == Outcome::buffered; };
  EXPECT_EQ(count_messages(story.world(), buffered), 10);
  EXPECT_THAT(find_messages(story.world(), buffered, 3), testing::ElementsAre(1'997, 1'998, 1'999));
}

}  // namespace
}  // namespace inflight
