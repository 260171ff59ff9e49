// See comparison.h.
#include "app/session/comparison.h"

#include <optional>
#include <utility>

#include "core/explain/absence.h"
#include "core/explain/sentence.h"

namespace inflight {
namespace {

constexpr std::uint64_t kSlice = 20'000;  // events between two looks at whether to stop: some milliseconds

bool same(const Reach& x, const Reach& y) { return x.events == y.events && x.at_ns == y.at_ns && x.over == y.over; }

}  // namespace

Comparison::Comparison(std::shared_ptr<Take> shown, std::shared_ptr<Take> other, std::function<void()> wake)
    : shown_(std::move(shown)), other_(std::move(other)), wake_(std::move(wake)), looker_([this] { look(); }) {}

Comparison::~Comparison() {
  {
    const std::scoped_lock lock(mutex_);
    stop_ = true;
    changed_.notify_one();
  }
  looker_.join();
}

DifferenceTold Comparison::told() const {
  const std::scoped_lock lock(mutex_);
  return told_;
}

bool Comparison::tick(Nanos at, bool at_end, const Reach& shown, std::uint64_t budget) {
  const Take::State state = other_->state();
  const Recording& recording = other_->recording();
  const bool over = state.status == RunStatus::ended || state.status == RunStatus::failed;
  if (over && (at_end || at > recording.end_ns())) at = recording.end_ns();
  if (!over) other_->want(at, 0);
  const Reach other{.events = recording.size(), .at_ns = state.reached_ns, .over = over};
  const std::uint64_t events_before = world().events;
  const bool moved = std::exchange(at_, at) != at;
  const bool there = cursor_.seek(recording.events_until(at), budget);
  catches_up_ = !there || (!over && state.reached_ns < at);
  const std::scoped_lock lock(mutex_);
  if (!same(shown, shown_reach_) || !same(other, other_reach_)) {
    shown_reach_ = shown;
    other_reach_ = other;
    changed_.notify_one();
  }
  return std::exchange(news_, false) || moved || world().events != events_before;
}

DifferenceTold Comparison::tell(const Difference& difference, Cursor& in_shown, Cursor& in_other) const {
  DifferenceTold told{.difference = difference, .looks = false};
  const bool over = difference.kind == Difference::Kind::never;
  if (difference.first) {
    in_shown.seek(*difference.first);
    const Fact fact = shown_->recording().fact(*difference.first);
    told.shown = sentence_of(fact, in_shown.world());
    told.shown_at_ns = fact.event.at_ns;
    if (!difference.second) told.other = absence_of(fact, in_shown.world(), over);
  }
  if (difference.second) {
    in_other.seek(*difference.second);
    const Fact fact = other_->recording().fact(*difference.second);
    told.other = sentence_of(fact, in_other.world());
    told.other_at_ns = fact.event.at_ns;
    if (!difference.first) told.shown = absence_of(fact, in_other.world(), over);
  }
  return told;
}

void Comparison::look() {
  std::optional<FirstDifference> difference;  // once it is known what both sources can tell
  Cursor in_shown(shown_->recording(), shown_->keyframes());
  Cursor in_other(other_->recording(), other_->keyframes());
  Reach shown, other;
  for (bool more = false;;) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] {
        const bool is_new = !same(shown, shown_reach_) || !same(other, other_reach_);
        return stop_ || more || (is_new && shown_reach_.events > 0);
      });
      if (stop_) return;
      shown = shown_reach_;
      other = other_reach_;
    }
    if (!difference) {
      const EventKinds both = shown_->observes().kinds & other_->observes().kinds;
      difference.emplace(shown_->recording(), other_->recording(), both);
    }
    more = difference->advance(shown, other, kSlice);
    if (more) continue;
    DifferenceTold told = tell(difference->found(), in_shown, in_other);
    {
      const std::scoped_lock lock(mutex_);
      told_ = std::move(told);
      news_ = true;
    }
    wake_();
  }
}

}  // namespace inflight
