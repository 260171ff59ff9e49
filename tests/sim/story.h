// What the simulator's stories share: a program made of host calls, callbacks that are written down, and the comparison
// of the simulator's own state with the fold of its facts after every single fact.
#pragma once

#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "core/sim/simulator.h"
#include "core/world/apply.h"

namespace inflight::sim {

// Folds facts, and compares after each if asked to.
class CheckingSink : public FactSink {
 public:
  void accept(const Fact& fact) override {
    apply(world, fact);
    texts.push_back(to_text(fact));
    if (!simulator || failed) return;
    const World projected = simulator->project();
    // The hash has nearly everything, and is fast; the whole comparison is made now and then, and at a difference.
    if (hash_of(projected) == hash_of(world) && world.events % 64 != 0) return;
    const std::string difference = first_difference(projected, world);
    if (difference.empty()) return;
    failed = true;
    ADD_FAILURE() << "after " << to_text(fact) << "\n" << difference;
  }
  World world;
  std::vector<std::string> texts;
  const Simulator* simulator = nullptr;  // null: don't compare
  bool failed = false;
};

class SimulatorStory : public ::testing::Test, protected Deliveries {
 protected:
  void begin(Properties properties, RunOptions options = {}) {
    options_ = std::move(options);
    if (options_.topics.empty()) options_.topics = {{"orders", 1}};
    simulator_ = std::make_unique<Simulator>(options_, controls_);
    sink_.simulator = simulator_.get();
    simulator_->set_sink(&sink_);
    simulator_->start();
    ASSERT_TRUE(simulator_->create(properties).ok());
  }
  // A producer whose connection and metadata are there: what is produced is in its partition's queue at once.
  void begin_connected(Properties properties, RunOptions options = {}) {
    begin(std::move(properties), std::move(options));
    ASSERT_EQ(produce(), KafkaError::NO_ERROR);
    ASSERT_EQ(simulator_->flush(0, -1, *this), KafkaError::NO_ERROR);
  }

  KafkaError produce(std::int32_t partition = -1, std::string value = "m", std::string key = "", bool wanted = true,
                     std::string_view topic = "orders") {
    simulator_->call_started(ProgramListener::CallName::produce, -1);
    const KafkaError error = simulator_->produce(0, {.topic = topic,
                                                     .partition = partition,
                                                     .value = value,
                                                     .key = key,
                                                     .has_key = !key.empty(),
                                                     .message = next_,
                                                     .report_wanted = wanted});
    ++calls_;
    if (error == KafkaError::NO_ERROR) {
      ++next_;
    } else {
      simulator_->refused(0, next_, error, calls_);
    }
    simulator_->call_returned(ProgramListener::CallName::produce, 0, "");
    return error;
  }
  void produce_many(int count) {
    for (int i = 0; i < count; ++i) ASSERT_EQ(produce(), KafkaError::NO_ERROR);
  }
  std::int32_t poll(Nanos timeout = 0) {
    simulator_->call_started(ProgramListener::CallName::poll, timeout);
    const std::int32_t served = simulator_->poll(0, timeout, *this);
    simulator_->call_returned(ProgramListener::CallName::poll, served, "");
    return served;
  }
  KafkaError flush(Nanos timeout = -1) {
    simulator_->call_started(ProgramListener::CallName::flush, timeout);
    const KafkaError error = simulator_->flush(0, timeout, *this);
    simulator_->call_returned(ProgramListener::CallName::flush, 0, "");
    return error;
  }
  void exit() {
    simulator_->process_exited(ExitHow::end_of_script, 0, "");
    simulator_->settle();
  }
  const World& world() const { return sink_.world; }
  std::int64_t count(Outcome outcome) const { return world().count(outcome); }
  Nanos now() const { return simulator_->now(); }
  std::vector<std::string> facts(std::string_view kind) const {
    std::vector<std::string> found;
    for (const std::string& text : sink_.texts) {
      if (text.find(kind) != std::string::npos) found.push_back(text);
    }
    return found;
  }

  void deliver(const DeliveryReport& report) override {
    simulator_->callback_started(0, report, 4);
    reports_.push_back(report);
    if (in_callback_) in_callback_(report);
    simulator_->callback_finished(0, report.message, "");
  }
  void error(KafkaError, std::string_view) override {}
  void fatal(KafkaError error, std::string_view reason) override { fatal_ = {error, std::string(reason)}; }

  Controls controls_{100};
  RunOptions options_;
  CheckingSink sink_;
  std::unique_ptr<Simulator> simulator_;
  std::vector<DeliveryReport> reports_;
  std::function<void(const DeliveryReport&)> in_callback_;
  std::pair<KafkaError, std::string> fatal_;  // as told
  MessageId next_ = 0;
  std::int64_t calls_ = 0;
};

}  // namespace inflight::sim
