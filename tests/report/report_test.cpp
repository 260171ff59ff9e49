// The report, from hand-made facts.
#include "core/run/report.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

using Json = nlohmann::ordered_json;

// Two messages: one delivered and told, one lost at exit.
void record_two_messages(Recording& recording, bool settled) {
  const auto happens = [&](Nanos at, const auto& fields) { recording.accept(make_fact(at, {}, fields)); };
  happens(0, RunStarted{.source = RunSource::simulated, .seed = 1, .script = "program.py"});
  happens(0, PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "orders"});
  happens(1, MessageAccepted{.message = 0, .report_wanted = true});
  happens(2, RecordStored{.message = 0, .partition = 0, .offset = 0});
  happens(3, OutcomeKnown{.message = 0, .partition = 0, .offset = 0, .status = 2});
  happens(3, ReportQueued{.message = 0});
  happens(4, CallStarted{.call = Call::poll, .timeout_ns = 0});
  happens(4, CallbackStarted{.message = 0, .partition = 0, .offset = 0});
  happens(4, Output{.line = "delivered at 0"});
  happens(4, CallbackFinished{.message = 0});
  happens(4, CallReturned{.call = Call::poll, .value = 1});
  happens(5, MessageRefused{.message = 1, .error = KafkaError::_QUEUE_FULL, .call_number = 2});
  happens(6, MessageAccepted{.message = 1, .report_wanted = true});
  happens(7, ProcessExited{.how = ExitHow::end_of_script, .code = 0});
  if (settled) happens(8, TruthSettled{});
}

Json report_of(const Recording& recording, bool full = false) {
  RunOptions options;
  options.script_name = "program.py";
  return report_json(recording, options, Observes{}, {.full = full});
}

TEST(Report, TellsWhatBecameOfEachMessage) {
  Recording recording;
  record_two_messages(recording, true);
  const Json facts = report_of(recording)["facts"];
  EXPECT_EQ(facts["produced"], 2);
  EXPECT_EQ(facts["told"], 1);
  EXPECT_EQ(facts["ledger"]["delivered"], 1);
  EXPECT_EQ(facts["ledger"]["lost"], 1);
  EXPECT_EQ(facts["ledger"].size(), kOutcomeCount);
  EXPECT_EQ(facts["refused"], (Json{{"_QUEUE_FULL", 1}}));
  EXPECT_EQ(facts["callbacks"], (Json{{"ok", 1}}));
  EXPECT_EQ(facts["log"], (Json{{"orders", {{"0", 1}}}}));
  EXPECT_EQ(facts["output"], (Json::array({"delivered at 0"})));
  EXPECT_EQ(facts["exit"], (Json{{"how", "end of script"}, {"code", 0}}));
}

TEST(Report, WhatIsNotSettledIsInDoubt) {
  Recording recording;
  record_two_messages(recording, false);
  const Json ledger = report_of(recording)["facts"]["ledger"];
  EXPECT_EQ(ledger["in_doubt"], 1);
  EXPECT_EQ(ledger["lost"], 0);
}

TEST(Report, DetailIsCappedAndSaysSo) {
  Recording recording;
  for (MessageId id = 0; id < 10'001; ++id) {
    recording.accept(make_fact(id, {}, MessageAccepted{.message = id, .report_wanted = true}));
    recording.accept(make_fact(id, {}, CallbackStarted{.message = id}));
  }
  const Json capped = report_of(recording)["detail"];
  EXPECT_EQ(capped["callbacks"].size(), 10'000u);
  EXPECT_EQ(capped["truncated"], true);
  const Json full = report_of(recording, true)["detail"];
  EXPECT_EQ(full["callbacks"].size(), 10'001u);
  EXPECT_EQ(full["truncated"], false);
}

TEST(Mismatch, NamesTheFirstThingThatDiffers) {
  const Json facts{{"produced", 100}, {"ledger", {{"delivered", 90}, {"lost", 10}}}, {"told", 90}};
  EXPECT_EQ(mismatch(facts, Json{{"produced", 100}}), "");
  EXPECT_EQ(mismatch(facts, Json{{"ledger", {{"delivered", 90}, {"lost", 10}}}}), "");
  EXPECT_EQ(mismatch(facts, Json{{"told", 100}}), "told should be 100 and is 90");
  EXPECT_EQ(mismatch(facts, Json{{"ledger", {{"delivered", 90}}}}), "ledger.lost should be 0 and is 10");
  EXPECT_EQ(mismatch(facts, Json{{"log", {{"orders", 1}}}}), "log should be {\"orders\":1} and is missing");
}

}  // namespace
}  // namespace inflight
