// The session on the real simulator: what each command does to what is shown. The wall clock is made up; only the
// collector's thread is real, so the stories wait for it by ticking.
#include "app/session/session.h"

#include <gtest/gtest.h>
#include <thread>

namespace inflight {
namespace {

constexpr Nanos kFrame = 16 * kMillisecond;

class SessionStory : public ::testing::Test {
 protected:
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

TEST_F(SessionStory, NothingRunsBeforeRun) {
  frame();
  EXPECT_EQ(session_.status(), RunStatus::ready);
  EXPECT_EQ(world().produced, 0);
  EXPECT_FALSE(session_.wants_frames());
  EXPECT_EQ(session_.poll_switch(), SwitchState::on);
  EXPECT_EQ(session_.flush_switch(), SwitchState::off);
  EXPECT_NE(session_.why_not(CommandId::exit_now), "");
}

TEST_F(SessionStory, RunPlaysToTheResult) {
  perform(CommandId::run);
  until_at(1950 * kMillisecond);
  until([&] { return world().now_ns > 1900 * kMillisecond; });
  EXPECT_EQ(world().produced, 20);
  run_to_result();
  EXPECT_EQ(world().count(Outcome::delivered), 90);
  EXPECT_EQ(world().count(Outcome::lost), 10);
}

TEST_F(SessionStory, SpaceHoldsAndGoesOn) {
  perform(CommandId::run);
  until_at(kSecond);
  perform(CommandId::run);
  until_quiet();
  const Nanos held = session_.play_head().at();
  frame();
  EXPECT_EQ(session_.play_head().at(), held);
  perform(CommandId::run);
  until_at(held + kSecond);
}

TEST_F(SessionStory, ASwitchActsFromThePlayHeadOn) {
  perform(CommandId::run);
  until_at(3 * kSecond);
  perform(CommandId::toggle_poll);
  run_to_result();
  EXPECT_GT(world().told, 0);
  EXPECT_LT(world().told, 90);
  EXPECT_GT(world().count(Outcome::never_told), 0);
}

TEST_F(SessionStory, ASwitchInThePastMakesTheRunAgainFromThere) {
  run_to_result();
  perform(CommandId::seek, 3 * kSecond);
  until_quiet();
  const std::uint64_t before = hash_of(world());
  perform(CommandId::toggle_poll);
  until_quiet();
  EXPECT_EQ(session_.play_head().at(), 3 * kSecond);
  EXPECT_TRUE(world().is_off(12));
  EXPECT_NE(hash_of(world()), before);
  const std::int64_t told = world().told;
  run_to_result();
  EXPECT_EQ(world().told, told);
}

TEST_F(SessionStory, AfterTheEndASwitchStandsForTheNextRun) {
  run_to_result();
  perform(CommandId::toggle_flush);
  EXPECT_EQ(session_.flush_switch(), SwitchState::on);
  EXPECT_EQ(world().count(Outcome::lost), 10);  // what is shown is still the run that was
  perform(CommandId::run);
  run_to_result();
  EXPECT_EQ(world().count(Outcome::delivered), 100);
}

TEST_F(SessionStory, TheNextRunBeginsAsTheSwitchesWereLeft) {
  perform(CommandId::run);
  until_at(3 * kSecond);
  perform(CommandId::toggle_poll);
  run_to_result();
  EXPECT_EQ(session_.poll_switch(), SwitchState::off);
  perform(CommandId::run);
  run_to_result();
  EXPECT_EQ(world().told, 0);
}

TEST_F(SessionStory, ExitNowTakesTheBufferWithIt) {
  perform(CommandId::run);
  until_at(2 * kSecond);
  perform(CommandId::exit_now);
  run_to_result();
  EXPECT_EQ(world().exit.how, ExitHow::exit_now);
  EXPECT_LT(world().produced, 30);
  EXPECT_GT(world().count(Outcome::lost), 0);
}

TEST_F(SessionStory, TheBrokerRejectsTheNextBatch) {
  perform(CommandId::run);
  until_at(kSecond);
  perform(CommandId::reject_next);
  run_to_result();
  EXPECT_EQ(world().count(Outcome::failed), 15);
  EXPECT_EQ(world().callbacks.at(KafkaError::POLICY_VIOLATION), 15);
}

TEST_F(SessionStory, BackUndoesStep) {
  perform(CommandId::run);
  until_at(kSecond);
  perform(CommandId::pause);
  until_quiet();
  perform(CommandId::step);
  until_quiet();
  const std::uint64_t events = world().events;
  const std::uint64_t hash = hash_of(world());
  perform(CommandId::step);
  until_quiet();
  EXPECT_EQ(world().events, events + 1);
  perform(CommandId::back);
  until_quiet();
  EXPECT_EQ(hash_of(world()), hash);
}

TEST_F(SessionStory, StepsByLineGoFromLineToLine) {
  perform(CommandId::step_line);
  until_quiet();
  const std::int32_t first = world().program.line;
  EXPECT_GT(first, 0);
  perform(CommandId::step_line);
  until_quiet();
  EXPECT_NE(world().program.line, first);
  perform(CommandId::back_line);
  until_quiet();
  EXPECT_EQ(world().program.line, first);
}

TEST_F(SessionStory, StartOverForgetsTheRun) {
  run_to_result();
  perform(CommandId::restart);
  frame();
  EXPECT_EQ(session_.status(), RunStatus::ready);
  EXPECT_EQ(world().events, 0u);
  EXPECT_EQ(session_.play_head().at(), 0);
}

TEST_F(SessionStory, AnotherLessonIsOpenedReadyToRun) {
  perform(CommandId::choose_lesson, 2);
  frame();
  EXPECT_EQ(session_.lesson()->id, "nobody-called-poll");
  EXPECT_EQ(session_.poll_switch(), SwitchState::off);
  EXPECT_EQ(session_.status(), RunStatus::ready);
}

TEST_F(SessionStory, SwitchesThatTheProgramLacksAreGreyedOutWithTheReason) {
  RunOptions options;
  options.script = "print('hello')\n";
  options.script_name = "hello.py";
  ASSERT_TRUE(session_.open(std::move(options), std::nullopt).ok());
  EXPECT_EQ(session_.poll_switch(), SwitchState::none);
  EXPECT_EQ(session_.why_not(CommandId::toggle_poll), "There is no poll() in this program.");
}

TEST_F(SessionStory, AProgramThatCannotRunSaysWhy) {
  RunOptions options;
  options.script = "for i in range(3)\n";
  options.script_name = "broken.py";
  const Status opened = session_.open(std::move(options), std::nullopt);
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().sentence.find("broken.py"), std::string::npos);
  EXPECT_EQ(session_.lesson()->id, "the-last-ten");  // what was open stays open
}

TEST(Commands, HaveDistinctNamesAndKeys) {
  std::vector<std::string_view> seen;
  for (const CommandInfo& command : commands()) {
    for (const std::string_view text : {command.name, command.key}) {
      if (text.empty()) continue;
      EXPECT_EQ(std::count(seen.begin(), seen.end(), text), 0) << text;
      seen.push_back(text);
    }
  }
}

}  // namespace
}  // namespace inflight
