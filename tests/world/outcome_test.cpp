// The table of outcomes, row by row.
#include "core/world/outcome.h"

#include <gtest/gtest.h>
#include <set>

namespace inflight {
namespace {

constexpr Stage kAcked{Place::done, Known::success, Report::waiting, Copies::one};
constexpr Stage kTold{Place::done, Known::success, Report::told, Copies::one};

TEST(Outcome, FollowsAMessageFromBufferToCallback) {
  EXPECT_EQ(outcome_of(Phase::running, {}), Outcome::buffered);
  EXPECT_EQ(outcome_of(Phase::running, {.place = Place::in_flight}), Outcome::in_flight);
  EXPECT_EQ(outcome_of(Phase::running, {.place = Place::in_flight, .copies = Copies::one}), Outcome::stored_unacked);
  EXPECT_EQ(outcome_of(Phase::running, kAcked), Outcome::report_waiting);
  EXPECT_EQ(outcome_of(Phase::running, kTold), Outcome::delivered);
}

TEST(Outcome, AFailureWaitsAndIsToldAsOne) {
  Stage stage{Place::done, Known::failure, Report::waiting, Copies::zero};
  EXPECT_EQ(outcome_of(Phase::running, stage), Outcome::failure_waiting);
  stage.report = Report::told;
  EXPECT_EQ(outcome_of(Phase::running, stage), Outcome::failed);
  stage.copies = Copies::one;
  EXPECT_EQ(outcome_of(Phase::running, stage), Outcome::failed_stored);
}

TEST(Outcome, NothingIsCalledLostBeforeTheLogWasRead) {
  EXPECT_EQ(outcome_of(Phase::ended, {}), Outcome::in_doubt);
  EXPECT_EQ(outcome_of(Phase::settled, {}), Outcome::lost);
  EXPECT_EQ(outcome_of(Phase::ended, kAcked), Outcome::never_told);
  EXPECT_EQ(outcome_of(Phase::settled, {.place = Place::in_flight, .copies = Copies::one}), Outcome::never_told);
}

TEST(Outcome, DeliveredButNotInTheLogIsMissingOnlyOnceItWasRead) {
  Stage stage = kTold;
  stage.copies = Copies::zero;
  EXPECT_EQ(outcome_of(Phase::running, stage), Outcome::delivered);
  EXPECT_EQ(outcome_of(Phase::ended, stage), Outcome::delivered);
  EXPECT_EQ(outcome_of(Phase::settled, stage), Outcome::delivered_missing);
}

TEST(Outcome, WhereNoReportIsWantedNobodyIsNeverTold) {
  const Stage stored{Place::done, Known::success, Report::not_wanted, Copies::one};
  const Stage gone{Place::buffer, Known::nothing, Report::not_wanted, Copies::zero};
  EXPECT_EQ(outcome_of(Phase::running, stored), Outcome::stored_no_report);
  EXPECT_EQ(outcome_of(Phase::settled, stored), Outcome::stored_no_report);
  EXPECT_EQ(outcome_of(Phase::running, gone), Outcome::buffered);
  EXPECT_EQ(outcome_of(Phase::settled, gone), Outcome::lost_no_report);
}

TEST(Outcome, WhatThePeopleWereToldNeverChangesAfterwards) {
  for (std::size_t i = 0; i < kStageCount; ++i) {
    const Stage stage = stage_at(i);
    if (stage.report != Report::told || stage.copies == Copies::zero) continue;
    EXPECT_EQ(outcome_of(Phase::running, stage), outcome_of(Phase::settled, stage)) << i;
  }
}

TEST(Outcome, EveryOutcomeCanOccur) {
  std::set<Outcome> seen;
  for (const auto& phase : kOutcomes) seen.insert(phase.begin(), phase.end());
  EXPECT_EQ(seen.size(), kOutcomeCount);
}

TEST(Stage, EncodesToADenseIndexAndBack) {
  for (std::size_t i = 0; i < kStageCount; ++i) EXPECT_EQ(index_of(stage_at(i)), i);
}

}  // namespace
}  // namespace inflight
