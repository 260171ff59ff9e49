// See answers_ahead.h.
#include "core/live/answers_ahead.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace inflight {
namespace {

// As many as a fast program sends while a busy machine does not let us look.
constexpr std::size_t kAhead = 4096;

}  // namespace

void AnswersAhead::keep(Nanos now) {
  if (!faults_.lasts(ActionKind::reject_next, now)) {
    if (!std::exchange(lasting_, false)) return;
    mock_.forget_rejections();
    return ahead_.clear();
  }
  lasting_ = true;
  if (ahead_.size() > kAhead / 2) return;
  const std::size_t before = ahead_.size();
  while (ahead_.size() < kAhead) {
    std::string error;
    const std::string_view words = faults_.hit(ActionKind::reject_next, now, error);
    const KafkaError with = error_named(error).value_or(KafkaError::POLICY_VIOLATION);
    ahead_.push_back({words.empty() ? KafkaError::NO_ERROR : with, std::string(words)});
  }
  push(before);
}

void AnswersAhead::reject_next(KafkaError error) {
  if (!lasting_) {
    ahead_.push_back({error, ""});
    return mock_.reject({error});
  }
  mock_.forget_rejections();
  ahead_.push_front({error, ""});
  push(0);
}

void AnswersAhead::push(std::size_t from) {
  std::vector<KafkaError> errors;
  for (std::size_t i = from; i < ahead_.size(); ++i) errors.push_back(ahead_[i].error);
  mock_.reject(errors);
}

void AnswersAhead::request_sent() {
  if (ahead_.empty()) return;
  if (ahead_.front().error != KafkaError::NO_ERROR) taken_.push_back(std::move(ahead_.front()));
  ahead_.pop_front();
}

std::string AnswersAhead::answered(KafkaError error) {
  const auto hit = std::find_if(taken_.begin(), taken_.end(), [&](const Answer& a) { return a.error == error; });
  if (hit == taken_.end()) return "";
  std::string words = std::move(hit->words);
  taken_.erase(hit);
  return words;
}

}  // namespace inflight
