// Programs as a whole: the lesson's loop, switches, exits, bounds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/binding/run_script.h"

namespace inflight {
namespace {

using How = ProgramEnd::How;

constexpr std::string_view kLesson = R"(from confluent_kafka import Producer
import time

def report(err, msg):
    print(err or f'delivered at {msg.offset()}')

conf = {'bootstrap.servers': 'localhost:9092',
        'linger.ms': 5000, 'batch.num.messages': 15}
producer = Producer(conf)
for i in range(3):
    producer.produce('orders', f'm{i}', callback=report)
    producer.poll(0)
    time.sleep(0.1)
producer.flush()
)";

TEST(Program, RunsTheLessonsLoop) {
  FakeHost host;
  const ProgramEnd end = run_script(host, kLesson);
  EXPECT_EQ(end.how, How::end_of_script) << end.reason;
  EXPECT_EQ(host.printed(), "delivered at 0\ndelivered at 1\ndelivered at 2\n");
  EXPECT_EQ(host.clock, 300 * kMillisecond);
  ASSERT_EQ(host.told.size(), 3U + 3 * 12 + 3 + 1);
  EXPECT_THAT(std::vector<std::string>(host.told.begin(), host.told.begin() + 14),
              testing::ElementsAre("line 9", "create -1", "create -> 0", "line 11", "produce -1", "produce -> 0",
                                   "line 12", "poll 0", "callback of 0 at line 4", "line 5", "callback of 0 done",
                                   "poll -> 1", "line 13", "sleep 100000000"));
}

TEST(Program, SaysWhichTopicsItProducesToAsFarAsItsTextDoes) {
  const auto topics = [](std::string_view text) {
    std::vector<std::string> all;
    const Result<Program> program = Program::compile(text, "program.py");
    for (const StatementInfo& statement : program.value().statements()) {
      all.insert(all.end(), statement.topics.begin(), statement.topics.end());
    }
    return all;
  };
  using testing::ElementsAre;
  using testing::IsEmpty;
  EXPECT_THAT(topics(kLesson), ElementsAre("orders"));
  EXPECT_THAT(topics("p = None\nTOPIC = 'payments'\np.produce(TOPIC)\np.produce(topic='orders')\n"),
              ElementsAre("payments", "orders"));
  EXPECT_THAT(topics("p = None\nt = 'a'\nt = 'b'\np.produce(t)\n"), IsEmpty());
  EXPECT_THAT(topics("p = None\nt = 'a'\ndef send(t):\n    p.produce(t)\n"), IsEmpty());
  EXPECT_THAT(topics("p = None\nfor t in ['a', 'b']:\n    p.produce(t + 'c')\n"), IsEmpty());
}

TEST(Program, AStatementSwitchedOffIsNotCalled) {
  FakeHost host;
  run_script(host, kLesson, {12, 14});
  EXPECT_EQ(host.printed(), "");
  EXPECT_THAT(host.told, testing::Not(testing::Contains("poll 0")));
  EXPECT_THAT(host.told, testing::Not(testing::Contains("flush -1")));
}

TEST(Program, AnAssignmentSwitchedOffGetsZero) {
  FakeHost host;
  run_script(host, "a = len('four')\nb, c = 7, 8\nprint(a, b, c)\n", {1, 2});
  EXPECT_EQ(host.printed(), "0 0 0\n");
}

TEST(Program, ACompoundStatementSwitchedOffSkipsHeaderAndBlock) {
  FakeHost host;
  run_script(host,
             "for i in range(3):\n    print(i)\nelse:\n    print('else')\nif True:\n    print('yes')\nprint('end')\n",
             {1, 5});
  EXPECT_EQ(host.printed(), "end\n");
}

TEST(Program, KnowsItsStatementsAndFunctions) {
  const Result<Program> program = Program::compile(kLesson, "program.py");
  ASSERT_TRUE(program.ok());
  EXPECT_EQ(program->line_count(), 14);
  std::vector<std::int32_t> lines;
  for (const StatementInfo& info : program->statements()) {
    lines.push_back(info.line);
    EXPECT_EQ(info.calls_poll, info.line == 12);
    EXPECT_EQ(info.calls_flush, info.line == 14);
    EXPECT_EQ(info.calls_produce, info.line == 11);
    EXPECT_EQ(info.compound, info.line == 4 || info.line == 10);
  }
  EXPECT_THAT(lines, testing::ElementsAre(1, 2, 4, 5, 7, 9, 10, 11, 12, 13, 14));
  ASSERT_EQ(program->functions().size(), 1U);
  EXPECT_EQ(program->functions()[0].name, "report");
  EXPECT_EQ(program->functions()[0].last_line, 5);
}

// A host that asks for something while the program runs.
class MeddlingHost : public FakeHost {
 public:
  std::function<void()> at_sleep;
  void sleep(Nanos duration) override {
    FakeHost::sleep(duration);
    if (at_sleep) at_sleep();
  }
};

ProgramEnd run_and_meddle(std::string_view text, const std::function<void(Controls&)>& meddle, MeddlingHost& host) {
  const Result<Program> program = Program::compile(text, "program.py");
  EXPECT_TRUE(program.ok()) << program.error().sentence;
  Controls controls(program->line_count());
  host.at_sleep = [&] { meddle(controls); };
  return program->run(host, controls, {});
}

TEST(Program, ExitNowRunsFinallyAtTheNextStatement) {
  MeddlingHost host;
  const ProgramEnd end = run_and_meddle(
      "import time\ntry:\n    time.sleep(1)\n    print('never')\nfinally:\n    print('finally')\n",
      [](Controls& controls) { controls.request_exit(); }, host);
  EXPECT_EQ(end.how, How::exit_now);
  EXPECT_EQ(end.code, 0);
  EXPECT_EQ(host.printed(), "finally\n");
}

TEST(Program, StopRunsNothingMore) {
  MeddlingHost host;
  const ProgramEnd end = run_and_meddle(
      "import time\nfrom confluent_kafka import Producer\np = Producer({})\ntry:\n    time.sleep(1)\nfinally:\n    "
      "print('finally')\n",
      [](Controls& controls) { controls.stop(); }, host);
  EXPECT_EQ(end.how, How::stopped);
  EXPECT_EQ(host.printed(), "");
  EXPECT_EQ(host.destroyed, 0);
}

TEST(Program, ALoopCanBeSwitchedOffWhileItRuns) {
  MeddlingHost host;
  std::int32_t passes = 0;
  const ProgramEnd end = run_and_meddle(
      "import time\nwhile True:\n    time.sleep(1)\nprint('left')\n",
      [&](Controls& controls) {
        if (++passes == 3) controls.switch_line(2, false);
      },
      host);
  EXPECT_EQ(end.how, How::end_of_script);
  EXPECT_EQ(passes, 3);
  EXPECT_EQ(host.printed(), "left\n");
}

TEST(Program, ExitCodesAreTheProcesss) {
  const auto end_of = [](std::string_view text) {
    FakeHost host;
    return run_script(host, text);
  };
  EXPECT_EQ(end_of("import sys\nsys.exit(3)\n").code, 3);
  EXPECT_EQ(end_of("import sys\nsys.exit(3)\n").how, How::sys_exit);
  EXPECT_EQ(end_of("exit()\n").code, 0);
  EXPECT_EQ(end_of("import sys\nsys.exit('broken')\n").code, 1);
  EXPECT_EQ(end_of("import os\nos._exit(7)\n").code, 7);
  EXPECT_EQ(end_of("import os\nos._exit(7)\n").how, How::os_exit);
  EXPECT_EQ(end_of("raise ValueError('x')\n").how, How::exception);
  EXPECT_EQ(end_of("raise ValueError('x')\n").code, 1);
}

TEST(Program, AnUncaughtExceptionReadsAsPythonPrintsIt) {
  FakeHost host;
  const ProgramEnd end = run_script(host, "def half(x):\n    return 1 / x\n\nprint(half(0))\n");
  EXPECT_EQ(end.reason,
            "Traceback (most recent call last):\n"
            "  File \"program.py\", line 4, in <module>\n"
            "    print(half(0))\n"
            "          ^^^^^^^\n"
            "  File \"program.py\", line 2, in half\n"
            "    return 1 / x\n"
            "           ~~^~~\n"
            "ZeroDivisionError: division by zero");
}

TEST(Program, EndlessComputingEndsAtANamedBound) {
  FakeHost host;
  const ProgramEnd end = run_script(host, "try:\n    while True:\n        pass\nfinally:\n    print('no')\n");
  EXPECT_EQ(end.how, How::limit);
  EXPECT_NE(end.reason.find("100 million steps"), std::string::npos);
  EXPECT_EQ(host.printed(), "");
}

TEST(Program, ATextThatDoublesForEverIsStoppedBeforeItIsMade) {
  FakeHost host;
  const ProgramEnd end = run_script(host, "s = 'x'\nwhile True:\n    s = s + s\n");
  EXPECT_EQ(end.how, How::limit);
  EXPECT_NE(end.reason.find("256 MiB"), std::string::npos);
}

TEST(Program, ManySmallValuesAreCountedToo) {
  FakeHost host;
  const ProgramEnd end = run_script(host, "kept = []\nwhile True:\n    kept.append([1])\n");
  EXPECT_EQ(end.how, How::limit);
  EXPECT_NE(end.reason.find("256 MiB"), std::string::npos);
}

TEST(Program, TooMuchOutputEndsAtANamedBound) {
  FakeHost host;
  const ProgramEnd end = run_script(host, "line = 'x' * 1000000\nwhile True:\n    print(line)\n");
  EXPECT_EQ(end.how, How::limit);
  EXPECT_NE(end.reason.find("16 MiB"), std::string::npos);
}

TEST(Program, DeepRecursionIsARecursionError) {
  EXPECT_EQ(printed_by("def f(n):\n    return f(n + 1)\ntry:\n    f(0)\nexcept RecursionError as e:\n    print(e)\n"),
            "maximum recursion depth exceeded\n");
}

TEST(Program, DeepRecursionThroughNativeCodeIsARecursionError) {
  EXPECT_EQ(
      printed_by(
          "def f(n):\n    return max([1, 2], key=f)\ntry:\n    f(0)\nexcept RecursionError:\n    print('caught')\n"),
      "caught\n");
}

TEST(Program, ADeepListIsFreedAndPrintedWithoutOverflow) {
  EXPECT_EQ(
      printed_by(
          "x = []\nfor i in range(200000):\n    x = [x]\ntry:\n    repr(x)\nexcept RecursionError:\n    print('too "
          "deep')\nx = None\n"),
      "too deep\n");
}

TEST(Program, CyclesAreFreedAtTheEnd) {
  EXPECT_EQ(printed_by("a = []\na.append(a)\nd = {'a': a}\na.append(d)\ndef f():\n    return f\nprint(len(a))\n"),
            "2\n");
}

TEST(Program, AScriptOfOverAMebibyteIsRefused) {
  const Result<Program> program = Program::compile(std::string(1048577, '#'), "big.py");
  ASSERT_FALSE(program.ok());
  EXPECT_EQ(program.error().sentence, "big.py has 1048577 bytes; Inflight runs scripts of at most 1 MiB.");
}

}  // namespace
}  // namespace inflight
