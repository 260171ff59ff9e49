// Folding events into marks; see lanes.h.
#include "app/session/lanes.h"

#include <algorithm>

namespace inflight {
namespace {

constexpr Nanos kTogether = 30 * kMillisecond;

void add(std::vector<Mark>& marks, Nanos at, bool failed) {
  if (marks.empty() || at - marks.back().last_ns > kTogether) marks.push_back({at, at, 0, 0});
  Mark& mark = marks.back();
  mark.last_ns = at;
  ++mark.count;
  if (failed) ++mark.failed;
}

}  // namespace

bool Lanes::advance(const Recording& recording, std::uint64_t budget) {
  const std::uint64_t size = recording.size();
  for (; taken_ < size && budget > 0; ++taken_, --budget) {
    const Event event = recording.event(taken_);
    const auto lane = [&](Lane l) -> std::vector<Mark>& { return marks_[static_cast<std::size_t>(l)]; };
    if (event.kind == EventKind::message_accepted) add(lane(Lane::produced), event.at_ns, false);
    if (event.kind == EventKind::record_stored && event.message != kNoMessage) {
      add(lane(Lane::stored), event.at_ns, false);
    }
    if (event.kind == EventKind::callback_started) add(lane(Lane::callback), event.at_ns, event.a != 0);
    if (event.kind == EventKind::caption) captions_.push_back(taken_);
  }
  return taken_ < size;
}

void Lanes::clear() { *this = Lanes(); }

std::span<const Mark> Lanes::marks(Lane lane, Nanos from, Nanos to) const {
  const auto& marks = marks_[static_cast<std::size_t>(lane)];
  const auto first = std::partition_point(marks.begin(), marks.end(), [&](const Mark& m) { return m.last_ns < from; });
  const auto last = std::partition_point(first, marks.end(), [&](const Mark& m) { return m.first_ns <= to; });
  return {first, last};
}

std::optional<std::uint64_t> Lanes::caption_among(std::uint64_t events) const {
  const auto after = std::lower_bound(captions_.begin(), captions_.end(), events);
  if (after == captions_.begin()) return std::nullopt;
  return *std::prev(after);
}

}  // namespace inflight
