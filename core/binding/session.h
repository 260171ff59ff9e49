// Session: one run of a program on a host. It gives the machine its surroundings, hands out message ids, and keeps the
// callbacks that librdkafka holds for messages not yet reported. One thread: the program's.
#pragma once

#include <deque>
#include <exception>
#include <string>

#include "core/base/ids.h"
#include "core/binding/host.h"
#include "core/script/machine.h"

namespace inflight::binding {

// What Python keeps for a produced message until its report comes (Producer_msgstate in Producer.c).
struct Pending {
  script::Value callback;  // unset: none wanted, or reported already
  script::Value topic;
  script::Value value;
  script::Value key;
};

class Session final : public script::Surroundings {
 public:
  Session(Host& host, const Properties& extra) : host_(host), extra_(extra) {}

  Host& host() { return host_; }
  const Properties& extra() const { return extra_; }

  // The id that the next accepted message will have.
  MessageId next_message() const { return base_ + static_cast<MessageId>(pending_.size()); }
  void keep(Pending pending);
  // Takes it; without a callback if there is none.
  Pending take(MessageId message);
  // True if a message that was never reported holds a function of the script, and with it the script's variables.
  bool holds_a_function() const;
  // Lets go of all values, before their machine ends.
  void forget() {
    pending_.clear();
    failure_ = nullptr;
  }
  std::int64_t count_call() { return ++produce_calls_; }

  // What a callback threw, to be thrown on by the call that served it.
  void fail(std::exception_ptr failure) { failure_ = std::move(failure); }
  bool failed() const { return failure_ != nullptr; }
  void rethrow() {
    if (failure_ != nullptr) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

  // After this no producer is destroyed any more: the process is gone, or would not have come to it.
  void leave_producers() { destroys_ = false; }
  bool destroys() const { return destroys_; }

  void computed(std::int64_t steps) override { host_.computed(steps); }
  void line_reached(std::int32_t line) override { host_.line_reached(line); }
  void output(std::string_view line) override { host_.output(line); }

 private:
  void trim();

  Host& host_;
  const Properties& extra_;
  std::deque<Pending> pending_;  // from message `base_` on; the front is dropped as far as it was reported
  MessageId base_ = 0;
  std::int64_t produce_calls_ = 0;
  std::exception_ptr failure_;
  bool destroys_ = true;
};

inline Session& session_of(script::Machine& machine) { return *static_cast<Session*>(machine.context()); }

// "BufferError: Local: Queue full", as the last line of a traceback says it.
std::string describe(script::Machine& machine, const script::Value& exception);

}  // namespace inflight::binding
