// What is measured of a recording.
#include "core/conform/measures.h"

#include <gtest/gtest.h>

#include "core/conform/case.h"
#include "core/sim/simulated_run.h"

namespace inflight::conform {
namespace {

Measures measured(std::string_view script) {
  const Result<Case> made = case_of_script(script, "program.py");
  auto run = make_simulated_run(made->options);
  Recording recording;
  EXPECT_TRUE(run.value()->advance(kForever, recording).ended);
  return measure(recording);
}

constexpr std::string_view kScript =
    "#: topic orders:1\n"
    "from confluent_kafka import Producer\n"
    "def report(err, msg):\n"
    "    print(msg.offset())\n"
    "producer = Producer({'linger.ms': 5})\n"
    "for i in range(3):\n"
    "    producer.produce('orders', str(i), callback=report)\n"
    "producer.flush()\n"
    "producer.produce('orders', 'lost')\n";

TEST(Measures, NameEachCallByItsLineAndNumber) {
  const Measures measures = measured(kScript);
  EXPECT_EQ(measures.values.at("line 7, produce() no. 3").value, "0");
  EXPECT_EQ(measures.values.at("line 8, flush() no. 1").value, "0");
  EXPECT_TRUE(measures.durations.contains("line 8, flush() no. 1"));
}

TEST(Measures, HaveReportsOutcomesLogsAndBatches) {
  const Measures measures = measured(kScript);
  EXPECT_EQ(measures.values.at("message 2, reported offset").value, "2");
  EXPECT_EQ(measures.values.at("message 2, reported status").value, "2");
  EXPECT_EQ(measures.values.at("message 3, outcome").value, "lost_no_report");
  EXPECT_EQ(measures.values.at("log of orders/0, offset 2").value, "2");
  EXPECT_EQ(measures.values.at("requests to orders/0, no. 1").value, "0-2");
  EXPECT_EQ(measures.values.at("reports of orders/0, no. 3").value, "2");
  EXPECT_EQ(measures.values.at("output, line 1").value, "0");
  EXPECT_EQ(measures.values.at("exit").value, "end of script, code 0");
}

}  // namespace
}  // namespace inflight::conform
