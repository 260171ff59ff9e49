// See comparison.h.
#include "app/session/comparison.h"

#include <optional>
#include <utility>

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

std::string Comparison::say(Take& take, Cursor& cursor, std::uint64_t event) const {
  cursor.seek(event);
  return sentence_of(take.recording().fact(event), cursor.world());
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
    DifferenceTold told{.difference = difference->found(), .looks = false};
    if (const auto event = told.difference.first) {
      told.shown = say(*shown_, in_shown, *event);
      told.shown_at_ns = shown_->recording().event(*event).at_ns;
    }
    if (const auto event = told.difference.second) {
      told.other = say(*other_, in_other, *event);
      told.other_at_ns = other_->recording().event(*event).at_ns;
    }
    {
      const std::scoped_lock lock(mutex_);
      told_ = std::move(told);
      news_ = true;
    }
    wake_();
  }
}

}  // namespace inflight
