// What holds for every run, tried on scripts that nobody wrote: any instant is as if folded from the start, back undoes
// a step of every kind, and the end is the same folded as it came, read from a file, and run again.
#include <filesystem>
#include <gtest/gtest.h>
#include <thread>

#include "app/session/save.h"
#include "app/session/session.h"
#include "core/base/random.h"
#include "core/conform/case.h"
#include "core/recording/cursor.h"
#include "core/run/recorded_run.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

constexpr Nanos kFrame = 16 * kMillisecond;

// A run that has been made whole; its script is another one for each seed.
class AnyScript : public ::testing::TestWithParam<std::int64_t> {
 protected:
  AnyScript() : options_(conform::generated_case(GetParam()).options) { options_.source = RunSource::simulated; }

  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) / ("any_script_" + std::to_string(GetParam()));
    std::filesystem::create_directories(folder_);
    take_ = made_whole(options_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static std::shared_ptr<Take> made_whole(const RunOptions& options) {
    auto take = std::make_shared<Take>(options, Telling{}, [] {});
    take->want(kForever, 0);
    while (!take->finished()) std::this_thread::yield();
    return take;
  }
  // As any reader would fold it: one event after the other.
  static World folded(const Recording& recording, std::uint64_t events) {
    World world;
    while (world.events < events) apply(world, recording.fact(world.events));
    return world;
  }
  const Recording& recording() const { return take_->recording(); }

  RunOptions options_;
  std::filesystem::path folder_;
  std::shared_ptr<Take> take_;
};

TEST_P(AnyScript, EndsTheSameFoldedReadAgainAndRunAgain) {
  ASSERT_EQ(take_->state().status, RunStatus::ended) << take_->state().why;
  const std::uint64_t end = hash_of(folded(recording(), recording().size()));
  const auto saved = save_recording(*take_, folder_);
  ASSERT_TRUE(saved.ok()) << saved.error().sentence;
  const auto read = read_recording(saved.value());
  ASSERT_TRUE(read.ok()) << read.error().sentence;
  EXPECT_EQ(read.value()->recording.size(), recording().size());
  EXPECT_EQ(hash_of(folded(read.value()->recording, recording().size())), end);
  const auto again = made_whole(options_);
  EXPECT_EQ(hash_of(folded(again->recording(), again->recording().size())), end);
}

TEST_P(AnyScript, AnyInstantIsAsIfFoldedFromTheStart) {
  // Many small keyframes, so that each seek begins at another one; and the take's own.
  Keyframes small(recording(), 64, 16);
  small.advance(UINT64_MAX);
  Cursor near(recording(), small);
  Cursor far(recording(), take_->keyframes());
  Random random(static_cast<std::uint64_t>(GetParam()));
  for (int i = 0; i < 40; ++i) {
    const auto at = static_cast<Nanos>(random.below(static_cast<std::uint64_t>(recording().end_ns()) + 2));
    const std::uint64_t events = recording().events_until(at);
    const std::uint64_t wanted = hash_of(folded(recording(), events));
    near.seek(events);
    far.seek(events);
    ASSERT_EQ(hash_of(near.world()), wanted) << "at " << at;
    ASSERT_EQ(hash_of(far.world()), wanted) << "at " << at;
  }
}

TEST_P(AnyScript, BackUndoesAStepOfEveryKind) {
  Session session([] {});
  ASSERT_TRUE(session.open(options_, std::nullopt).ok());
  Nanos now = 0;
  const auto do_and_settle = [&](CommandId id, std::int64_t argument = 0) {
    session.perform({id, argument}, now);
    for (int frames = 0; frames < 200'000; ++frames) {
      session.tick(now += kFrame);
      if (!session.wants_frames() && session.status() == RunStatus::ended) return;
      std::this_thread::yield();
    }
    FAIL() << "it never came to rest";
  };
  do_and_settle(CommandId::go_to_end);
  struct Pair {
    CommandId step, back;
    LandmarkSet to;
  };
  constexpr std::array kPairs{Pair{CommandId::step, CommandId::back, kAnyEvent},
                              Pair{CommandId::step_line, CommandId::back_line, only(Landmark::line)},
                              Pair{CommandId::step_interesting, CommandId::back_interesting, kInteresting}};
  Random random(static_cast<std::uint64_t>(GetParam()));
  for (const Pair& pair : kPairs) {
    for (int i = 0; i < 5; ++i) {
      // Right behind an event of the kind, as a step leaves it.
      const std::uint64_t events = take_->landmarks().last(random.below(recording().size()), pair.to);
      if (events == 0 || take_->landmarks().next(events, pair.to) == recording().size()) continue;
      do_and_settle(CommandId::seek_event, static_cast<std::int64_t>(events) - 1);
      const std::uint64_t before = hash_of(session.world());
      ASSERT_EQ(before, hash_of(folded(recording(), events)));
      do_and_settle(pair.step);
      ASSERT_EQ(session.world().events, take_->landmarks().next(events, pair.to) + 1);
      do_and_settle(pair.back);
      ASSERT_EQ(hash_of(session.world()), before) << info(pair.step).name << " from event " << events;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Scripts, AnyScript, ::testing::Range<std::int64_t>(1, 17));

}  // namespace
}  // namespace inflight
