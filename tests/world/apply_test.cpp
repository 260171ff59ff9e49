// The fold, as stories of one or two messages.
#include "core/world/apply.h"

#include <gtest/gtest.h>

#include "core/base/hash.h"

namespace inflight {
namespace {

class Story : public ::testing::Test {
 protected:
  template <typename Struct>
  void happens(const Struct& fields, Nanos at = -1) {
    if (at >= 0) now_ = at;
    apply(world_, make_fact(now_, {}, fields));
  }
  void partition_exists() { happens(PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "orders"}); }
  void produced(MessageId id) { happens(MessageAccepted{.message = id, .report_wanted = true}); }
  void sent(RequestId request, std::vector<MessageId> ids) {
    happens(RequestSent{.request = request, .broker = 1, .partition = 0, .messages = ids});
  }
  void acked(MessageId id, std::int64_t offset) {
    happens(OutcomeKnown{.message = id, .partition = 0, .offset = offset, .status = 2});
    happens(ReportQueued{.message = id});
  }
  void called_back(MessageId id, KafkaError error = KafkaError::NO_ERROR) {
    happens(CallbackStarted{.message = id, .partition = 0, .error = error});
    happens(CallbackFinished{.message = id});
  }
  std::int64_t ledger_sum() const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < kOutcomeCount; ++i) sum += world_.count(static_cast<Outcome>(i));
    return sum;
  }
  World world_;
  Nanos now_ = 0;
};

TEST_F(Story, AMessageGoesFromBufferToCallback) {
  partition_exists();
  produced(0);
  EXPECT_EQ(world_.outcome(0), Outcome::buffered);
  sent(1, {0});
  EXPECT_EQ(world_.outcome(0), Outcome::in_flight);
  EXPECT_EQ(world_.requests.size(), 1u);
  happens(RecordStored{.message = 0, .partition = 0, .offset = 0});
  EXPECT_EQ(world_.outcome(0), Outcome::stored_unacked);
  happens(ResponseReceived{.request = 1});
  acked(0, 0);
  EXPECT_EQ(world_.outcome(0), Outcome::report_waiting);
  EXPECT_EQ(world_.producers[0].reports_waiting(), 1u);
  EXPECT_EQ(world_.told, 0);
  called_back(0);
  EXPECT_EQ(world_.outcome(0), Outcome::delivered);
  EXPECT_EQ(world_.producers[0].reports_waiting(), 0u);
  EXPECT_EQ(world_.told, 1);
  EXPECT_EQ(world_.requests.size(), 0u);
  EXPECT_EQ(world_.anomalies, 0);
}

TEST_F(Story, TheGateIsOpenOnlyInsidePollAndFlush) {
  EXPECT_FALSE(world_.program.serves());
  happens(CallStarted{.call = Call::produce, .timeout_ns = -1});
  EXPECT_FALSE(world_.program.serves());
  happens(CallReturned{.call = Call::produce});
  happens(CallStarted{.call = Call::poll, .timeout_ns = 0});
  EXPECT_TRUE(world_.program.serves());
  happens(CallStarted{.call = Call::sleep, .timeout_ns = kSecond});  // a callback that sleeps
  EXPECT_TRUE(world_.program.serves());
  happens(CallReturned{.call = Call::sleep});
  happens(CallReturned{.call = Call::poll});
  EXPECT_FALSE(world_.program.serves());
  EXPECT_EQ(world_.anomalies, 0);
}

TEST_F(Story, ExitTakesTheBufferAndTheReportsWithIt) {
  partition_exists();
  for (MessageId id = 0; id < 3; ++id) produced(id);
  sent(1, {0});
  happens(RecordStored{.message = 0, .partition = 0, .offset = 0});
  happens(ResponseReceived{.request = 1});
  acked(0, 0);
  happens(ProcessExited{.how = ExitHow::end_of_script});
  EXPECT_EQ(world_.outcome(0), Outcome::never_told);
  EXPECT_EQ(world_.outcome(1), Outcome::in_doubt);
  happens(TruthSettled{});
  EXPECT_EQ(world_.count(Outcome::never_told), 1);
  EXPECT_EQ(world_.count(Outcome::lost), 2);
  EXPECT_EQ(ledger_sum(), world_.produced);
}

TEST_F(Story, TheAckMayComeBeforeProduceReturns) {
  partition_exists();
  happens(MessageOffered{.message = 0});
  acked(0, 0);
  EXPECT_EQ(world_.produced, 0);
  EXPECT_EQ(ledger_sum(), 0);
  produced(0);
  EXPECT_EQ(world_.produced, 1);
  EXPECT_EQ(world_.outcome(0), Outcome::report_waiting);
  EXPECT_EQ(world_.anomalies, 0);
}

TEST_F(Story, ARefusedMessageWasNeverAccepted) {
  happens(MessageRefused{.message = 0, .error = KafkaError::_QUEUE_FULL, .call_number = 1});
  produced(0);
  EXPECT_EQ(world_.produced, 1);
  EXPECT_EQ(world_.refused.at(KafkaError::_QUEUE_FULL), 1);
  EXPECT_EQ(world_.refusals[0].call_number, 1);
}

TEST_F(Story, ARetriedMessageIsBackInTheBuffer) {
  partition_exists();
  produced(0);
  sent(1, {0});
  happens(ResponseReceived{.request = 1, .error = KafkaError::NOT_LEADER_FOR_PARTITION});
  happens(
      RetryScheduled{.message = 0, .error = KafkaError::NOT_LEADER_FOR_PARTITION, .backoff_ns = 100 * kMillisecond});
  EXPECT_EQ(world_.outcome(0), Outcome::buffered);
  sent(2, {0});
  EXPECT_EQ(world_.messages[0].attempts, 2);
}

