// The callbacks kept for messages; see session.h.
#include "core/binding/session.h"

#include <algorithm>

namespace inflight::binding {

Pending Session::take(MessageId message) {
  if (message < base_ || message - base_ >= pending_.size()) return {};
  Pending taken = std::move(pending_[message - base_]);
  pending_[message - base_] = {};
  trim();
  return taken;
}

void Session::keep(Pending pending) {
  pending_.push_back(std::move(pending));
  trim();
}

void Session::trim() {
  while (!pending_.empty() && pending_.front().callback.is_unset()) {
    pending_.pop_front();
    ++base_;
  }
}

bool Session::holds_a_function() const {
  return std::any_of(pending_.begin(), pending_.end(), [](const Pending& pending) {
    return pending.callback.is(script::Function::kType) || pending.callback.is(script::BoundMethod::kType);
  });
}

std::string describe(script::Machine& machine, const script::Value& exception) {
  const std::string text = machine.str(exception);
  const std::string name(exception.object()->type().name);
  return text.empty() ? name : name + ": " + text;
}

}  // namespace inflight::binding
