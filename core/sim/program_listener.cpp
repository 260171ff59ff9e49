// What the program does, as the simulator keeps it, and the world that the simulator knows without its facts. See
// simulator.h.
#include <algorithm>

#include "core/base/hash.h"
#include "core/sim/simulator.h"

namespace inflight::sim {

void Simulator::commit(const Fact& fact) { ground_.accept(fact); }

void Simulator::line_reached(std::int32_t line) {
  program_.line = line;
  program_.recent[program_.visits++ % program_.recent.size()] = {line, ground_.now_ns};
  ProgramFacts::line_reached(line);
}

void Simulator::call_started(CallName call, Nanos timeout_ns) {
  const bool serves = call == CallName::poll || call == CallName::flush;
  if (serves && !program_.callbacks.empty()) program_.callbacks_serve = true;
  program_.calls.push_back({call_of(call), ground_.now_ns, timeout_ns});
  ProgramFacts::call_started(call, timeout_ns);
}

void Simulator::call_returned(CallName call, std::int64_t value, std::string_view exception) {
  program_.calls.pop_back();
  ProgramFacts::call_returned(call, value, exception);
}

void Simulator::output(std::string_view line) {
  program_.output.push_back(hash_bytes(line));
  ProgramFacts::output(line);
}

void Simulator::callback_started(ProducerId producer, const DeliveryReport& report, std::int32_t line) {
  program_.callbacks.push_back(report.message);
  ground_.messages[report.message].told = true;
  ++program_.told[report.error];
  ProgramFacts::callback_started(producer, report, line);
}

void Simulator::callback_finished(ProducerId producer, MessageId message, std::string_view exception) {
  program_.callbacks.pop_back();
  ProgramFacts::callback_finished(producer, message, exception);
}

void Simulator::refused(ProducerId producer, MessageId message, KafkaError error, std::int64_t call_number) {
  ++program_.refused[error];
  program_.refusals.push_back({call_number, error});
  ProgramFacts::refused(producer, message, error, call_number);
}

}  // namespace inflight::sim
