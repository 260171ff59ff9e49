// Keys between two frames: none is lost, however fast it was.
#include "app/shell/key_queue.h"

#include <gtest/gtest.h>
#include <vector>

namespace inflight {
namespace {

std::vector<std::pair<int, bool>> frame(KeyQueue& queue) {
  std::vector<std::pair<int, bool>> given;
  queue.give_frame([&](const KeyEvent& event) { given.emplace_back(event.key, event.down); });
  return given;
}

using Given = std::vector<std::pair<int, bool>>;

TEST(KeyQueue, AKeyThatWentDownAndUpIsSeenDownForAFrame) {
  KeyQueue queue;
  queue.add({.key = 'Q', .down = true});
  queue.add({.key = 'Q', .down = false});
  EXPECT_EQ(frame(queue), (Given{{'Q', true}}));
  EXPECT_FALSE(queue.empty());
  EXPECT_EQ(frame(queue), (Given{{'Q', false}}));
  EXPECT_TRUE(queue.empty());
}

TEST(KeyQueue, AChordIsSeenTogether) {
  constexpr int kControl = 341;
  KeyQueue queue;
  queue.add({.key = kControl, .down = true});
  queue.add({.key = 'Q', .down = true});
  queue.add({.key = 'Q', .down = false});
  queue.add({.key = kControl, .down = false});
  EXPECT_EQ(frame(queue), (Given{{kControl, true}, {'Q', true}}));
  EXPECT_EQ(frame(queue), (Given{{'Q', false}, {kControl, false}}));
}

TEST(KeyQueue, AChordWhoseFirstKeyGoesUpFirstIsSeenTogetherToo) {
  constexpr int kControl = 341;
  KeyQueue queue;
  queue.add({.key = kControl, .down = true});
  EXPECT_EQ(frame(queue), (Given{{kControl, true}}));
  queue.add({.key = 'Q', .down = true});
  queue.add({.key = kControl, .down = false});
  queue.add({.key = 'Q', .down = false});
  EXPECT_EQ(frame(queue), (Given{{'Q', true}}));
  EXPECT_EQ(frame(queue), (Given{{kControl, false}, {'Q', false}}));
}

TEST(KeyQueue, TwoPressesOfAKeyAreTwo) {
  KeyQueue queue;
  for (int i = 0; i < 2; ++i) {
    queue.add({.key = 'P', .down = true});
    queue.add({.key = 'P', .down = false});
  }
  int presses = 0;
  for (int frames = 0; frames < 4; ++frames) {
    for (const auto& [key, down] : frame(queue)) presses += down ? 1 : 0;
  }
  EXPECT_EQ(presses, 2);
}

}  // namespace
}  // namespace inflight