TEST_F(Story, ASecondCopyIsADuplicate) {
  partition_exists();
  produced(0);
  happens(RecordStored{.message = 0, .partition = 0, .offset = 0});
  happens(RecordStored{.message = 0, .partition = 0, .offset = 1});
  EXPECT_EQ(world_.duplicates, 1);
  EXPECT_EQ(world_.messages[0].stage.copies, Copies::more);
  EXPECT_EQ(world_.in_kafka(), 1);
}

TEST_F(Story, SomebodyElsesRecordIsNobodysMessage) {
  partition_exists();
  happens(RecordStored{.partition = 0, .offset = 40});
  EXPECT_EQ(world_.partitions[0].log_start, 40);
  EXPECT_EQ(world_.partitions[0].log[0], kNoMessage);
  EXPECT_EQ(world_.in_kafka(), 0);
}

TEST_F(Story, ACallbackThatPollsIsServedWhatCameMeanwhile) {
  partition_exists();
  for (MessageId id = 0; id < 3; ++id) produced(id);
  acked(0, 0);
  acked(1, 1);
  happens(CallbackStarted{.message = 0, .partition = 0});
  acked(2, 2);
  called_back(2);  // the outer poll has claimed message 1 already
  EXPECT_EQ(world_.program.callback(), 0u);
  happens(CallbackFinished{.message = 0});
  called_back(1);
  EXPECT_EQ(world_.count(Outcome::delivered), 3);
  EXPECT_EQ(world_.producers[0].reports_waiting(), 0u);
  EXPECT_EQ(world_.anomalies, 0);
}

TEST_F(Story, SwitchesAreRemembered) {
  happens(Switched{.line = 14, .on = false});
  happens(Switched{.line = 12, .on = false});
  happens(Switched{.line = 14, .on = true});
  EXPECT_TRUE(world_.is_off(12));
  EXPECT_FALSE(world_.is_off(14));
}

TEST_F(Story, WhatIsImpossibleIsCountedNotAsserted) {
  happens(CallReturned{.call = Call::poll});
  happens(ResponseReceived{.request = 99});
  happens(RecordStored{.message = 0, .partition = 7, .offset = 0});
  happens(MessageAccepted{.message = kNoMessage});
  happens(MessageAccepted{.message = 4'000'000'000});
  happens(ReportServed{.message = 0});
  happens(BrokerDown{.broker = 3});
  happens(TruthSettled{});
  EXPECT_EQ(world_.anomalies, 8);
}

TEST_F(Story, TheNewestCaptionAndThePredictionAreKnown) {
  EXPECT_EQ(world_.prediction.choice, -1);
  happens(PredictionMade{.choice = 0, .words = "100"});
  EXPECT_EQ(world_.prediction.choice, 0);
  const World before = world_;
  happens(CaptionShown{.words = "It leaves.", .at = CaptionAt::network, .message = 0});
  happens(CaptionShown{.words = "Kafka has it.", .at = CaptionAt::log, .message = 0});
  EXPECT_EQ(world_.caption_at, CaptionAt::log);
  EXPECT_EQ(world_.caption_message, 0u);
  EXPECT_EQ(world_.caption.hash, hash_bytes("Kafka has it."));
  EXPECT_EQ(world_.prediction.words.hash, hash_bytes("100"));
  EXPECT_NE(first_difference(before, world_), "");
}

TEST_F(Story, WhatACaptionPointsToIsPartOfTheState) {
  World other = world_;
  const auto caption = [](CaptionAt at) { return make_fact(0, {}, CaptionShown{.words = "Look.", .at = at}); };
  apply(world_, caption(CaptionAt::log));
  apply(other, caption(CaptionAt::gate));
  EXPECT_NE(hash_of(world_), hash_of(other));
  EXPECT_EQ(first_difference(world_, world_), "");
  EXPECT_NE(first_difference(world_, other).find("caption: at log"), std::string::npos);
}

TEST_F(Story, EqualHistoriesHaveEqualHashes) {
  const auto play = [](World& world, std::int64_t offset) {
    apply(world, make_fact(0, {}, PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "orders"}));
    for (MessageId id = 0; id < 600; ++id) {
      apply(world, make_fact(id, {}, MessageAccepted{.message = id, .report_wanted = true}));
    }
    apply(world, make_fact(700, {}, RecordStored{.message = 300, .partition = 0, .offset = offset}));
  };
  World a;
  World b;
  World c;
  play(a, 0);
  play(b, 0);
  play(c, 1);
  EXPECT_EQ(hash_of(a), hash_of(b));
  EXPECT_EQ(first_difference(a, b), "");
  EXPECT_NE(hash_of(a), hash_of(c));
  EXPECT_NE(first_difference(a, c), "");
}

TEST_F(Story, ACopyOfTheWorldStaysAsItWas) {
  produced(0);
  const World before = world_;
  const std::uint64_t hash_before = hash_of(before);
  sent(1, {0});
  EXPECT_EQ(before.outcome(0), Outcome::buffered);
  EXPECT_EQ(hash_of(before), hash_before);
  EXPECT_NE(hash_of(world_), hash_before);
}

}  // namespace
}  // namespace inflight
