// Slots and slides; see tray_memory.h.
#include "app/view/tray_memory.h"

#include <algorithm>

#include "app/view/ease.h"

namespace inflight {
namespace {

constexpr Nanos kSlide = 200 * kMillisecond;

}  // namespace

Rect TrayMemory::place(MessageId id, Rect cell, Nanos clock, bool moving) {
  const auto found = std::lower_bound(entries_.begin(), entries_.end(), id,
                                      [](const Entry& entry, MessageId wanted) { return entry.id < wanted; });
  if (found == entries_.end() || found->id != id) {
    entries_.insert(found, {id, cell, cell, clock - kSlide, true});
    return cell;
  }
  Entry& entry = *found;
  entry.drawn = true;
  const Rect now = between(entry.from, entry.cell, ease(share_of(clock, entry.since, entry.since + kSlide)));
  if (!moving) entry = {id, cell, cell, clock - kSlide, true};
  if (entry.cell == cell) return moving ? now : cell;
  entry.from = now;
  entry.cell = cell;
  entry.since = clock;
  return now;
}

float TrayMemory::height(float wanted, Nanos clock, bool moving) {
  const float share = ease(share_of(clock, height_since_, height_since_ + kSlide));
  const float now = height_from_ + (height_to_ - height_from_) * share;
  if (!moving || height_to_ == 0) {
    height_from_ = height_to_ = wanted;
    height_since_ = clock - kSlide;
    return wanted;
  }
  if (height_to_ == wanted) return now;
  height_from_ = now;
  height_to_ = wanted;
  height_since_ = clock;
  return now;
}

Rect TrayMemory::find(MessageId id) const {
  for (const Entry& entry : entries_) {
    if (entry.id == id) return entry.cell;
  }
  return free_place_;
}

bool TrayMemory::knows(MessageId id) const {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.id == id; });
}

void TrayMemory::begin(Rect tray, Rect free_place) {
  // Another size of window: what was noted is worth nothing.
  if (tray.x != tray_.x || tray.y != tray_.y || tray.w != tray_.w) entries_.clear();
  tray_ = tray;
  free_place_ = free_place;
  for (Entry& entry : entries_) entry.drawn = false;
}

void TrayMemory::end() {
  std::erase_if(entries_, [](const Entry& entry) { return !entry.drawn; });
}

}  // namespace inflight
