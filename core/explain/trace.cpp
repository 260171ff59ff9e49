// See trace.h.
#include "core/explain/trace.h"

#include <fmt/format.h>
#include <map>
#include <set>
#include <string>

#include "core/recording/event_line.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

constexpr int kProgram = 1;  // processes of the trace
constexpr int kKafka = 2;
constexpr int kThread = 1;  // threads of the program
constexpr int kCallbacks = 2;

// Times are microseconds; the fraction is kept.
std::string us(Nanos at) { return fmt::format("{}.{:03}", at / 1000, at % 1000); }

std::string json_text(std::string_view text) {
  std::string out;
  append_json_text(out, text);
  return out;
}

class Trace {
 public:
  explicit Trace(std::ostream& to) : to_(to) {
    to_ << "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[";
    name("process_name", kProgram, 0, "Your program");
    name("process_name", kKafka, 0, "Kafka");
    name("thread_name", kProgram, kThread, "Your thread");
    name("thread_name", kProgram, kCallbacks, "Callbacks");
  }

  void tell(const Fact& fact) {
    at_ = fact.event.at_ns;
    switch (fact.event.kind) {
      case EventKind::call_started:
        begin(kThread, calls_, fmt::format("{}()", name_of(as<CallStarted>(fact).call)));
        break;
      case EventKind::call_returned: end(kThread, calls_); break;
      case EventKind::callback_started:
        begin(kCallbacks, callbacks_, fmt::format("message {}", fact.event.message));
        break;
      case EventKind::callback_finished: end(kCallbacks, callbacks_); break;
      case EventKind::output: instant("print: " + std::string(fact.text)); break;
      case EventKind::process_exited: exit(as<ProcessExited>(fact)); break;
      case EventKind::request_sent: request(as<RequestSent>(fact)); break;
      case EventKind::response_received: answer(as<ResponseReceived>(fact).request); break;
      default: break;
    }
    apply(world_, fact);
    count();
  }

  void finish() {
    close_calls();
    while (!open_.empty()) answer(open_.begin()->first);
    to_ << "\n]}\n";
  }

 private:
  void event(char phase, int process, int thread, std::string_view name, std::string_view more = {}) {
    to_ << (first_ ? "\n" : ",\n")
        << fmt::format("{{\"ph\":\"{}\",\"pid\":{},\"tid\":{},\"ts\":{},\"name\":{}{}}}", phase, process, thread,
                       us(at_), json_text(name), more);
    first_ = false;
  }
  void name(std::string_view what, int process, int thread, std::string_view words) {
    event('M', process, thread, what, fmt::format(",\"args\":{{\"name\":{}}}", json_text(words)));
  }
  void begin(int thread, int& depth, std::string_view name) {
    ++depth;
    event('B', kProgram, thread, name);
  }
  void end(int thread, int& depth) {
    if (depth == 0) return;
    --depth;
    event('E', kProgram, thread, "");
  }
  void close_calls() {
    while (callbacks_ > 0) end(kCallbacks, callbacks_);
    while (calls_ > 0) end(kThread, calls_);
  }
  void instant(std::string_view name) { event('i', kProgram, kThread, name, ",\"s\":\"t\""); }
  void exit(const ProcessExited& e) {
    close_calls();
    event('i', kProgram, kThread, fmt::format("process exited: {}, code {}", name_of(e.how), e.code), ",\"s\":\"g\"");
  }
  // Requests to one broker overlap, so they are asynchronous slices, paired by id.
  void request(const RequestSent& e) {
    if (brokers_.insert(e.broker).second) name("thread_name", kKafka, e.broker, fmt::format("Broker {}", e.broker));
    if (!open_.emplace(e.request, e.broker).second) return;
    event('b', kKafka, e.broker, fmt::format("request {}", e.request),
          fmt::format(",\"cat\":\"request\",\"id\":{},\"args\":{{\"messages\":{}}}", e.request, e.messages.size()));
  }
  void answer(RequestId request) {
    const auto found = open_.find(request);
    if (found == open_.end()) return;
    event('e', kKafka, found->second, fmt::format("request {}", request),
          fmt::format(",\"cat\":\"request\",\"id\":{}", request));
    open_.erase(found);
  }
  void count() {
    std::int64_t reports = 0;
    for (const Producer& producer : world_.producers) reports += static_cast<std::int64_t>(producer.reports_waiting());
    if (world_.phase != Phase::running) reports = 0;
    counter(kProgram, "Buffer", world_.count(Outcome::buffered), buffered_);
    counter(kProgram, "Report queue", reports, reports_);
    counter(kKafka, "Records in the log", world_.in_kafka(), stored_);
  }
  void counter(int process, std::string_view name, std::int64_t now, std::int64_t& told) {
    if (now == told) return;
    told = now;
    event('C', process, 0, name, fmt::format(",\"args\":{{\"count\":{}}}", now));
  }

  std::ostream& to_;
  World world_;
  Nanos at_ = 0;
  bool first_ = true;
  int calls_ = 0;
  int callbacks_ = 0;
  std::set<BrokerId> brokers_;
  std::map<RequestId, BrokerId> open_;
  std::int64_t buffered_ = 0, reports_ = 0, stored_ = 0;
};

}  // namespace

void write_trace(const Recording& recording, std::ostream& to) {
  Trace trace(to);
  for (std::uint64_t i = 0; i < recording.size(); ++i) trace.tell(recording.fact(i));
  trace.finish();
}

}  // namespace inflight
