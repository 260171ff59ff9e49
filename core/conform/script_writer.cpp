// See script_writer.h. Times are chosen so far apart that a busy machine seldom changes their order.
#include "core/conform/script_writer.h"

#include <fmt/format.h>

namespace inflight::conform {

std::string ScriptWriter::write() {
  surroundings();
  line("from confluent_kafka import Producer, KafkaException");
  line("import sys");
  line("import time");
  callbacks();
  producer();
  const std::uint64_t blocks = 2 + random_.below(5);
  for (std::uint64_t i = 0; i < blocks; ++i) block();
  end();
  return text_;
}

void ScriptWriter::surroundings() {
  one_partition_ = !one_in(3);
  line(fmt::format("#: topic orders:{}", one_partition_ ? "1" : pick({"2", "3"})));
  line(fmt::format("#: rtt {}", pick({"2ms", "20ms", "100ms", "400ms"})));
}

void ScriptWriter::callbacks() {
  line("def report(err, msg):");
  line("    if err:");
  line("        print('failed', err.name(), msg.partition())");
  line("    else:");
  line("        print('delivered', msg.offset())");
  if (one_in(5)) line("    time.sleep(0.03)");
  line("def silent(err, msg):");
  line("    pass");
}

void ScriptWriter::producer() {
  std::string conf = fmt::format("'linger.ms': {}", pick({"0", "5", "150", "500", "1500"}));
  if (one_in(2)) conf += fmt::format(", 'batch.num.messages': {}", pick({"1", "3", "15"}));
  if (one_in(4)) conf += fmt::format(", 'batch.size': {}", pick({"500", "2000"}));
  if (one_in(3)) conf += fmt::format(", 'queue.buffering.max.messages': {}", pick({"4", "20"}));
  if (one_in(6)) conf += ", 'queue.buffering.max.kbytes': 1";
  if (one_in(4)) conf += fmt::format(", 'acks': {}", pick({"0", "1", "'all'"}));
  if (one_in(5)) conf += fmt::format(", 'max.in.flight': {}", pick({"1", "2"}));
  if (one_in(8)) conf += ", 'message.max.bytes': 1000";
  line(fmt::format("producer = Producer({{{}}})", conf));
}

std::string ScriptWriter::arguments() {
  // Contents differ from message to message: a record in the log is known by its content where no report names it.
  const std::string name = fmt::format("f'b{} m{{i}} '", ++bursts_);
  std::string arguments = name + pick({"", " + 'x' * 100", " + 'x' * 300", ""});
  if (!one_partition_ || one_in(4)) arguments += pick({", key=str(i)", ", key=f'k{i % 3}'", ", partition=0", ""});
  if (one_in(10)) arguments += ", partition=7";
  return arguments + pick({", callback=report", ", on_delivery=silent", "", ", callback=report"});
}

void ScriptWriter::burst() {
  line(fmt::format("for i in range({}):", random_.below(25) + 1));
  line("    try:");
  line(fmt::format("        producer.produce('orders', {})", arguments()));
  line("    except (BufferError, KafkaException) as error:");
  line(fmt::format("        {}", pick({"print('refused', error)", "producer.poll(1)", "pass"})));
  if (one_in(3)) line("    producer.poll(0)");
  if (one_in(4)) line("    time.sleep(0.05)");
}

void ScriptWriter::block() {
  switch (random_.below(8)) {
    case 0: return line(fmt::format("time.sleep({})", pick({"0.05", "0.25", "0.7", "1.2"})));
    case 1: return line(fmt::format("print('served', producer.poll({}))", pick({"0", "0.05", "0.3", "1"})));
    case 2: return line(fmt::format("print('left', producer.flush({}))", pick({"0", "0.05", "0.3", "5", ""})));
    case 3: return line("print('queue', len(producer))");
    default: return burst();
  }
}

void ScriptWriter::end() {
  if (one_in(2)) line(fmt::format("print('left', producer.flush({}))", pick({"", "0", "0.2", "10"})));
  switch (random_.below(6)) {
    case 0: return line("sys.exit(3)");
    case 1: return line("raise ValueError('enough')");
    case 2: return line("del producer");
    default: return;
  }
}

}  // namespace inflight::conform
