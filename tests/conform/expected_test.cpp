// What a script prints as far as timing can't change it.
#include "core/conform/expected.h"

#include <gtest/gtest.h>

namespace inflight::conform {
namespace {

using Json = nlohmann::ordered_json;

Json expected_of(std::string_view script) {
  const Result<Case> made = case_of_script(script, "program.py");
  const Result<Json> json = expected(made.value(), 20 * kSecond, Thorough::no);
  EXPECT_TRUE(json.ok());
  return json.value();
}

TEST(Expected, HasTheLinesTheExitAndTheSurroundings) {
  const Json json = expected_of(
      "#: topic orders:1\n"
      "#: rtt 20ms\n"
      "from confluent_kafka import Producer\n"
      "producer = Producer({})\n"
      "producer.produce('orders', 'a', callback=lambda err, msg: print('delivered', msg.offset()))\n"
      "print('left', producer.flush())\n"
      "raise ValueError('enough')\n");
  EXPECT_EQ(json["output"], (Json{"delivered 0", "left 0"}));
  EXPECT_EQ(json["lines_known"], true);
  EXPECT_EQ(json["exit"], "exception, code 1");
  EXPECT_TRUE(json["traceback"].get<std::string>().ends_with("ValueError: enough"));
  EXPECT_EQ(json["topics"], (Json{"orders:1"}));
  EXPECT_EQ(json["rtt_ns"], 20 * kMillisecond);
  EXPECT_EQ(json["faults"], 0);
  EXPECT_EQ(json["brokers"], 1);
}

TEST(Expected, HasTheScriptWithoutWhatIsOff) {
  Result<Case> made = case_of_script("#: topic orders:1\nn = 5\nprint(n)\n", "program.py");
  made->options.lines_off = {2};
  const Result<Json> json = expected(made.value(), 20 * kSecond, Thorough::no);
  EXPECT_EQ(json.value()["script"], "#: topic orders:1\nn = 0  # n = 5\nprint(n)\n");
  EXPECT_EQ(json.value()["output"], (Json{"0"}));
}

TEST(Expected, LeavesOutWhatTimingMayChange) {
  const Json json = expected_of(
      "#: topic orders:1\n"
      "import time\n"
      "print('starts')\n"
      "print(time.time())\n"
      "print('ends')\n");
  EXPECT_EQ(json["output"], (Json{"starts", nullptr, "ends"}));
}

TEST(Expected, LeavesOutWhatAThreadThatWakesUpLateFindsMoreOf) {
  const Json json = expected_of(
      "#: topic orders:1\n"
      "#: rtt 100ms\n"
      "import time\n"
      "from confluent_kafka import Producer\n"
      "producer = Producer({'linger.ms': 0})\n"
      "producer.produce('orders', 'opens the connection')\n"
      "print('left', producer.flush())\n"
      "producer.produce('orders', 'a')\n"
      "time.sleep(0.002)\n"
      "producer.produce('orders', 'b')\n"
      "print('served', producer.poll(1))\n"
      "print('left', producer.flush())\n");
  EXPECT_EQ(json["output"], (Json{"left 0", nullptr, "left 0"}));
}

TEST(Expected, SaysWhenTimingChangesHowMuchIsPrinted) {
  const Json json = expected_of(
      "#: topic orders:1\n"
      "from confluent_kafka import Producer\n"
      "producer = Producer({})\n"
      "producer.produce('orders', 'a')\n"
      "while len(producer) > 0:\n"
      "    print('waits')\n"
      "    producer.poll(0.001)\n");
  EXPECT_EQ(json["lines_known"], false);
}

}  // namespace
}  // namespace inflight::conform
