// Seeking: the world at any event equals folding from the start, whatever way the cursor came.
#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/recording/cursor.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

// A made-up run of `messages` messages, sent in batches, polled now and then.
void record_run(Recording& recording, std::uint64_t seed, MessageId messages) {
  Random random(seed);
  Nanos now = 0;
  recording.accept(make_fact(0, {}, PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "orders"}));
  std::vector<MessageId> batch;
  std::vector<MessageId> reports;
  std::int64_t offset = 0;
  for (MessageId id = 0; id < messages; ++id) {
    now += random.between(0, 1000);
    recording.accept(make_fact(now, {}, MessageAccepted{.message = id, .report_wanted = true}));
    batch.push_back(id);
    if (random.below(4) == 0) {
      recording.accept(make_fact(now, {}, RequestSent{.request = id, .broker = 1, .partition = 0, .messages = batch}));
      for (const MessageId m : batch) {
        recording.accept(make_fact(now, {}, RecordStored{.message = m, .partition = 0, .offset = offset}));
        recording.accept(make_fact(now, {}, OutcomeKnown{.message = m, .partition = 0, .offset = offset++}));
        recording.accept(make_fact(now, {}, ReportQueued{.message = m}));
        reports.push_back(m);
      }
      recording.accept(make_fact(now, {}, ResponseReceived{.request = id}));
      batch.clear();
    }
    if (random.below(8) == 0) {
      for (const MessageId m : reports) {
        recording.accept(make_fact(now, {}, CallbackStarted{.message = m, .partition = 0}));
        recording.accept(make_fact(now, {}, CallbackFinished{.message = m}));
      }
      reports.clear();
    }
  }
}

World folded(const Recording& recording, std::uint64_t events) {
  World world;
  while (world.events < events) apply(world, recording.fact(world.events));
  return world;
}

TEST(Seek, EqualsFoldingFromTheStart) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Recording recording;
    record_run(recording, seed, 3000);
    Keyframes keyframes(recording, 500, 8);
    while (keyframes.advance(777)) {
    }
    EXPECT_LE(keyframes.count(), 9u);
    Cursor cursor(recording, keyframes);
    Random random(seed);
    for (int i = 0; i < 30; ++i) {
      const std::uint64_t target = random.below(recording.size() + 1);
      ASSERT_TRUE(cursor.seek(target));
      ASSERT_EQ(hash_of(cursor.world()), hash_of(folded(recording, target))) << "seed " << seed << " event " << target;
    }
    EXPECT_EQ(cursor.world().anomalies, 0);
  }
}

TEST(Seek, BackUndoesStep) {
  Recording recording;
  record_run(recording, 9, 300);
  Keyframes keyframes(recording, 100);
  keyframes.advance(UINT64_MAX);
  Cursor cursor(recording, keyframes);
  for (std::uint64_t n = 1; n < recording.size(); ++n) {
    cursor.seek(n - 1);
    const std::uint64_t before = hash_of(cursor.world());
    cursor.seek(n);
    cursor.seek(n - 1);
    ASSERT_EQ(hash_of(cursor.world()), before);
  }
}

TEST(Seek, GoesOnWhereItsBudgetEnded) {
  Recording recording;
  record_run(recording, 2, 500);
  Keyframes none(recording);
  Cursor cursor(recording, none);
  int calls = 1;
  while (!cursor.seek(recording.size(), 100)) ++calls;
  EXPECT_GE(calls, static_cast<int>(recording.size() / 100));
  EXPECT_EQ(hash_of(cursor.world()), hash_of(folded(recording, recording.size())));
}

}  // namespace
}  // namespace inflight
