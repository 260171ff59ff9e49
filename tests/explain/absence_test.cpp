// What is said of a run in which something does not happen: it can be read alone.
#include "core/explain/absence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/world/apply.h"

namespace inflight {
namespace {

class Absence : public ::testing::Test {
 protected:
  Absence() { add(PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "orders"}); }
  template <typename Fields>
  void add(const Fields& fields) {
    apply(world_, make_fact(0, {}, fields));
  }
  template <typename Fields>
  std::string never(const Fields& fields) const {
    return absence_of(make_fact(0, {}, fields), world_, true);
  }
  template <typename Fields>
  std::string so_far(const Fields& fields) const {
    return absence_of(make_fact(0, {}, fields), world_, false);
  }
  World world_;
};

TEST_F(Absence, NamesWhatIsMissing) {
  EXPECT_EQ(never(CallbackStarted{.message = 3}), "Here your callback is never told of message 3.");
  EXPECT_EQ(so_far(CallbackStarted{.message = 3}), "Here your callback has not been told of message 3 so far.");
  EXPECT_EQ(never(OutcomeKnown{.message = 3}), "Here the library never learns what became of message 3.");
  EXPECT_EQ(so_far(ProcessExited{}), "Here the process has not ended so far.");
}

TEST_F(Absence, ASecondCopyIsNotTheFirst) {
  const RecordStored stored{.message = 0, .partition = 0, .offset = 0};
  EXPECT_EQ(never(stored), "Here Kafka never gets message 0.");
  add(stored);
  EXPECT_EQ(never(stored), "Here Kafka never gets another copy of message 0.");
  EXPECT_EQ(so_far(stored), "Here Kafka has not got another copy of message 0 so far.");
}

TEST_F(Absence, ASecondRetryIsNotTheFirst) {
  const std::vector<MessageId> batch{0};
  const RetryScheduled retry{.message = 0, .error = KafkaError::_TIMED_OUT};
  add(RequestSent{.request = 1, .broker = 1, .partition = 0, .attempt = 1, .messages = batch});
  EXPECT_EQ(never(retry), "Here message 0 is never put back to be sent again.");
  add(retry);
  add(RequestSent{.request = 2, .broker = 1, .partition = 0, .attempt = 2, .messages = batch});
  EXPECT_EQ(never(retry), "Here message 0 is never put back once more, to be sent again.");
}

TEST_F(Absence, WhatTheProgramMayDoOftenIsMissingAtThisPoint) {
  EXPECT_EQ(never(Output{.line = "done"}), "Here your program never gets to this: Your program prints: done");
  EXPECT_EQ(so_far(CallReturned{.call = Call::flush, .value = 0}),
            "Here your program has so far not got to this: flush() returns 0.");
}

TEST_F(Absence, EveryKindHasOneThatStandsAlone) {
  for (std::size_t kind = 0; kind < kEventKindCount; ++kind) {
    Fact fact;
    fact.event.kind = static_cast<EventKind>(kind);
    for (const bool over : {true, false}) {
      EXPECT_THAT(absence_of(fact, World{}, over), testing::StartsWith("Here ")) << info(fact.event.kind).name;
    }
  }
}

}  // namespace
}  // namespace inflight
