// ProgramFacts: the half of a Host that tells what the program does, made into facts. The simulator and the live child
// share it; each gives the clock and takes the facts.
#pragma once

#include "core/binding/host.h"
#include "core/event/event.h"

namespace inflight {

class ProgramFacts : public Host {
 public:
  void line_reached(std::int32_t line) override { tell(LineReached{.line = line}); }
  void call_started(CallName call, Nanos timeout_ns) override {
    tell(CallStarted{.call = call_of(call), .timeout_ns = timeout_ns});
  }
  void call_returned(CallName call, std::int64_t value, std::string_view exception) override {
    tell(CallReturned{.call = call_of(call), .value = value, .exception = exception});
  }
  void output(std::string_view line) override { tell(Output{.line = line}); }
  void callback_started(ProducerId producer, const DeliveryReport& report, std::int32_t line) override {
    tell(CallbackStarted{.message = report.message,
                         .partition = partition_of(report),
                         .error = report.error,
                         .offset = report.offset,
                         .line = static_cast<std::uint16_t>(line)},
         producer);
  }
  void callback_finished(ProducerId producer, MessageId message, std::string_view exception) override {
    tell(CallbackFinished{.message = message, .exception = exception}, producer);
  }
  void refused(ProducerId producer, MessageId message, KafkaError error, std::int64_t call_number) override {
    tell(MessageRefused{.message = message, .error = error, .call_number = call_number}, producer);
  }

 protected:
  // Commits a fact at the present moment, from the program's thread.
  virtual void commit(const Fact& fact) = 0;
  virtual PartitionId partition_of(const DeliveryReport& report) = 0;
  static Call call_of(CallName call) {
    switch (call) {
      case CallName::create: return Call::create;
      case CallName::produce: return Call::produce;
      case CallName::poll: return Call::poll;
      case CallName::flush: return Call::flush;
      case CallName::purge: return Call::purge;
      case CallName::len: return Call::len;
      case CallName::sleep: return Call::sleep;
      case CallName::print: return Call::print;
    }
    return Call::none;
  }

 private:
  template <typename Struct>
  void tell(const Struct& fields, ProducerId producer = 0) {
    commit(make_fact(monotonic_ns(), {producer, Threads::program}, fields));
  }
};

}  // namespace inflight
