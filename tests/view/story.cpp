// See story.h.
#include "tests/view/story.h"

#include <fmt/format.h>

namespace inflight {
namespace {

const std::vector<std::string> kProgram{
    "from confluent_kafka import Producer",
    "import time",
    "",
    "def report(err, msg):",
    "    print(err or f'delivered at {msg.offset()}')",
    "",
    "conf = {'bootstrap.servers': 'localhost:9092',",
    "        'linger.ms': 5000, 'batch.num.messages': 15}",
    "producer = Producer(conf)",
    "for i in range(100):",
    "    producer.produce('orders', f'm{i}', callback=report)",
    "    producer.poll(0)",
    "    time.sleep(0.1)",
    "producer.flush()",
};

}  // namespace

Story::Story() : lines(kProgram) {
  for (std::int32_t line = 1; line <= 14; ++line) {
    if (line == 3 || line == 6 || line == 8) continue;
    StatementInfo statement{.line = line, .last_line = line};
    if (line == 4) statement = {.line = 4, .last_line = 5, .compound = true};
    if (line == 7) statement.last_line = 8;
    if (line == 10) statement = {.line = 10, .last_line = 13, .compound = true};
    statement.calls_produce = line == 11;
    statement.calls_poll = line == 12;
    statement.calls_flush = line == 14;
    statements.push_back(statement);
  }
  functions.push_back({"report", 4, 5});
}

void Story::begin(std::string_view configuration) {
  tell(RunStarted{.source = RunSource::simulated, .seed = 1, .script = "program.py"});
  tell(BrokerKnown{.broker = 1, .address = "localhost:9092"});
  tell(PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "orders"});
  tell(ProducerCreated{.configuration = configuration});
}

void Story::begin_with_copies() {
  tell(RunStarted{.source = RunSource::simulated, .seed = 1, .script = "program.py"});
  for (const BrokerId broker : {1, 2, 3}) tell(BrokerKnown{.broker = broker, .address = "localhost:9092"});
  tell(PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "orders"});
  for (const BrokerId broker : {1, 2, 3}) tell(Replicated{.partition = 0, .broker = broker, .offset = 0});
  tell(ProducerCreated{.configuration = "linger.ms=5000\nbatch.num.messages=3\nacks=all"});
  const auto batch = [&](RequestId request, MessageId first) {
    for (MessageId id = first; id < first + 3; ++id) produce(id);
    send(request, first, first + 2);
    at(now() + 200 * kMillisecond);
    store(first, first + 2);
  };
  batch(0, 0);
  tell(Replicated{.partition = 0, .broker = 2, .offset = 3});
  tell(Replicated{.partition = 0, .broker = 3, .offset = 3});
  tell(BrokerPaused{.broker = 3});
  answer(0, 0, 2);
  batch(1, 3);
  tell(Replicated{.partition = 0, .broker = 2, .offset = 6});
  tell(InSyncChanged{.partition = 0, .broker = 3, .in_sync = false});
  batch(2, 6);
}

void Story::produce(MessageId id, bool report_wanted) {
  tell(LineReached{.line = 11});
  tell(CallStarted{.call = Call::produce, .timeout_ns = -1});
  tell(MessageOffered{.message = id});
  tell(PartitionAssigned{.message = id, .partition = 0});
  tell(MessageAccepted{.message = id, .line = 11, .report_wanted = report_wanted});
  tell(CallReturned{.call = Call::produce});
}

void Story::send(RequestId request, MessageId first, MessageId last) {
  std::vector<MessageId> ids;
  for (MessageId id = first; id <= last; ++id) ids.push_back(id);
  tell(RequestSent{.request = request, .broker = 1, .partition = 0, .attempt = 1, .messages = ids});
}

void Story::store(MessageId first, MessageId last) {
  for (MessageId id = first; id <= last; ++id) tell(RecordStored{.message = id, .partition = 0, .offset = id});
}

void Story::answer(RequestId request, MessageId first, MessageId last) {
  tell(ResponseReceived{.request = request});
  for (MessageId id = first; id <= last; ++id) {
    tell(OutcomeKnown{.message = id, .partition = 0, .offset = id, .status = 2});
    tell(ReportQueued{.message = id});
  }
}

void Story::call_back(MessageId id, KafkaError error) {
  tell(CallbackStarted{.message = id, .partition = 0, .error = error, .offset = id, .line = 4});
  tell(LineReached{.line = 5});
  tell(Output{.line = fmt::format("delivered at {}", id)});
  tell(CallbackFinished{.message = id});
}

