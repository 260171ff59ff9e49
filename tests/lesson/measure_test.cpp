// What a question asks for, from a run: "It was 90."
#include <gtest/gtest.h>

#include "core/lesson/lesson.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

class Measure : public ::testing::Test {
 protected:
  template <typename Struct>
  void happens(const Struct& fields) {
    apply(world_, make_fact(0, {}, fields));
  }
  std::optional<std::int64_t> of(std::string_view measure) const {
    return measured(Question{.measure = std::string(measure)}, world_);
  }
  // Three messages: one told, one in Kafka only, one lost; and a call that was refused.
  void a_run() {
    happens(PartitionKnown{.partition = 0, .topic = "orders"});
    for (MessageId id = 0; id < 3; ++id) happens(MessageAccepted{.message = id, .report_wanted = true});
    happens(MessageRefused{.message = 3, .error = KafkaError::_QUEUE_FULL, .call_number = 4});
    for (MessageId id = 0; id < 2; ++id) happens(RecordStored{.message = id, .partition = 0, .offset = id});
    happens(OutcomeKnown{.message = 0});
    happens(ReportQueued{.message = 0});
    happens(CallbackStarted{.message = 0});
    happens(CallbackFinished{.message = 0});
  }
  World world_;
};

TEST_F(Measure, IsUnknownWhileTheProgramRuns) {
  a_run();
  for (const char* measure : {"in_kafka", "told", "lost", "refused"}) EXPECT_EQ(of(measure), std::nullopt) << measure;
}

TEST_F(Measure, OfTheLogIsKnownWhenTheLogHasBeenRead) {
  a_run();
  happens(ProcessExited{});
  EXPECT_EQ(of("told"), 1);
  EXPECT_EQ(of("refused"), 1);
  EXPECT_EQ(of("in_kafka"), std::nullopt);
  EXPECT_EQ(of("lost"), std::nullopt);
  happens(TruthSettled{});
  EXPECT_EQ(of("told"), 1);
  EXPECT_EQ(of("in_kafka"), 2);
  EXPECT_EQ(of("lost"), 1);
}

TEST_F(Measure, IsNoneWhereTheQuestionAsksForNone) {
  a_run();
  happens(ProcessExited{});
  happens(TruthSettled{});
  EXPECT_EQ(of(""), std::nullopt);
}

}  // namespace
}  // namespace inflight
