// What was measured of confluent-kafka-python 1.7.0 (facts, 6.1), by scripts on the simulator.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/sim/simulated_run.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

using testing::ElementsAre;

class MeasuredProgram : public testing::Test, protected FactSink {
 protected:
  void accept(const Fact& fact) override {
    apply(world_, fact);
    if (fact.event.kind == EventKind::output) printed_.emplace_back(fact.text);
  }
  void run(const std::string& text, Nanos rtt_ns = kMillisecond) {
    RunOptions options;
    options.script = "from confluent_kafka import Producer\nimport time\n" + text;
    options.script_name = "program.py";
    options.topics = {{"orders", 1}};
    options.rtt_ns = rtt_ns;
    auto made = make_simulated_run(options);
    ASSERT_TRUE(made.ok()) << made.error().sentence;
    for (Nanos until = kSecond; !made.value()->advance(until, *this).ended; until += kSecond) {
    }
  }
  World world_;
  std::vector<std::string> printed_;
};

TEST_F(MeasuredProgram, PollReturnsOneForFourMessagesOfABatch) {  // facts 4.2, 6.1, S2
  run("p = Producer({'linger.ms': 5})\nfor i in range(4):\n    p.produce('orders', 'm')\ntime.sleep(2)\n"
      "print(len(p), p.poll(0), len(p))\n");
  EXPECT_THAT(printed_, ElementsAre("5 1 0"));
}

TEST_F(MeasuredProgram, FlushReturnsZeroThoughAllHaveFailed) {  // facts 5.1, 6.1, S2
  run("errors = []\np = Producer({'linger.ms': 5, 'message.max.bytes': 1000000})\n"
      "for i in range(3):\n    p.produce('orders', 'm', partition=7, on_delivery=lambda e, m: "
      "errors.append(e.name()))\n"
      "print(p.flush(), errors)\n");
  EXPECT_THAT(printed_, ElementsAre("0 ['_UNKNOWN_PARTITION', '_UNKNOWN_PARTITION', '_UNKNOWN_PARTITION']"));
}

// "flush() returned 3 = 2 messages + 1 operation, after an exception."
TEST_F(MeasuredProgram, AfterAnExceptionTheRestCountsAsMessagesAndOneOperation) {  // facts 4.6, 4.7, 6.1, S18
  run("told = []\ndef report(err, msg):\n    told.append(msg.value())\n    if len(told) == 1:\n"
      "        raise ValueError('no')\n"
      "p = Producer({'linger.ms': 5})\nfor i in range(3):\n    p.produce('orders', str(i), on_delivery=report)\n"
      "try:\n    p.flush()\nexcept ValueError as e:\n    print(e, len(p), told)\nprint(p.flush(), told)\n");
  EXPECT_THAT(printed_, ElementsAre("no 3 [b'0']", "0 [b'0', b'1', b'2']"));
}

TEST_F(MeasuredProgram, DelTakesAMillisecondAndLosesTheMessage) {  // facts 5.3, 6.1, S4
  run("p = Producer({'linger.ms': 5000})\np.produce('orders', 'm')\nbefore = time.monotonic()\ndel p\n"
      "print(round((time.monotonic() - before) * 1000))\n");
  EXPECT_THAT(printed_, ElementsAre("1"));
  EXPECT_EQ(world_.count(Outcome::lost) + world_.count(Outcome::lost_no_report), 1);
}

TEST_F(MeasuredProgram, WithoutACallbackReportsStillHoldTheirSlots) {  // facts 1.4, 6.1, S1
  run("p = Producer({'linger.ms': 0, 'queue.buffering.max.messages': 2})\np.produce('orders', 'a')\n"
      "p.produce('orders', 'b')\ntime.sleep(3)\ntry:\n    p.produce('orders', 'c')\nexcept BufferError as e:\n"
      "    print(e)\np.poll(0)\np.produce('orders', 'c')\nprint(p.flush())\n");
  EXPECT_THAT(printed_, ElementsAre("Local: Queue full", "0"));
}

TEST_F(MeasuredProgram, WithReportsOfOnlyErrorsSuccessesStillHoldTheirSlots) {  // facts 4.5, 6.1
  run("told = []\np = Producer({'linger.ms': 0, 'queue.buffering.max.messages': 1, 'delivery.report.only.error': "
      "True})\n"
      "p.produce('orders', 'a', on_delivery=lambda e, m: told.append(m))\ntime.sleep(3)\ntry:\n"
      "    p.produce('orders', 'b')\nexcept BufferError as e:\n    print(e)\nprint(p.poll(0), told)\n");
  EXPECT_THAT(printed_, ElementsAre("Local: Queue full", "1 []"));
}

TEST_F(MeasuredProgram, CallsTakeAsLongAsTheWindowSaysTheyDo) {
  run("def spent(call):\n    before = time.monotonic()\n    call()\n    return time.monotonic() - before\n"
      "p = Producer({'linger.ms': 1000})\nnothing = spent(lambda: None)\n"
      "for call in [lambda: p.poll(0), lambda: p.produce('orders', 'm')]:\n"
      "    print(round((spent(call) - nothing) * 1e6))\n");
  EXPECT_THAT(printed_, ElementsAre("1", "2"));
}

}  // namespace
}  // namespace inflight