void Story::exit(ExitHow how, std::int64_t code, std::string_view reason) {
  tell(ProcessExited{.how = how, .code = code, .reason = reason});
}

void Story::the_last_ten(Nanos until, bool poll, MessageId stop_in) {
  begin();
  if (!poll) tell(Switched{.line = 12, .on = false});
  tell(Switched{.line = 14, .on = false});
  for (MessageId id = 0; id < 100; ++id) {
    const Nanos turn = id * 100 * kMillisecond;
    if (turn > until) break;
    at(turn);
    produce(id);
    if (id % 15 == 14 && id < 90) send(id / 15, id - 14, id);
    if (poll && !poll_once(stop_in)) return;
    tell(LineReached{.line = 13});
    tell(CallStarted{.call = Call::sleep, .timeout_ns = 100 * kMillisecond});
    while_it_sleeps(id, std::min(until, turn + 100 * kMillisecond));
    if (turn + 100 * kMillisecond > until) break;
    at(turn + 100 * kMillisecond);
    tell(CallReturned{.call = Call::sleep});
  }
  if (until < 10 * kSecond) return at(until);
  at(10'020 * kMillisecond);
  exit();
  settle();
}

// False if the story ends inside a callback.
bool Story::poll_once(MessageId stop_in) {
  tell(LineReached{.line = 12});
  tell(CallStarted{.call = Call::poll, .timeout_ns = 0});
  const Producer& producer = world_.producers.front();
  while (producer.reports_waiting() > 0) {
    const MessageId next = producer.reports[producer.reports_served];
    if (next == stop_in) {
      tell(CallbackStarted{.message = next, .partition = 0, .offset = next, .line = 4});
      tell(LineReached{.line = 5});
      tell(Output{.line = fmt::format("delivered at {}", next)});
      return false;
    }
    call_back(next);
  }
  tell(CallReturned{.call = Call::poll, .value = 0});
  return true;
}

// The library's own thread and Kafka: batch b left with message 15 b + 14, is stored 0.2 s and answered 0.4 s later.
void Story::while_it_sleeps(MessageId id, Nanos to) {
  constexpr Nanos kTravel = kMillisecond;
  for (MessageId last = 14; last < 90; last += 15) {
    const Nanos sent = last * 100 * kMillisecond + kTravel;
    const Nanos stored = sent + 200 * kMillisecond;
    const Nanos answered = sent + 400 * kMillisecond;
    const Nanos from = id * 100 * kMillisecond;
    if (from < stored && stored <= to) {
      at(stored);
      store(last - 14, last);
    }
    if (from < answered && answered <= to) {
      at(answered);
      answer(last / 15, last - 14, last);
    }
  }
}

StageInput Story::input() {
  lanes_.clear();
  while (lanes_.advance(recording_, UINT64_MAX)) {
  }
  StageInput input{.world = world_,
                   .recording = recording_,
                   .lanes = lanes_,
                   .statements = statements,
                   .functions = functions,
                   .source_lines = lines,
                   .lesson = {3, "The last ten"},
                   .lessons = lessons,
                   .rtt_ns = 400 * kMillisecond};
  input.status = !world_.started                  ? RunStatus::ready
                 : world_.phase == Phase::running ? RunStatus::running
                 : world_.phase == Phase::settled ? RunStatus::ended
                                                  : RunStatus::settling;
  input.playing = input.status == RunStatus::running;
  input.at_ns = input.end_ns = now_;
  if (world_.phase != Phase::running) {
    for (const CommandId id : {CommandId::reject_next, CommandId::exit_now, CommandId::kill, CommandId::toggle_broker,
                               CommandId::cut_connections, CommandId::toggle_latency, CommandId::lose_next_ack}) {
      input.why_not[static_cast<std::size_t>(id)] = "The process has ended.";
    }
  }
  input.lines_off = world_.lines_off;
  const auto state = [&](std::int32_t line) { return input.is_off(line) ? SwitchState::off : SwitchState::on; };
  input.poll = state(12);
  input.flush = state(14);
  return input;
}

StageInput Story::play(Nanos clock_ns) {
  StageInput input = this->input();
  input.showing.clock_ns = clock_ns;
  input.showing.from = played_;
  input.showing.to = played_ = world_.events;
  return input;
}

}  // namespace inflight
