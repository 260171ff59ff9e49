// See landmarks.h.
#include "core/recording/landmarks.h"

#include <algorithm>

namespace inflight {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Landmark::other) + 1> kNames{
    "batch", "answer", "report", "callback", "refusal", "retry", "loss", "line", "caption", "partition", "other"};

}  // namespace

std::string_view name_of(Landmark landmark) { return kNames[static_cast<std::size_t>(landmark)]; }

std::string words_of(LandmarkSet set) {
  std::string words;
  for (std::size_t i = 0; i < kStepsBy; ++i) {
    if ((set & only(static_cast<Landmark>(i))) == 0) continue;
    words += (words.empty() ? "" : " ") + std::string(kNames[i]);
  }
  return words;
}

std::optional<LandmarkSet> landmarks_in(std::string_view words) {
  LandmarkSet set = 0;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const auto name = std::find(kNames.begin(), kNames.begin() + kStepsBy, words.substr(0, end));
    if (name == kNames.begin() + kStepsBy) return std::nullopt;
    set |= only(static_cast<Landmark>(name - kNames.begin()));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return set == 0 ? std::nullopt : std::optional(set);
}

Landmark landmark_of(const Event& event) {
  switch (event.kind) {
    case EventKind::request_sent: return Landmark::batch;
    case EventKind::response_received: return Landmark::answer;
    case EventKind::report_queued: return Landmark::report;
    case EventKind::callback_started: return Landmark::callback;
    case EventKind::message_refused: return Landmark::refusal;
    case EventKind::retry_scheduled: return Landmark::retry;
    case EventKind::response_dropped:
    case EventKind::process_exited:
    case EventKind::truth_settled: return Landmark::loss;
    case EventKind::outcome_known: return event.a != 0 ? Landmark::loss : Landmark::other;
    case EventKind::producer_destroyed: return event.a > 0 ? Landmark::loss : Landmark::other;
    case EventKind::line_reached: return Landmark::line;
    case EventKind::caption: return Landmark::caption;
    case EventKind::partition_known: return Landmark::partition;
    default: return Landmark::other;
  }
}

void Landmarks::advance() {
  const std::uint64_t whole = recording_.size() / kBlock;
  for (std::uint64_t block = blocks_.size(); block < whole && !blocks_.full(); ++block) {
    LandmarkSet set = 0;
    for (std::uint64_t i = block * kBlock; i < (block + 1) * kBlock; ++i) set |= only(landmark_of(recording_.event(i)));
    blocks_.push_back(set);
  }
}

std::uint64_t Landmarks::next(std::uint64_t from, LandmarkSet set) const {
  const std::uint64_t size = recording_.size();
  const std::uint64_t blocks = blocks_.size();
  while (from < size) {
    const std::uint64_t block = from / kBlock;
    if (block < blocks && (blocks_[block] & set) == 0) {
      from = (block + 1) * kBlock;
      continue;
    }
    for (const std::uint64_t end = std::min(size, (block + 1) * kBlock); from < end; ++from) {
      if (is_of(from, set)) return from;
    }
  }
  return size;
}

std::uint64_t Landmarks::last(std::uint64_t events, LandmarkSet set) const {
  const std::uint64_t blocks = blocks_.size();
  events = std::min(events, recording_.size());
  while (events > 0) {
    const std::uint64_t block = (events - 1) / kBlock;
    if (block < blocks && (blocks_[block] & set) == 0) {
      events = block * kBlock;
      continue;
    }
    for (const std::uint64_t begin = block * kBlock; events > begin; --events) {
      if (is_of(events - 1, set)) return events;
    }
  }
  return 0;
}

}  // namespace inflight
