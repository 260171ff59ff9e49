// Keys between two frames: none is lost, however fast it was.
#include "app/shell/key_queue.h"

#include <gtest/gtest.h>
#include <string>
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

TEST(KeyQueue, AChordThatIsPressedAgainIsSeenUpInBetween) {
  constexpr int kControl = 341;
  KeyQueue queue;
  for (int i = 0; i < 2; ++i) {
    queue.add({.key = kControl, .down = true});
    queue.add({.key = 'Q', .down = true});
    queue.add({.key = 'Q', .down = false});
    queue.add({.key = kControl, .down = false});
  }
  EXPECT_EQ(frame(queue), (Given{{kControl, true}, {'Q', true}}));
  EXPECT_EQ(frame(queue), (Given{{'Q', false}, {kControl, false}}));
  EXPECT_EQ(frame(queue), (Given{{kControl, true}, {'Q', true}}));
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

TEST(KeyQueue, InAFieldAWholeWordTakesOneFrame) {
  KeyQueue queue;
  std::string typed;
  for (const char c : std::string("kafka")) {
    queue.add({.key = c - 'a' + 'A', .down = true});
    queue.add({.character = static_cast<unsigned>(c), .down = true});
    queue.add({.key = c - 'a' + 'A', .down = false});
  }
  queue.give_frame([&](const KeyEvent& event) { typed += static_cast<char>(event.character); }, true);
  EXPECT_TRUE(queue.empty());
  std::erase(typed, '\0');
  EXPECT_EQ(typed, "kafka");
}

TEST(KeyQueue, WhatIsTypedStaysInOrderWithTheKeysAndWaitsAfterTab) {
  KeyQueue queue;
  std::string typed;
  const auto draw = [&] {
    queue.give_frame([&](const KeyEvent& event) {
      if (event.character != 0) typed += static_cast<char>(event.character);
      if (event.key == KeyQueue::kTab && event.down) typed += '>';
    });
  };
  queue.add({.key = 'A', .down = true});
  queue.add({.character = 'a', .down = true});
  queue.add({.key = KeyQueue::kTab, .down = true});
  queue.add({.key = KeyQueue::kTab, .down = false});
  queue.add({.key = 'B', .down = true});
  queue.add({.character = 'b', .down = true});
  draw();
  EXPECT_EQ(typed, "a") << "the field gets it before Tab leads away";
  draw();
  EXPECT_EQ(typed, "a>");
  for (int i = 1; i < KeyQueue::kFramesAfterTab; ++i) {
    draw();
    EXPECT_EQ(typed, "a>");
  }
  draw();
  EXPECT_EQ(typed, "a>b");
  EXPECT_TRUE(queue.empty());
}

}  // namespace
}  // namespace inflight
