// Keys and the mouse between two frames: nothing is lost, however fast it was.
#include "app/shell/input_queue.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace inflight {
namespace {

// Takes events of one kind, or of both.
template <typename... Takers>
struct Take : Takers... {
  using Takers::operator()...;
};
template <typename... Takers>
Take(Takers...) -> Take<Takers...>;

constexpr auto kNothing = [](const MouseEvent&) {};

std::vector<std::pair<int, bool>> frame(InputQueue& queue) {
  std::vector<std::pair<int, bool>> given;
  queue.give_frame(Take{[&](const KeyEvent& event) { given.emplace_back(event.key, event.down); }, kNothing});
  return given;
}

// What the mouse did in a frame, and which keys went down.
std::string words_of_frame(InputQueue& queue) {
  std::string words;
  queue.give_frame(Take{[&](const KeyEvent& event) {
                          if (event.down) words += fmt::format("key {} ", static_cast<char>(event.key));
                        },
                        [&](const MouseEvent& event) {
                          switch (event.kind) {
                            case MouseEvent::Kind::move: words += fmt::format("at {} ", event.x); return;
                            case MouseEvent::Kind::button: words += event.down ? "down " : "up "; return;
                            case MouseEvent::Kind::wheel: words += fmt::format("wheel {} ", event.y); return;
                          }
                        }});
  return words;
}

MouseEvent move(double x) { return {.x = x}; }
MouseEvent button(bool down) { return {.kind = MouseEvent::Kind::button, .down = down}; }
MouseEvent wheel(double notches) { return {.kind = MouseEvent::Kind::wheel, .y = notches}; }

using Given = std::vector<std::pair<int, bool>>;

TEST(InputQueue, AKeyThatWentDownAndUpIsSeenDownForAFrame) {
  InputQueue queue;
  queue.add(KeyEvent{.key = 'Q', .down = true});
  queue.add(KeyEvent{.key = 'Q', .down = false});
  EXPECT_EQ(frame(queue), (Given{{'Q', true}}));
  EXPECT_FALSE(queue.empty());
  EXPECT_EQ(frame(queue), (Given{{'Q', false}}));
  EXPECT_TRUE(queue.empty());
}

TEST(InputQueue, AChordIsSeenTogether) {
  constexpr int kControl = 341;
  InputQueue queue;
  queue.add(KeyEvent{.key = kControl, .down = true});
  queue.add(KeyEvent{.key = 'Q', .down = true});
  queue.add(KeyEvent{.key = 'Q', .down = false});
  queue.add(KeyEvent{.key = kControl, .down = false});
  EXPECT_EQ(frame(queue), (Given{{kControl, true}, {'Q', true}}));
  EXPECT_EQ(frame(queue), (Given{{'Q', false}, {kControl, false}}));
}

TEST(InputQueue, AChordWhoseFirstKeyGoesUpFirstIsSeenTogetherToo) {
  constexpr int kControl = 341;
  InputQueue queue;
  queue.add(KeyEvent{.key = kControl, .down = true});
  EXPECT_EQ(frame(queue), (Given{{kControl, true}}));
  queue.add(KeyEvent{.key = 'Q', .down = true});
  queue.add(KeyEvent{.key = kControl, .down = false});
  queue.add(KeyEvent{.key = 'Q', .down = false});
  EXPECT_EQ(frame(queue), (Given{{'Q', true}}));
  EXPECT_EQ(frame(queue), (Given{{kControl, false}, {'Q', false}}));
}

TEST(InputQueue, AChordThatIsPressedAgainIsSeenUpInBetween) {
  constexpr int kControl = 341;
  InputQueue queue;
  for (int i = 0; i < 2; ++i) {
    queue.add(KeyEvent{.key = kControl, .down = true});
    queue.add(KeyEvent{.key = 'Q', .down = true});
    queue.add(KeyEvent{.key = 'Q', .down = false});
    queue.add(KeyEvent{.key = kControl, .down = false});
  }
  EXPECT_EQ(frame(queue), (Given{{kControl, true}, {'Q', true}}));
  EXPECT_EQ(frame(queue), (Given{{'Q', false}, {kControl, false}}));
  EXPECT_EQ(frame(queue), (Given{{kControl, true}, {'Q', true}}));
}

TEST(InputQueue, TwoPressesOfAKeyAreTwo) {
  InputQueue queue;
  for (int i = 0; i < 2; ++i) {
    queue.add(KeyEvent{.key = 'P', .down = true});
    queue.add(KeyEvent{.key = 'P', .down = false});
  }
  int presses = 0;
  for (int frames = 0; frames < 4; ++frames) {
    for (const auto& [key, down] : frame(queue)) presses += down ? 1 : 0;
  }
  EXPECT_EQ(presses, 2);
}

TEST(InputQueue, InAFieldAWholeWordTakesOneFrame) {
  InputQueue queue;
  std::string typed;
  for (const char c : std::string("kafka")) {
    queue.add(KeyEvent{.key = c - 'a' + 'A', .down = true});
    queue.add(KeyEvent{.character = static_cast<unsigned>(c), .down = true});
    queue.add(KeyEvent{.key = c - 'a' + 'A', .down = false});
  }
  queue.give_frame(Take{[&](const KeyEvent& event) { typed += static_cast<char>(event.character); }, kNothing}, true);
  EXPECT_TRUE(queue.empty());
  std::erase(typed, '\0');
  EXPECT_EQ(typed, "kafka");
}

TEST(InputQueue, WhatIsTypedStaysInOrderWithTheKeysAndWaitsAfterTab) {
  InputQueue queue;
  std::string typed;
  const auto draw = [&] {
    queue.give_frame(Take{[&](const KeyEvent& event) {
                            if (event.character != 0) typed += static_cast<char>(event.character);
                            if (event.key == InputQueue::kTab && event.down) typed += '>';
                          },
                          kNothing});
  };
  queue.add(KeyEvent{.key = 'A', .down = true});
  queue.add(KeyEvent{.character = 'a', .down = true});
  queue.add(KeyEvent{.key = InputQueue::kTab, .down = true});
  queue.add(KeyEvent{.key = InputQueue::kTab, .down = false});
  queue.add(KeyEvent{.key = 'B', .down = true});
  queue.add(KeyEvent{.character = 'b', .down = true});
  draw();
  EXPECT_EQ(typed, "a") << "the field gets it before Tab leads away";
  draw();
  EXPECT_EQ(typed, "a>");
  for (int i = 1; i < InputQueue::kFramesAfterTab; ++i) {
    draw();
    EXPECT_EQ(typed, "a>");
  }
  draw();
  EXPECT_EQ(typed, "a>b");
  EXPECT_TRUE(queue.empty());
}

TEST(InputQueue, ADragBeginsWhereTheButtonWentDownHoweverSlowTheFrame) {
  InputQueue queue;
  queue.add(move(100));
  queue.add(button(true));
  queue.add(move(150));
  queue.add(move(200));
  queue.add(button(false));
  queue.add(move(300));
  EXPECT_EQ(words_of_frame(queue), "at 100 down ");
  EXPECT_EQ(words_of_frame(queue), "at 150 at 200 up ");
  EXPECT_EQ(words_of_frame(queue), "at 300 ");
  EXPECT_TRUE(queue.empty());
}

TEST(InputQueue, TheWheelTurnsWhereTheMouseIsThen) {
  InputQueue queue;
  queue.add(move(100));
  queue.add(wheel(1));
  queue.add(wheel(1));
  queue.add(button(true));
  queue.add(move(200));
  EXPECT_EQ(words_of_frame(queue), "at 100 wheel 1 wheel 1 ");
  EXPECT_EQ(words_of_frame(queue), "down ");
  EXPECT_EQ(words_of_frame(queue), "at 200 ");
}

TEST(InputQueue, KeysAndTheMouseStayInOrder) {
  InputQueue queue;
  queue.add(move(100));
  queue.add(button(true));
  queue.add(button(false));
  queue.add(KeyEvent{.key = 'G', .down = true});
  queue.add(KeyEvent{.key = 'G', .down = false});
  queue.add(move(200));
  queue.add(button(true));
  EXPECT_EQ(words_of_frame(queue), "at 100 down ");
  EXPECT_EQ(words_of_frame(queue), "up ");
  EXPECT_EQ(words_of_frame(queue), "key G ");
  EXPECT_EQ(words_of_frame(queue), "") << "G goes up";
  EXPECT_EQ(words_of_frame(queue), "at 200 down ");
  EXPECT_TRUE(queue.empty());
}

}  // namespace
}  // namespace inflight
