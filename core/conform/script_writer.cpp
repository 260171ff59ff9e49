// See script_writer.h. Times are chosen so far apart that a busy machine seldom changes their order.
#include "core/conform/script_writer.h"

#include <array>
#include <fmt/format.h>
#include <utility>

namespace inflight::conform {

std::string ScriptWriter::write() {
  surroundings();
  line("from confluent_kafka import Producer, KafkaException");
  line("import sys");
  line("import time");
  callbacks();
  producer();
  if (two_producers_) second_producer();
  const std::uint64_t blocks = 2 + random_.below(5);
  for (std::uint64_t i = 0; i < blocks; ++i) {
    block();
    if (more_in(5)) more_block();
  }
  end();
  return text_;
}

void ScriptWriter::surroundings() {
  one_partition_ = !one_in(3);
  line(fmt::format("#: topic orders:{}", one_partition_ ? "1" : pick({"2", "3"})));
  line(fmt::format("#: rtt {}", pick({"2ms", "20ms", "100ms", "400ms"})));
  if (one_in(3)) {
    for (std::uint64_t i = random_.below(3); i < 3; ++i) interference();
  }
  if (latest_up_to(5) == 1) several_brokers();
  if (latest_up_to(4) == 1) refusals();
  idempotent_ = more_in(3);
  two_producers_ = more_in(6);
  if (idempotent_ && more_in(2)) {
    line(fmt::format("#: at {}: reject next with {}", more_pick({"0.93s", "1.31s", "2.12s"}),
                     more_pick({"NOT_ENOUGH_REPLICAS", "REQUEST_TIMED_OUT", "OUT_OF_ORDER_SEQUENCE_NUMBER",
                                "DUPLICATE_SEQUENCE_NUMBER", "UNKNOWN_PRODUCER_ID", "INVALID_PRODUCER_EPOCH"})));
  }
}

// What somebody does to the broker meanwhile. It is left alone while the client connects, and the connection breaks
// once at most: one that breaks while it asks for API versions is opened without them the next time.
void ScriptWriter::interference() {
  static constexpr std::initializer_list<const char*> kTimes{"0.93s", "1.31s", "2.12s"};
  const std::uint64_t what = random_.below(6);
  if (what < 2 && std::exchange(broken_, true)) return;
  switch (what) {
    case 0:
      goes_down_ = true;
      line(fmt::format("#: at {}: broker down", pick(kTimes)));
      return line(fmt::format("#: at {}: broker up", pick({"2.3s", "3.1s", "4.7s"})));
    case 1:
      return line(fmt::format("#: at {}: {}", pick(kTimes), pick({"cut connections", "reject next with _TRANSPORT"})));
    case 2: return line(fmt::format("#: at {}: latency {}", pick(kTimes), pick({"2ms", "200ms", "1500ms"})));
    default:
      return line(fmt::format(
          "#: at {}: reject next{}", pick(kTimes),
          pick({"", " with NOT_ENOUGH_REPLICAS", " with NOT_LEADER_FOR_PARTITION", " with MSG_SIZE_TOO_LARGE",
                " with REQUEST_TIMED_OUT", " with NOT_ENOUGH_REPLICAS_AFTER_APPEND",
                " with OUT_OF_ORDER_SEQUENCE_NUMBER", " with KAFKA_STORAGE_ERROR", " with LEADER_NOT_AVAILABLE",
                " with UNKNOWN_TOPIC_OR_PART", " with INVALID_REQUIRED_ACKS", " with TOPIC_AUTHORIZATION_FAILED"})));
  }
}

// Several in a row use up retries.
void ScriptWriter::refusals() {
  static constexpr std::array kErrors{"NOT_ENOUGH_REPLICAS", "REQUEST_TIMED_OUT", "KAFKA_STORAGE_ERROR",
                                      "NOT_ENOUGH_REPLICAS_AFTER_APPEND"};
  const char* const error = kErrors[latest_up_to(kErrors.size()) - 1];
  const char* const time = latest_up_to(4) == 1 ? "0.93s" : "0s";
  for (std::uint64_t i = 1 + latest_up_to(3); i > 0; --i)
    line(fmt::format("#: at {}: reject next with {}", time, error));
  refused_in_a_row_ = true;
}

// Each leads partitions and has a connection of its own.
void ScriptWriter::several_brokers() {
  const std::uint64_t brokers = 1 + latest_up_to(2);
  line(fmt::format("#: brokers {}", brokers));
  const std::uint64_t broker = latest_up_to(brokers);
  switch (latest_up_to(4)) {
    case 1: return line(fmt::format("#: at 1.31s: broker {} leads orders[0]", broker));
    case 2: return line("#: at 2.12s: another broker leads orders[0]");
    case 3:
      if (std::exchange(broken_, true)) return;
      goes_down_ = true;
      line(fmt::format("#: at 1.31s: broker {} down", broker));
      return line(fmt::format("#: at 3.1s: broker {} up", broker));
    default: return;
  }
}

void ScriptWriter::callbacks() {
  line("def report(err, msg):");
  line("    if err:");
  line("        print('failed', err.name(), msg.partition())");
  line("    else:");
  line("        print('delivered', msg.offset())");
  if (one_in(5)) line("    time.sleep(0.03)");
  if (one_in(6)) line("    if msg.key() == b'k1': raise RuntimeError('callback')");
  if (more_in(8)) line("    print('nested', producer.poll(0))");
  line("def silent(err, msg):");
  line("    pass");
}

void ScriptWriter::producer() {
  // Else requests that follow each other closely wait for each other in the kernel (facts, 2.9).
  std::string conf =
      fmt::format("'socket.nagle.disable': True, 'linger.ms': {}", pick({"0", "5", "140", "470", "1450"}));
  // Many requests, of which few may be under way: how long it takes tells how many.
  const bool in_turn = latest_up_to(5) == 1;
  if (in_turn) {
    conf += fmt::format(", 'batch.num.messages': {}, 'max.in.flight': {}", latest_up_to(3), latest_up_to(2));
  } else if (one_in(2)) {
    conf += fmt::format(", 'batch.num.messages': {}", pick({"1", "3", "15"}));
  }
  if (one_in(4)) conf += fmt::format(", 'batch.size': {}", pick({"500", "2000"}));
  // An idempotent producer refuses what contradicts it; now and then it may have to.
  const bool contradicts = idempotent_ && more_in(12);
  const auto plain_only = [&](std::string setting) {
    if (!idempotent_ || contradicts) conf += setting;
  };
  // Without acks nothing is refused; and a full queue empties within microseconds: which poll() sees what is chance.
  if (!refused_in_a_row_ && one_in(4)) {
    plain_only(", 'acks': 0");
  } else {
    const std::string acks = pick({"", ", 'acks': 1", ", 'acks': 'all'"});
    acks.ends_with("1") ? plain_only(acks) : static_cast<void>(conf += acks);
    if (one_in(3)) conf += fmt::format(", 'queue.buffering.max.messages': {}", pick({"4", "20"}));
    if (one_in(6)) conf += ", 'queue.buffering.max.kbytes': 1";
  }
  if (!in_turn && one_in(5)) conf += fmt::format(", 'max.in.flight': {}", pick({"1", "2"}));
  if (one_in(8)) conf += ", 'message.max.bytes': 1000";
  if (refused_in_a_row_ && latest_up_to(4) > 1) {
    conf += fmt::format(", 'retries': {}", latest_up_to(2));
  } else if (one_in(5)) {
    const std::string retries = pick({"0", "1"});
    retries == "0" ? plain_only(", 'retries': 0") : static_cast<void>(conf += ", 'retries': 1");
  }
  if (refused_in_a_row_ && latest_up_to(3) == 1) {
    conf += ", 'retry.backoff.ms': 1300";
  } else if (one_in(6)) {
    conf += fmt::format(", 'retry.backoff.ms': {}", pick({"20", "330"}));
  }
  // What waits for a broker, or for its turn again, may become too old.
  if ((goes_down_ || refused_in_a_row_) && latest_up_to(3) == 1) {
    conf += ", 'message.timeout.ms': 2100";
  } else if (one_in(6)) {
    conf += fmt::format(", 'message.timeout.ms': {}", pick({"1700", "2600"}));
  }
  if (one_in(8)) conf += ", 'socket.timeout.ms': 1100";
  if (!one_partition_ && one_in(2)) {
    conf += fmt::format(", 'partitioner': '{}'", pick({"random", "consistent", "murmur2", "murmur2_random", "fnv1a",
                                                       "fnv1a_random", "consistent_random"}));
  }
  // The time between attempts to connect doubles, give or take half of it: without a limit, nobody can say how long.
  if (goes_down_) conf += fmt::format(", 'reconnect.backoff.max.ms': {}", pick({"200", "400"}));
  if (one_in(6)) {
    line("def failure(err):");
    line("    print('error', err.name())");
    conf += ", 'error_cb': failure";
  }
  if (idempotent_) conf += ", 'enable.idempotence': True";
  if (idempotent_ ? more_in(4) : more_in(60)) conf += ", 'enable.gapless.guarantee': True";
  if (contradicts && more_in(3)) conf += ", 'max.in.flight.requests.per.connection': 6";
  if (more_in(5)) conf += fmt::format(", 'compression.type': '{}'", more_pick({"gzip", "snappy", "lz4", "zstd"}));
  if (more_in(8)) conf += ", 'delivery.report.only.error': True";
  line(fmt::format("producer = Producer({{{}}})", conf));
}

std::string ScriptWriter::arguments() {
  // Contents differ from message to message: a record in the log is known by its content where no report names it.
  const std::string name = fmt::format("f'b{} m{{i}} '", ++bursts_);
  std::string arguments = name + pick({"", " + 'x' * 100", " + 'x' * 300", ""});
  if (!one_partition_ || one_in(4)) arguments += pick({", key=str(i)", ", key=f'k{i % 3}'", ", key=''", ""});
  if (one_in(5)) arguments += pick({", partition=0", ", partition=0", ", partition=7"});
  if (one_in(8)) arguments += pick({", headers={'h': 'v'}", ", headers=[('a', b'1'), ('a', None)]"});
  return arguments + pick({", callback=report", ", on_delivery=silent", "", ", callback=report"});
}

// Another one, to the same topic, with its own connection.
void ScriptWriter::second_producer() {
  std::string conf = fmt::format("'socket.nagle.disable': True, 'linger.ms': {}", more_pick({"0", "140"}));
  if (more_in(2)) conf += ", 'enable.idempotence': True";
  if (more_in(3)) conf += ", 'batch.num.messages': 3";
  if (goes_down_) conf += ", 'reconnect.backoff.max.ms': 200";
  line(fmt::format("other = Producer({{{}}})", conf));
}

void ScriptWriter::purge() {
  const std::string ways = more_pick({"", "", "in_queue=False", "in_flight=False", "blocking=False",
                                      "in_flight=False, blocking=False", "in_queue=False, blocking=False"});
  line(fmt::format("producer.purge({})", ways));
  line(more_pick({"print('queue', len(producer))", "print('served', producer.poll(0.2))", "time.sleep(0.03)",
                  "print('served', producer.poll(0))", "print('left', producer.flush(0.33))"}));
}

void ScriptWriter::more_block() {
  if (!two_producers_ || more_in(2)) return purge();
  line(fmt::format("for i in range({}):", more_.below(12) + 1));
  line(fmt::format("    other.produce('orders', f'o{} m{{i}}'{})", ++bursts_,
                   more_pick({"", ", callback=report", ", key=str(i)"})));
  line(more_pick({"print('served', other.poll(0.33))", "print('left', other.flush())", "other.poll(0)"}));
}

void ScriptWriter::burst() {
  line(fmt::format("for i in range({}):", random_.below(25) + 1));
  line("    try:");
  line(fmt::format("        producer.produce('orders', {})", arguments()));
  line("    except (BufferError, KafkaException) as error:");
  line(fmt::format("        {}", pick({"print('refused', error)", "producer.poll(1)", "pass"})));
  if (one_in(3)) line("    producer.poll(0)");
  if (one_in(4)) line("    time.sleep(0.03)");
}

void ScriptWriter::block() {
  switch (random_.below(8)) {
    case 0: return line(fmt::format("time.sleep({})", pick({"0.03", "0.26", "0.71", "1.17"})));
    case 1: return line(fmt::format("print('served', producer.poll({}))", pick({"0", "0.06", "0.33", "1.04"})));
    case 2: return line(fmt::format("print('left', producer.flush({}))", pick({"0", "0.06", "0.33", "5", ""})));
    case 3: return line("print('queue', len(producer))");
    default: return burst();
  }
}

void ScriptWriter::end() {
  if (one_in(2)) line(fmt::format("print('left', producer.flush({}))", pick({"", "0", "0.24", "10"})));
  switch (random_.below(6)) {
    case 0: return line("sys.exit(3)");
    case 1: return line("raise ValueError('enough')");
    case 2: return line("del producer");
    default: return;
  }
}

}  // namespace inflight::conform
