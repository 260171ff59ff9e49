// A session on the real simulator with the lesson "The last ten" open. The wall clock is made up; only the collector's
// thread is real, so the stories wait for it by ticking.
#pragma once

#include <gtest/gtest.h>
#include <thread>

#include "app/session/session.h"

namespace inflight {

class SessionStory : public ::testing::Test {
 protected:
  static constexpr Nanos kFrame = 16 * kMillisecond;

  SessionStory() : session_([] {}) {
    Lesson lesson = find_lesson("the-last-ten").value();
    RunOptions options = options_of(lesson);
    EXPECT_TRUE(session_.open(std::move(options), std::move(lesson)).ok());
  }
  void perform(CommandId id, std::int64_t argument = 0) { session_.perform({id, argument}, now_); }
  void frame() {
    now_ += kFrame;
    session_.tick(now_);
    std::this_thread::yield();
  }
  // Frames until the condition holds; fails if it never does.
  template <typename Condition>
  void until(Condition condition) {
    for (int frames = 0; frames < 2'000'000; ++frames) {
      if (condition()) return;
      frame();
    }
    FAIL() << "it never came to that";
  }
  void until_at(Nanos at) {
    until([&] { return session_.play_head().at() >= at; });
  }
  void until_quiet() {
    until([&] { return !session_.wants_frames(); });
  }
  void run_to_result() {
    perform(CommandId::go_to_end);
    until([&] { return session_.status() == RunStatus::ended && !session_.wants_frames(); });
  }
  const World& world() const { return session_.world(); }
  Session session_;
  Nanos now_ = 0;
};

}  // namespace inflight
