// See difference.h.
#include "core/explain/difference.h"

#include <algorithm>

#include "core/base/hash.h"

namespace inflight {
namespace {

// The program's strand, then two for each message: as its program hears of it, and its copies in the log.
constexpr std::uint64_t kProgram = 0;
std::uint64_t heard(MessageId id) { return 2 * static_cast<std::uint64_t>(id) + 1; }
std::uint64_t stored(MessageId id) { return 2 * static_cast<std::uint64_t>(id) + 2; }

// A run must be so far beyond what the other told before that it is said not to have happened: a real program, its
// broker and the log's reader are late by that much on a busy computer.
constexpr Nanos kPatience = 200 * kMillisecond;
// Where so many messages wait for the other run to tell of them, the oldest of them is the difference.
constexpr std::size_t kMostStrands = 100'000;

std::uint64_t digest(const Event& event, std::int64_t value, std::string_view text = {}) {
  const std::uint64_t kind_and_value =
      hash_mix(hash_mix(kHashStart, static_cast<std::uint64_t>(event.kind)), static_cast<std::uint64_t>(value));
  return hash_bytes(text, kind_and_value);
}

}  // namespace

FirstDifference::FirstDifference(const Recording& first, const Recording& second, EventKinds told)
    : told_(told), sides_{{{.recording = first}, {.recording = second}}} {}

std::optional<FirstDifference::Place> FirstDifference::place_of(Side& side, const Fact& fact) const {
  const Event& e = fact.event;
  switch (e.kind) {
    case EventKind::message_accepted: return Place{kProgram, digest(e, e.message)};
    case EventKind::message_refused: return Place{kProgram, digest(e, e.a)};
    case EventKind::process_exited: return Place{kProgram, digest(e, e.a * 1000 + e.b)};
    case EventKind::call_returned: {
      const auto call = as<CallReturned>(fact);
      const bool value_matters = call.call == Call::flush || call.call == Call::purge;
      if (!value_matters && call.exception.empty()) return std::nullopt;
      const std::int64_t value = value_matters ? call.value : 0;
      return Place{kProgram, digest(e, value * 100 + static_cast<std::int64_t>(call.call), call.exception)};
    }
    case EventKind::output: {
      const std::uint64_t strand = side.callbacks.empty() ? kProgram : heard(side.callbacks.back());
      return Place{strand, digest(e, 0, fact.text)};
    }
    case EventKind::callback_started:
      side.callbacks.push_back(e.message);
      return Place{heard(e.message), digest(e, e.a)};
    case EventKind::callback_finished:
      if (!side.callbacks.empty()) side.callbacks.pop_back();
      return Place{heard(e.message), digest(e, 0, fact.text)};
    case EventKind::outcome_known: return Place{heard(e.message), digest(e, e.a)};
    case EventKind::report_served: return Place{heard(e.message), digest(e, 0)};
    case EventKind::retry_scheduled: return Place{heard(e.message), digest(e, e.a)};
    case EventKind::record_stored:
      if (e.message == kNoMessage) return std::nullopt;
      return Place{stored(e.message), digest(e, 0)};
    default: return std::nullopt;
  }
}

void FirstDifference::part(std::uint64_t first, std::uint64_t second) {
  const Nanos at = std::min(sides_[0].recording.event(first).at_ns, sides_[1].recording.event(second).at_ns);
  if (parted_ && parted_->at_ns <= at) return;
  parted_ = Difference{.kind = Difference::Kind::other, .first = first, .second = second, .at_ns = at};
}

void FirstDifference::take(Side& side) {
  const std::uint64_t event = side.at++;
  const Event& e = side.recording.event(event);
  if (e.kind == EventKind::process_exited) side.exited_ns = e.at_ns;
  if (!told_.test(static_cast<std::size_t>(e.kind))) return;
  const std::optional<Place> place = place_of(side, side.recording.fact(event));
  if (!place) return;
  const bool second = &side == &sides_[1];
  Strand& strand = strands_[place->strand];
  if (strand.parted) return;
  if (strand.even() || strand.second == second) {
    strand.second = second;
    strand.ahead.push_back({event, place->what});
    return;
  }
  const Step step = strand.next();
  if (step.what == place->what) {
    ++strand.met;
    if (strand.even()) strands_.erase(place->strand);
    return;
  }
  second ? part(step.event, event) : part(event, step.event);
  strand = {.parted = true};
}

Nanos FirstDifference::next_ns(const Side& side) const {
  return side.at < side.reach.events ? side.recording.event(side.at).at_ns : kForever;
}

bool FirstDifference::advance(const Reach& first, const Reach& second, std::uint64_t budget) {
  sides_[0].reach = first;
  sides_[1].reach = second;
  bool more = true;
  for (; budget > 0 && more && !done_; --budget) {
    const Nanos a = next_ns(sides_[0]);
    const Nanos b = next_ns(sides_[1]);
    more = a != kForever || b != kForever;
    if (more) take(a <= b ? sides_[0] : sides_[1]);
    if (strands_.size() > kMostStrands) done_ = true;
  }
  // What comes from now on is later; so if nothing waits that is older, what was found is the first for good.
  if (parted_ && found() == *parted_) {
    const bool waits = std::any_of(strands_.begin(), strands_.end(), [&](const auto& strand) {
      if (strand.second.even()) return false;
      const Recording& recording = sides_[strand.second.second ? 1 : 0].recording;
      return recording.event(strand.second.next().event).at_ns < parted_->at_ns;
    });
    done_ |= !waits;
  }
  return more && !done_;
}

Difference FirstDifference::found() const {
  Difference found = parted_.value_or(Difference{});
  Nanos earliest = parted_ ? parted_->at_ns : kForever;
  for (const auto& [number, strand] : strands_) {
    if (strand.even()) continue;
    const Side& told = sides_[strand.second ? 1 : 0];
    const Side& other = sides_[strand.second ? 0 : 1];
    const std::uint64_t event = strand.next().event;
    const Nanos at = told.recording.event(event).at_ns;
    const bool looked_at_all = other.at >= other.reach.events;
    const bool never = other.reach.over && looked_at_all;
    const bool well_beyond = looked_at_all && other.reach.at_ns >= saturating_add(at, kPatience);
    const bool late = well_beyond || strands_.size() > kMostStrands;
    // What the library learns while the process ends, chance decides.
    const bool cut_off = told.recording.event(event).kind == EventKind::outcome_known &&
                         at < saturating_add(other.exited_ns, kPatience) && at >= other.exited_ns - kPatience;
    if (at >= earliest || cut_off || (!never && !late)) continue;
    earliest = at;
    found = {.kind = never ? Difference::Kind::never : Difference::Kind::not_yet, .at_ns = at};
    (strand.second ? found.second : found.first) = event;
  }
  return found;
}

Difference first_difference(const Recording& first, const Recording& second, EventKinds told) {
  FirstDifference difference(first, second, told);
  const auto whole = [](const Recording& recording) {
    return Reach{.events = recording.size(), .at_ns = recording.end_ns(), .over = true};
  };
  difference.advance(whole(first), whole(second), UINT64_MAX);
  return difference.found();
}

}  // namespace inflight
