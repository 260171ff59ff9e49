// Where messages were over time, a row one or several.
#include "app/session/journeys.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

struct Told {
  template <typename Struct>
  void tell(Nanos at, const Struct& fields) {
    recording.accept(make_fact(at, {}, fields));
    apply(world, recording.fact(recording.size() - 1));
    journeys.take(recording, recording.size() - 1);
  }
  Recording recording;
  World world;
  Journeys journeys;
};

TEST(Journeys, AMessagesStagesAndTheirInstantsAreKept) {
  Told told;
  const std::vector<MessageId> ids{0};
  told.tell(0, PartitionKnown{.partition = 0, .topic = "orders"});
  told.tell(1, MessageAccepted{.message = 0, .report_wanted = true});
  told.tell(2, RequestSent{.request = 0, .messages = ids});
  told.tell(3, RecordStored{.message = 0, .partition = 0, .offset = 0});
  told.tell(4, OutcomeKnown{.message = 0});
  told.tell(4, ReportQueued{.message = 0});
  told.tell(5, CallbackStarted{.message = 0});
  std::vector<std::pair<Nanos, Outcome>> seen;
  for (const auto& change : told.journeys.row(1, 0)) {
    seen.emplace_back(change.at_ns, outcome_of(Phase::running, change.stage));
  }
  const std::vector<std::pair<Nanos, Outcome>> expected{{1, Outcome::buffered},
                                                        {2, Outcome::in_flight},
                                                        {3, Outcome::stored_unacked},
                                                        {4, Outcome::report_waiting},
                                                        {5, Outcome::delivered}};
  EXPECT_EQ(seen, expected);
}

TEST(Journeys, WhatIsCutOffTheLogWasDeliveredAndIsMissing) {
  Told told;
  const std::vector<MessageId> ids{0};
  told.tell(0, PartitionKnown{.partition = 0, .topic = "orders"});
  told.tell(1, MessageAccepted{.message = 0, .report_wanted = true});
  told.tell(2, RecordStored{.message = 0, .partition = 0, .offset = 0});
  told.tell(3, CallbackStarted{.message = 0});
  told.tell(4, LogTruncated{.partition = 0, .offset = 0, .gone = ids});
  const Stage stage = told.journeys.row(1, 0).back().stage;
  EXPECT_EQ(outcome_of(Phase::running, stage), Outcome::delivered_missing);
  EXPECT_EQ(stage, told.world.messages[0].stage);
}

TEST(Journeys, WhateverIsToldAStageIsTheWorlds) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random dice(seed);
    Told told;
    told.tell(0, PartitionKnown{.partition = 0, .topic = "orders"});
    std::int64_t offset = 0;
    for (Nanos at = 1; at < 3000; ++at) {
      const auto id = static_cast<MessageId>(dice.below(Journeys::kMostRows));
      const std::vector<MessageId> ids{id, static_cast<MessageId>(dice.below(Journeys::kMostRows))};
      const auto error = dice.below(4) == 0 ? KafkaError::_MSG_TIMED_OUT : KafkaError::NO_ERROR;
      switch (dice.below(9)) {
        case 0: told.tell(at, MessageOffered{.message = id}); break;
        case 1: told.tell(at, RequestSent{.request = at, .messages = ids}); break;
        case 2: told.tell(at, RecordStored{.message = id, .partition = 0, .offset = offset++}); break;
        case 3: told.tell(at, OutcomeKnown{.message = id, .error = error}); break;
        case 4: told.tell(at, ReportQueued{.message = id}); break;
        case 5: told.tell(at, CallbackStarted{.message = id, .error = error}); break;
        case 6: told.tell(at, ReportServed{.message = id}); break;
        case 7: told.tell(at, RetryScheduled{.message = id}); break;
        default: told.tell(at, MessageAccepted{.message = id, .report_wanted = dice.below(4) > 0}); break;
      }
    }
    for (MessageId id = 0; id < told.world.messages.size; ++id) {
      const auto row = told.journeys.row(1, id);
      ASSERT_EQ(row.empty(), !told.world.messages[id].accepted) << "seed " << seed << ", message " << id;
      if (row.empty()) continue;
      EXPECT_EQ(row.back().stage, told.world.messages[id].stage) << "seed " << seed;
    }
  }
}

TEST(Journeys, ARowOfSeveralIsWhereTheMiddleOneOfThoseAcceptedIs) {
  Told told;
  for (MessageId id = 0; id < 4; ++id) told.tell(id, MessageAccepted{.message = id, .report_wanted = true});
  const auto stage = [&] { return outcome_of(Phase::running, told.journeys.row(4, 0).back().stage); };
  EXPECT_EQ(stage(), Outcome::buffered);
  const auto send = [&](Nanos at, MessageId id) {
    const std::vector<MessageId> ids{id};
    told.tell(at, RequestSent{.request = id, .messages = ids});
  };
  send(10, 0);
  send(11, 1);
  EXPECT_EQ(stage(), Outcome::buffered) << "two of four wait";
  send(12, 2);
  EXPECT_EQ(stage(), Outcome::in_flight);
  EXPECT_EQ(told.journeys.row(4, 0).back().at_ns, 12);
}

TEST(Journeys, AMillionMessagesHaveAPictureOfAFewHundredRows) {
  Recording recording;
  Journeys journeys;
  constexpr MessageId kMany = 1'000'000;
  for (MessageId id = 0; id < kMany; ++id) {
    recording.accept(make_fact(id, {}, MessageAccepted{.message = id, .report_wanted = true}));
    journeys.take(recording, id);
  }
  const std::size_t per_row = journeys.per_row(180);
  EXPECT_EQ(per_row, 8192u);
  ASSERT_EQ(journeys.rows(per_row), 123u);
  for (std::size_t row = 0; row < 123; ++row) {
    ASSERT_EQ(journeys.row(per_row, row).size(), 1u);
    EXPECT_EQ(journeys.row(per_row, row)[0].at_ns, static_cast<Nanos>(row * per_row));
  }
}

TEST(Journeys, ARowThatChangesOnAndOnKeepsABoundedNumberOfChangesAndTheNewest) {
  Told told;
  told.tell(0, MessageAccepted{.message = 0, .report_wanted = true});
  const std::vector<MessageId> ids{0};
  for (Nanos at = 1; at <= 5000; ++at) {
    told.tell(2 * at, RequestSent{.request = at, .messages = ids});
    told.tell(2 * at + 1, RetryScheduled{.message = 0});
  }
  const auto row = told.journeys.row(1, 0);
  EXPECT_LE(row.size(), 256u);
  EXPECT_EQ(row.front().at_ns, 0);
  EXPECT_EQ(row.back().at_ns, 10'001);
  EXPECT_EQ(row.back().stage, told.world.messages[0].stage);
}

TEST(Journeys, ANumberThatNothingCanHaveReachedCostsNothing) {
  Told told;
  told.tell(0, MessageAccepted{.message = kNoMessage - 1});
  EXPECT_EQ(told.journeys.messages(), 0u);
}

}  // namespace
}  // namespace inflight
