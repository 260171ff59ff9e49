// A lesson simulated and on the real library, side by side: nothing that can be compared differs, and where a switch
// was turned, the first difference is what followed from it. What is waited for here is real.
#include <chrono>
#include <functional>
#include <gtest/gtest.h>
#include <thread>

#include "app/session/session.h"

namespace inflight {
namespace {

class SimulatedAndReal : public ::testing::Test {
 protected:
  void open(std::string_view name) {
    Lesson lesson = find_lesson(name).value();
    RunOptions options = options_of(lesson);
    ASSERT_TRUE(session_.open(std::move(options), std::move(lesson), Session::Ask::nothing).ok());
  }
  static Nanos now() { return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1); }
  void perform(CommandId id, std::int64_t argument = 0) { session_.perform({id, argument}, now()); }
  void until(const std::function<bool()>& holds) {
    for (const Nanos deadline = now() + 60 * kSecond; now() < deadline;) {
      session_.tick(now());
      if (holds()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    FAIL() << "it never came to that";
  }
  void run_on(RunSource source) {
    perform(CommandId::choose_source, static_cast<std::int64_t>(source));
    perform(CommandId::run);
    perform(CommandId::go_to_end);
    until([&] { return session_.status() == RunStatus::ended && !session_.wants_frames(); });
    ASSERT_EQ(session_.world().source, source);
  }
  Compared compared() {
    session_.compare(true);
    until([&] {
      const auto compared = session_.compared();
      return compared && !compared->told.looks && !session_.wants_frames();
    });
    return session_.compared().value();
  }

  Session session_{[] {}};
};

class OfLesson : public SimulatedAndReal, public ::testing::WithParamInterface<const char*> {};

TEST_P(OfLesson, HasNoDifference) {
  open(GetParam());
  run_on(RunSource::simulated);
  run_on(RunSource::mock);
  const Compared two = compared();
  EXPECT_EQ(two.shown.source, RunSource::mock);
  EXPECT_EQ(two.other.source, RunSource::simulated);
  EXPECT_EQ(two.told.difference.kind, Difference::Kind::none)
      << "real: " << two.told.shown << "\nsimulated: " << two.told.other;
  EXPECT_EQ(session_.world().told, two.world->told);
  EXPECT_EQ(session_.world().in_kafka(), two.world->in_kafka());
}

INSTANTIATE_TEST_SUITE_P(All, OfLesson,
                         testing::Values("produce-is-not-send", "nobody-called-poll", "the-last-ten",
                                         "delivered-or-failed", "queue-full"));

TEST_F(SimulatedAndReal, ASwitchThatWasTurnedIsFoundByWhatFollows) {
  open("the-last-ten");
  run_on(RunSource::mock);
  perform(CommandId::toggle_poll);
  run_on(RunSource::simulated);
  const DifferenceTold told = compared().told;
  EXPECT_EQ(told.difference.kind, Difference::Kind::never);
  EXPECT_EQ(told.shown, "Here your callback is never told of message 0.");
  EXPECT_EQ(told.other, "Your callback is told that message 0 was delivered to orders[0] at offset 0.");
}

}  // namespace
}  // namespace inflight
