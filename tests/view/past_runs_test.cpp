// Before and after: what a run proves about the switches, and what none has shown yet.
#include "app/view/past_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/view/snapshot.h"
#include "tests/view/story.h"

namespace inflight {
namespace {

constexpr SwitchState kOn = SwitchState::on;
constexpr SwitchState kOff = SwitchState::off;

PastRun run_of(SwitchState poll, SwitchState flush, std::int64_t in_kafka, std::int64_t told, std::int64_t lost) {
  return {.poll = poll, .flush = flush, .produced = 100, .told = told, .in_kafka = in_kafka, .lost = lost};
}

class PastRuns : public ::testing::Test {
 protected:
  PastRunsRows prepare(std::vector<PastRun> runs) {
    StageInput input = story_.input();
    input.poll = poll_;
    input.flush = flush_;
    input.past_runs = std::move(runs);
    return prepare_past_runs(input);
  }
  Story story_;
  SwitchState poll_ = kOn;
  SwitchState flush_ = kOff;
};

TEST_F(PastRuns, TheTableFillsItselfRunByRun) {
  PastRun shown = run_of(kOn, kOff, 90, 90, 10);
  shown.is_shown = true;
  expect_snapshot("past-runs", text(prepare({run_of(kOff, kOff, 90, 0, 10), shown})));
}

TEST_F(PastRuns, ARunThatWasDisturbedProvesNothingAboutTheSwitches) {
  PastRun disturbed = run_of(kOn, kOff, 30, 15, 40);
  disturbed.disturbed = true;
  PastRun turned = run_of(SwitchState::mixed, kOff, 90, 45, 10);
  const PastRunsRows rows = prepare({disturbed, turned});
  for (const PastRunRow& row : rows.table) EXPECT_FALSE(row.run);
  ASSERT_EQ(rows.others.size(), 2u);
  EXPECT_EQ(rows.others[1].run, 1u);
  expect_snapshot("past-runs-disturbed", text(rows));
}

TEST_F(PastRuns, TheRunInViewIsInItsRowElseTheNewest) {
  std::vector<PastRun> runs{run_of(kOn, kOff, 90, 90, 10), run_of(kOn, kOff, 80, 80, 20)};
  EXPECT_EQ(prepare(runs).table[1].run, 1u);
  runs[0].is_shown = true;
  const PastRunsRows rows = prepare(runs);
  EXPECT_EQ(rows.table[1].run, 0u);
  ASSERT_EQ(rows.others.size(), 1u) << "the other one came out differently: it stays in reach";
  EXPECT_EQ(rows.others[0].run, 1u);
}

TEST_F(PastRuns, TheSameResultTwiceIsOneRow) {
  EXPECT_TRUE(prepare({run_of(kOn, kOff, 90, 90, 10), run_of(kOn, kOff, 90, 90, 10)}).others.empty());
}

TEST_F(PastRuns, SimulatedAndRealAreTwoRuns) {
  PastRun real = run_of(kOn, kOff, 90, 90, 10);
  real.source = RunSource::mock;
  const PastRunsRows rows = prepare({run_of(kOn, kOff, 90, 90, 10), real});
  EXPECT_EQ(rows.others.size(), 1u);
  EXPECT_THAT(rows.table[1].sentence, testing::HasSubstr("Real librdkafka"));
}

TEST_F(PastRuns, ARunThatWasNotKeptSaysSo) {
  PastRun forgotten = run_of(kOn, kOff, 90, 90, 10);
  forgotten.kept = false;
  EXPECT_THAT(prepare({forgotten}).table[1].why_not, testing::HasSubstr("not kept"));
}

TEST_F(PastRuns, ABranchIsARowWithItsName) {
  PastRun whole = run_of(kOn, kOff, 90, 90, 10);
  whole.number = 1;
  PastRun branch = run_of(SwitchState::mixed, kOff, 90, 45, 10);
  branch.number = 2;
  branch.name = "poll off at 1.2 s";
  branch.parted = {1, 1200 * kMillisecond};
  PastRun left = run_of(SwitchState::mixed, kOff, 0, 0, 0);
  left.number = 3;
  left.name = "rejected at 2.0 s";
  left.parted = {2, 2 * kSecond};
  left.ended = false;
  PastRun orphan = branch;
  orphan.number = 9;
  orphan.name = "exit at 4.0 s";
  orphan.parted = {7, 4 * kSecond};
  PastRun switched = branch;
  switched.number = 10;
  switched.name = "flush on from the start";
  switched.parted = {1, 0};
  expect_snapshot("past-runs-branches", text(prepare({whole, branch, left, orphan, switched})));
}

TEST_F(PastRuns, WhatIsNotKeptIsSaid) {
  StageInput input = story_.input();
  input.past_runs = {run_of(kOn, kOff, 90, 90, 10)};
  input.forgotten_runs = 2;
  EXPECT_EQ(prepare_past_runs(input).forgotten, "2 older runs are not kept.");
}

TEST_F(PastRuns, AProgramWithNothingToSwitchHasItsRunsOnly) {
  poll_ = flush_ = SwitchState::none;
  const PastRunsRows rows = prepare({run_of(SwitchState::none, SwitchState::none, 100, 100, 0)});
  EXPECT_TRUE(rows.table.empty());
  ASSERT_EQ(rows.others.size(), 1u);
  EXPECT_EQ(rows.others[0].sentence, "100 told, 100 in Kafka, 0 lost.");
}

TEST_F(PastRuns, AProgramWithOneSwitchHasTwoRows) {
  poll_ = SwitchState::none;
  const PastRunsRows rows = prepare({run_of(SwitchState::none, kOn, 100, 100, 0)});
  ASSERT_EQ(rows.table.size(), 2u);
  EXPECT_EQ(rows.table[0].sentence, "Not run yet. Turn flush() off, and run.");
  EXPECT_EQ(rows.table[1].run, 0u);
}

}  // namespace
}  // namespace inflight
