// Generated scripts: real Python text, through compiler, machine and binding, on the simulator: after every fact the
// simulator's own state equals the fold. A failure prints the script that repeats it.
#include <fmt/format.h>

#include "core/binding/program.h"
#include "tests/sim/story.h"

namespace inflight::sim {
namespace {

// Writes a producer script as somebody might, with everything left to chance.
class ScriptWriter {
 public:
  explicit ScriptWriter(std::uint64_t seed) : random_(seed) {}

  std::string write() {
    line("from confluent_kafka import Producer, KafkaException");
    line("import time");
    line("def report(err, msg):");
    line("    if err:");
    line("        print('failed', err.name())");
    line("    else:");
    line("        print('delivered', msg.partition(), msg.offset())");
    if (random_.below(4) == 0) line("        time.sleep(0.003)");
    line(fmt::format(
        "producer = Producer({{'linger.ms': {}, 'batch.num.messages': {}, "
        "'queue.buffering.max.messages': {}, 'acks': {}}})",
        pick({"0", "5", "200"}), pick({"1", "7", "10000"}), pick({"4", "50", "0"}), pick({"0", "1", "-1"})));
    for (int i = 0; i < 6; ++i) block();
    if (random_.below(2) == 0) line(fmt::format("print('left', producer.flush({}))", pick({"", "0", "0.05", "5"})));
    return text_;
  }

 private:
  void line(const std::string& text) { text_ += text + "\n"; }
  std::string pick(std::initializer_list<const char*> values) {
    return *(values.begin() + random_.below(values.size()));
  }
  void block() {
    switch (random_.below(5)) {
      case 0: return line(fmt::format("time.sleep({})", pick({"0.001", "0.1", "1.5"})));
      case 1: return line(fmt::format("print(producer.poll({}), len(producer))", pick({"0", "0.02", "1"})));
      case 2:
        line("try:");
        line(fmt::format("    producer.produce('orders', 'x', partition={})", pick({"0", "1", "9"})));
        line("except (KafkaException, BufferError) as error:");
        return line("    print('refused', error)");
      default:
        line(fmt::format("for i in range({}):", random_.below(12) + 1));
        line("    try:");
        line(fmt::format("        producer.produce('orders', f'm{{i}}', {}{})", pick({"", "key=str(i), "}),
                         pick({"callback=report", "on_delivery=report", ""})));
        line("    except BufferError as error:");
        line(fmt::format("        {}", pick({"print(error)", "producer.poll(0.01)"})));
        if (random_.below(2) == 0) line("    producer.poll(0)");
        if (random_.below(3) == 0) line("    time.sleep(0.01)");
    }
  }
  Random random_;
  std::string text_;
};

class ScriptSeed : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(ScriptSeed, TheSimulatorAgreesWithItsFacts) {
  const std::string script = ScriptWriter(GetParam()).write();
  const Result<Program> program = Program::compile(script, "generated.py");
  ASSERT_TRUE(program.ok()) << program.error().sentence << "\n" << script;
  RunOptions options;
  options.topics = {{"orders", 2}};
  options.seed = static_cast<std::int64_t>(GetParam());
  options.rules = GetParam() % 2 == 0 ? Rules::kafka : Rules::mock;
  Controls controls(program->line_count());
  Simulator simulator(options, controls);
  CheckingSink sink;
  sink.simulator = &simulator;
  simulator.set_sink(&sink);
  simulator.start();
  const ProgramEnd end = program->run(simulator, controls, {});
  EXPECT_EQ(end.how, ProgramEnd::How::end_of_script) << end.reason;
  simulator.process_exited(ExitHow::end_of_script, 0, "");
  simulator.settle();
  std::int64_t ledger = 0;
  for (std::size_t i = 0; i < kOutcomeCount; ++i) ledger += sink.world.count(static_cast<Outcome>(i));
  EXPECT_EQ(ledger, sink.world.produced);
  EXPECT_EQ(sink.world.anomalies, 0);
  if (HasFailure()) ADD_FAILURE() << "the script was:\n" << script;
}

INSTANTIATE_TEST_SUITE_P(Scripts, ScriptSeed, ::testing::Range<std::uint64_t>(1, 41));

}  // namespace
}  // namespace inflight::sim
