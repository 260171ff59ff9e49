// The connection: lost, refused, opened again; metadata; what the report queue tells of it (facts, 1.8, 2.6, 3.7, 3.8,
// 4.9).
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

class Connections : public SimulatorStory {
 protected:
  void take(ActionKind kind) { simulator_->take({.kind = kind}); }
  void error(KafkaError error, std::string_view) override { errors_.push_back(error); }
  std::vector<KafkaError> errors_;
};

TEST_F(Connections, ATopicNamedAfterTheConnectionIsUpWaitsForTheTimer) {  // facts 1.8, S16
  begin({{"linger.ms", "0"}});
  simulator_->sleep(300 * kMillisecond);
  produce_many(1);
  flush();
  EXPECT_GE(now(), kSecond);
}

TEST_F(Connections, ALostConnectionSendsWhatWasInFlightAgain) {  // facts 3.4, 3.7
  begin_connected({{"linger.ms", "0"}}, {.rtt_ns = 100 * kMillisecond, .rules = Rules::mock});
  produce_many(1);
  simulator_->sleep(20 * kMillisecond);
  take(ActionKind::cut_connections);
  flush();
  EXPECT_EQ(count(Outcome::delivered), 2);
  EXPECT_EQ(world().duplicates, 1);
}

TEST_F(Connections, WithoutRetriesALostConnectionIsFinal) {  // facts 3.4, S8
  begin_connected({{"linger.ms", "0"}, {"retries", "0"}}, {.rtt_ns = 100 * kMillisecond, .rules = Rules::mock});
  produce_many(1);
  simulator_->sleep(20 * kMillisecond);
  take(ActionKind::cut_connections);
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::_TRANSPORT);
  EXPECT_EQ(reports_.back().status, 1);
  EXPECT_EQ(count(Outcome::failed_stored), 1);
}

TEST_F(Connections, FailuresCountInPollAndInTheQueuesLength) {  // facts 4.9, S23
  begin_connected({{"linger.ms", "0"}});
  take(ActionKind::broker_down);
  EXPECT_EQ(simulator_->outq_len(0), 2);
  EXPECT_EQ(poll(), 2);
  EXPECT_EQ(errors_, (std::vector<KafkaError>{KafkaError::_TRANSPORT, KafkaError::_ALL_BROKERS_DOWN}));
}

TEST_F(Connections, MessagesWaitForABrokerThatIsDown) {  // facts 5.1
  begin_connected({{"linger.ms", "0"}, {"reconnect.backoff.max.ms", "200"}});
  take(ActionKind::broker_down);
  produce_many(3);
  EXPECT_EQ(flush(3 * kSecond), KafkaError::_TIMED_OUT);
  take(ActionKind::broker_up);
  EXPECT_EQ(flush(), KafkaError::NO_ERROR);
  EXPECT_EQ(count(Outcome::delivered), 4);
}

TEST_F(Connections, TimeoutsWaitForTheBackoffWhileTheBrokerIsDown) {  // facts 3.8, S9
  begin_connected({{"linger.ms", "0"}, {"message.timeout.ms", "1000"}});
  take(ActionKind::broker_down);
  const Nanos since = now();
  produce_many(1);
  flush();
  EXPECT_EQ(reports_.back().error, KafkaError::_MSG_TIMED_OUT);
  EXPECT_GT(now() - since, kSecond + 50 * kMillisecond);
}

TEST_F(Connections, MetadataRequestsTakeASlotInFlight) {  // facts 2.6
  begin({{"linger.ms", "0"}, {"max.in.flight", "1"}}, {.rtt_ns = 400 * kMillisecond});
  produce_many(1);
  flush();
  EXPECT_GT(now(), 1900 * kMillisecond);  // two trips to connect, two for metadata (one of the timer's), one to send
}

// rd_kafka_mock_connection_write_out looks at the round trip when its timer runs, when there is another answer, and
// when the round trip changes; but the timer stays as it was set.
TEST_F(Connections, TheMockLooksAtTheRoundTripWhenItsTimerRuns) {  // facts 8.4
  begin_connected({{"linger.ms", "0"}}, {.rtt_ns = 400 * kMillisecond, .rules = Rules::mock});
  for (const Nanos rtt : {100 * kMillisecond, 700 * kMillisecond}) {
    const Nanos since = now();
    produce_many(1);
    simulator_->sleep(10 * kMillisecond);
    simulator_->take({.kind = ActionKind::set_latency, .round_trip_ns = rtt});
    flush();
    EXPECT_NEAR(static_cast<double>(now() - since) / 1e6, rtt < 400 * kMillisecond ? 400 : 700, 2);  // measured: 403
  }
}

TEST_F(Connections, TheMockSendsAtOnceWhatAShorterRoundTripLetsThrough) {  // facts 8.4
  begin_connected({{"linger.ms", "0"}}, {.rtt_ns = 400 * kMillisecond, .rules = Rules::mock});
  const Nanos since = now();
  produce_many(1);
  simulator_->sleep(150 * kMillisecond);
  simulator_->take({.kind = ActionKind::set_latency, .round_trip_ns = 100 * kMillisecond});
  flush();
  EXPECT_NEAR(static_cast<double>(now() - since) / 1e6, 150, 2);
}

// rd_kafka_timer_exp_backoff is meant to double the interval, and does not; the queries take the slots of the retry.
TEST_F(Connections, ALeaderIsAskedForFourTimesASecond) {  // facts 2.6, 3.9
  begin_connected({{"linger.ms", "0"}, {"max.in.flight", "2"}}, {.rtt_ns = 1500 * kMillisecond, .rules = Rules::mock});
  for (const std::string error : {"NOT_LEADER_FOR_PARTITION", "NOT_ENOUGH_REPLICAS_AFTER_APPEND"}) {
    simulator_->take({.kind = ActionKind::reject_next, .text = error});
  }
  const Nanos since = now();
  produce_many(1);
  flush();
  EXPECT_NEAR(static_cast<double>(now() - since) / 1e9, 7.76, 0.1);  // as measured of librdkafka
}

TEST_F(Connections, AnAttemptToConnectThatFailsBacksOffTwice) {  // facts 2.10
  begin_connected({{"linger.ms", "0"}, {"reconnect.backoff.ms", "100"}});
  simulator_->sleep(11 * kSecond);
  take(ActionKind::broker_down);
  const Nanos since = now();
  produce_many(1);
  simulator_->sleep(10 * kMillisecond);
  take(ActionKind::broker_up);
  flush();
  EXPECT_GE(now() - since, 150 * kMillisecond);
  EXPECT_LT(now() - since, 320 * kMillisecond);
}

}  // namespace
}  // namespace inflight::sim
