// FakeHost: a host for tests. A virtual clock, a local buffer with a limit, and a broker that acks what a test tells it
// to. It writes down all that it was told, a line each, so that a test reads as a story.
#pragma once

#include <deque>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/binding/host.h"

namespace inflight {

class FakeHost : public Host {
 public:
  std::vector<std::string> told;     // calls, lines, callbacks, in order
  std::vector<std::string> output_;  // what the program printed
  std::vector<Properties> configurations;
  std::vector<std::string> produced;  // "topic/partition key=value"
  std::int64_t steps = 0;
  std::size_t buffer_limit = 100000;
  bool acks = true;              // messages are acked as soon as poll or flush looks
  bool acks_one_by_one = false;  // one message a poll
  KafkaError ack_error = KafkaError::NO_ERROR;
  KafkaError refuse_with = KafkaError::NO_ERROR;  // produce() refuses everything so
  std::string create_error;
  std::int32_t destroyed = 0;
  std::vector<std::string> purges;

  std::string story() const {
    std::string all;
    for (const std::string& line : told) all += line + "\n";
    return all;
  }
  std::string printed() const {
    std::string all;
    for (const std::string& line : output_) all += line + "\n";
    return all;
  }

  void line_reached(std::int32_t line) override { told.push_back(fmt::format("line {}", line)); }
  void call_started(CallName call, Nanos timeout_ns) override {
    told.push_back(fmt::format("{} {}", name(call), timeout_ns));
  }
  void call_returned(CallName call, std::int64_t value, std::string_view exception) override {
    told.push_back(fmt::format("{} -> {}{}{}", name(call), value, exception.empty() ? "" : " ", exception));
  }
  void output(std::string_view line) override { output_.emplace_back(line); }
  void callback_started(ProducerId, const DeliveryReport& report, std::int32_t line) override {
    told.push_back(fmt::format("callback of {} at line {}", report.message, line));
  }
  void callback_finished(ProducerId, MessageId message, std::string_view exception) override {
    told.push_back(fmt::format("callback of {} done{}{}", message, exception.empty() ? "" : " ", exception));
  }
  void refused(ProducerId, MessageId message, KafkaError error, std::int64_t call_number) override {
    told.push_back(fmt::format("refused {} {} call {}", message, error_name(error), call_number));
  }

  Result<ProducerId> create(const Properties& given) override {
    if (!create_error.empty()) return bad_input(create_error);
    configurations.push_back(given);
    return static_cast<ProducerId>(configurations.size() - 1);
  }
  KafkaError produce(ProducerId, const ProduceArgs& args) override {
    offered.push_back(args.message);
    if (refuse_with != KafkaError::NO_ERROR) return refuse_with;
    if (held_ >= buffer_limit) return KafkaError::_QUEUE_FULL;
    ++held_;
    produced.push_back(fmt::format("{}/{} {}={}", args.topic, args.partition, args.has_key ? args.key : "None",
                                   args.has_value ? args.value : "None"));
    for (const Header& header : args.headers) produced.back() += fmt::format(" {}:{}", header.name, header.value);
    DeliveryReport report;
    report.message = args.message;
    report.topic = std::string(args.topic);
    report.partition = 0;
    report.offset = next_offset_++;
    report.error = ack_error;
    report.latency_ns = 1500 * kMicrosecond;
    waiting_.push_back(report);
    return KafkaError::NO_ERROR;
  }
  std::int32_t poll(ProducerId, Nanos timeout_ns, Deliveries& deliveries) override {
    if (timeout_ns > 0 && (waiting_.empty() || !acks)) clock += timeout_ns;
    return serve(deliveries);
  }
  KafkaError flush(ProducerId, Nanos timeout_ns, Deliveries& deliveries) override {
    while (!waiting_.empty() && acks && !yielded_) serve(deliveries);
    const bool empty = waiting_.empty();
    yielded_ = false;
    if (empty) return KafkaError::NO_ERROR;
    clock += timeout_ns > 0 ? timeout_ns : 0;
    return KafkaError::_TIMED_OUT;
  }
  KafkaError purge(ProducerId, bool in_queue, bool in_flight, bool non_blocking) override {
    purges.push_back(fmt::format("{} {} {}", in_queue, in_flight, non_blocking));
    return KafkaError::NO_ERROR;
  }
  std::int32_t outq_len(ProducerId) override { return static_cast<std::int32_t>(held_); }
  void yield(ProducerId) override { yielded_ = true; }
  void destroy(ProducerId producer) override {
    ++destroyed;
    told.push_back(fmt::format("destroy {}", producer));
  }
  Nanos monotonic_ns() override { return clock; }
  Nanos wall_ns() override { return 1'700'000'000 * kSecond + clock; }
  void sleep(Nanos duration) override { clock += duration; }
  void computed(std::int64_t more) override { steps += more; }

  Nanos clock = 0;
  std::vector<MessageId> offered;

 private:
  std::int32_t serve(Deliveries& deliveries) {
    if (!acks) return 0;
    std::int32_t served = 0;
    const std::size_t most = acks_one_by_one ? 1 : waiting_.size();
    yielded_ = false;
    for (std::size_t n = 0; n < most && !waiting_.empty() && !yielded_; ++n) {
      const DeliveryReport report = waiting_.front();
      waiting_.pop_front();
      deliveries.deliver(report);
      --held_;
      served = 1;
    }
    return served;
  }
  static std::string_view name(CallName call) {
    static constexpr std::string_view kNames[] = {"create", "produce", "poll",  "flush",
                                                  "purge",  "len",     "sleep", "print"};
    return kNames[static_cast<std::size_t>(call)];
  }
  std::deque<DeliveryReport> waiting_;
  std::size_t held_ = 0;
  std::int64_t next_offset_ = 0;
  bool yielded_ = false;
};

}  // namespace inflight
