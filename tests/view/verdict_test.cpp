// The verdict is true in every case.
#include "app/view/verdict.h"

#include <gtest/gtest.h>

#include "tests/view/story.h"

namespace inflight {
namespace {

class Verdict : public ::testing::Test {
 protected:
  void SetUp() override { story_.begin(); }
  // Messages of this run: stored, told.
  void message(MessageId id, bool stored, bool told, KafkaError error = KafkaError::NO_ERROR) {
    story_.produce(id);
    if (stored) story_.store(id, id);
    if (!told) return;
    story_.tell(OutcomeKnown{.message = id, .partition = 0, .error = error, .offset = stored ? id : -1});
    story_.tell(ReportQueued{.message = id});
    story_.call_back(id, error);
  }
  VerdictRows settled() {
    story_.exit();
    story_.settle();
    return prepare_verdict(story_.input()).value();
  }
  Story story_;
};

TEST_F(Verdict, IsNotGivenWhileTheProcessLives) { EXPECT_FALSE(prepare_verdict(story_.input())); }

TEST_F(Verdict, WaitsForTheLog) {
  message(0, false, false);
  story_.exit();
  EXPECT_EQ(prepare_verdict(story_.input())->verdict, "Reading Kafka's log…");
}

TEST_F(Verdict, IsQuietWhenAllIsWell) {
  message(0, true, true);
  message(1, true, true);
  const VerdictRows rows = settled();
  EXPECT_EQ(rows.exit, "Exit code 0. No error.");
  EXPECT_EQ(rows.verdict, "All 2 are in Kafka, and your program was told of each.");
  EXPECT_EQ(rows.tone, VerdictRows::Tone::good);
}

TEST_F(Verdict, NamesTheLost) {
  message(0, true, true);
  message(1, false, false);
  const VerdictRows rows = settled();
  EXPECT_EQ(rows.verdict, "1 of 2 messages is gone.");
  EXPECT_EQ(rows.detail, "1 is in Kafka. Your program was told of 1. Nobody was told of the lost one.");
}

TEST_F(Verdict, NamesThoseThatArrivedUnheard) {
  message(0, true, false);
  const VerdictRows rows = settled();
  EXPECT_EQ(rows.verdict, "Your program heard of none of them.");
  EXPECT_EQ(rows.tone, VerdictRows::Tone::unheard);
}

TEST_F(Verdict, FailedAndToldIsNoLoss) {
  message(0, true, true);
  message(1, false, true, KafkaError::_MSG_TIMED_OUT);
  const VerdictRows rows = settled();
  EXPECT_EQ(rows.verdict, "1 of 2 messages failed, and your program was told.");
  EXPECT_EQ(rows.tone, VerdictRows::Tone::failure);
}

TEST_F(Verdict, DeliveredButMissingIsALoss) {
  message(0, false, true);
  EXPECT_EQ(settled().verdict, "The one message is missing.");
}

TEST_F(Verdict, WhatCouldNotBeReadStaysInDoubt) {
  message(0, false, false);
  story_.exit();
  StageInput input = story_.input();
  input.status = RunStatus::ended;
  const VerdictRows rows = *prepare_verdict(input);
  EXPECT_EQ(rows.verdict, "The one message is in doubt.");
}

TEST_F(Verdict, SaysHowTheProcessEnded) {
  story_.exit(ExitHow::exception, 1, "Traceback (most recent call last):\n  ...\nBufferError: Local: Queue full\n");
  story_.settle();
  const VerdictRows rows = *prepare_verdict(story_.input());
  EXPECT_EQ(rows.exit, "Exit code 1. BufferError: Local: Queue full");
  EXPECT_EQ(rows.verdict, "No message was produced.");
}

}  // namespace
}  // namespace inflight
