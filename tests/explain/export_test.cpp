// Exports: a trace that follows its format, and a ledger that spreadsheets read.
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/explain/ledger_csv.h"
#include "core/explain/trace.h"

namespace inflight {
namespace {

using Json = nlohmann::json;

class Export : public ::testing::Test {
 protected:
  template <typename Struct>
  void tell(Nanos at, const Struct& fields) {
    recording_.accept(make_fact(at, {}, fields));
  }
  // Two messages: one delivered inside poll(), one on its way when the process ends inside flush().
  void two_messages() {
    const std::vector<MessageId> first{0};
    const std::vector<MessageId> second{1};
    tell(0, PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "orders"});
    tell(1000, MessageAccepted{.message = 0, .report_wanted = true});
    tell(1500, RequestSent{.request = 7, .broker = 1, .partition = 0, .attempt = 1, .messages = first});
    tell(2000, MessageAccepted{.message = 1, .report_wanted = true});
    tell(2500, RequestSent{.request = 8, .broker = 1, .partition = 0, .attempt = 1, .messages = second});
    tell(3000, RecordStored{.message = 0, .partition = 0, .offset = 0});
    tell(4000, ResponseReceived{.request = 7});
    tell(4000, OutcomeKnown{.message = 0, .partition = 0, .offset = 0, .status = 2});
    tell(4000, ReportQueued{.message = 0});
    tell(5000, CallStarted{.call = Call::poll, .timeout_ns = 0});
    tell(5100, CallbackStarted{.message = 0, .partition = 0, .offset = 0});
    tell(5200, Output{.line = "told \"0\""});
    tell(5300, CallbackFinished{.message = 0});
    tell(5400, CallReturned{.call = Call::poll, .value = 1});
    tell(6000, CallStarted{.call = Call::flush, .timeout_ns = -1});
    tell(7001, ProcessExited{.how = ExitHow::killed, .code = 137});
    tell(8000, TruthSettled{});
  }
  Json trace() const {
    std::ostringstream text;
    write_trace(recording_, text);
    return Json::parse(text.str());
  }
  std::string ledger() const {
    std::ostringstream text;
    write_ledger_csv(recording_, text);
    return text.str();
  }
  Recording recording_;
};

// What the Trace Event Format asks of each phase.
void check_format(const Json& trace) {
  std::map<std::pair<int, int>, int> open;           // slices begun on each track
  std::map<std::pair<std::string, int>, int> async;  // and asynchronous ones by category and id
  double last = 0;
  for (const Json& event : trace.at("traceEvents")) {
    const std::string phase = event.at("ph");
    ASSERT_TRUE(event.at("pid").is_number_integer());
    ASSERT_TRUE(event.at("tid").is_number_integer());
    ASSERT_TRUE(event.at("name").is_string());
    ASSERT_TRUE(event.at("ts").is_number());
    if (phase != "M") {
      EXPECT_GE(event["ts"].get<double>(), last);
      last = event["ts"];
    }
    int& depth = open[{event["pid"], event["tid"]}];
    if (phase == "B") ++depth;
    if (phase == "E") {
      ASSERT_GT(depth--, 0);
    } else if (phase == "b") {
      EXPECT_EQ((++async[{event.at("cat"), event.at("id")}]), 1);
    } else if (phase == "e") {
      EXPECT_EQ((--async[{event.at("cat"), event.at("id")}]), 0);
    } else if (phase == "C") {
      for (const auto& [name, count] : event.at("args").items()) EXPECT_TRUE(count.is_number()) << name;
    } else if (phase == "i") {
      EXPECT_TRUE((std::set<std::string>{"g", "p", "t"}.contains(event.at("s"))));
    } else if (phase == "M") {
      EXPECT_TRUE(event.at("args").at("name").is_string());
    } else {
      EXPECT_EQ(phase, "B");
    }
  }
  for (const auto& [track, depth] : open) EXPECT_EQ(depth, 0);
  for (const auto& [id, count] : async) EXPECT_EQ(count, 0);
}

TEST_F(Export, ATraceFollowsItsFormat) {
  two_messages();
  check_format(trace());
  check_format(Json::parse("{\"traceEvents\":[]}"));
}

TEST_F(Export, ATraceHasTracksForThreadCallbacksBufferReportsAndBrokers) {
  two_messages();
  const Json events = trace()["traceEvents"];
  std::set<std::string> tracks;
  for (const Json& event : events) {
    if (event["ph"] == "M") tracks.insert(event["args"]["name"]);
    if (event["ph"] == "C") tracks.insert(event["name"]);
  }
  EXPECT_EQ(tracks, (std::set<std::string>{"Your program", "Kafka", "Your thread", "Callbacks", "Broker 1", "Buffer",
                                           "Report queue", "Records in the log"}));
}

TEST_F(Export, ATraceOfWildFactsFollowsTheFormatToo) {
  tell(1, CallReturned{.call = Call::poll});
  tell(1, CallbackFinished{.message = 3});
  tell(1, ResponseReceived{.request = 3});
  tell(2, RequestSent{.request = 3, .broker = -5});
  tell(2, RequestSent{.request = 3, .broker = 2});
  tell(3, CallStarted{.call = Call::poll});
  tell(3, Output{.line = "\x01\"\\"});
  check_format(trace());
}

TEST_F(Export, ALedgerHasARowAMessage) {
  two_messages();
  EXPECT_EQ(ledger(),
            "message,outcome,topic,partition,offset,attempts,error,produced_s,sent_s,stored_s,told_s\r\n"
            "0,delivered,\"orders\",0,0,1,,0.000001000,0.000001500,0.000003000,0.000005100\r\n"
            "1,lost,\"orders\",0,,1,,0.000002000,0.000002500,,\r\n");
}

TEST_F(Export, ATopicThatIsAFormulaIsWrittenAsText) {
  tell(0, PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "=cmd(\"x\")"});
  tell(1, MessageAccepted{.message = 0, .report_wanted = true});
  tell(2, RecordStored{.message = 0, .partition = 0, .offset = 0});
  EXPECT_NE(ledger().find("\"'=cmd(\"\"x\"\")\""), std::string::npos);
}

}  // namespace
}  // namespace inflight
