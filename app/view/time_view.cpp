// See time_view.h.
#include "app/view/time_view.h"

#include <algorithm>

namespace inflight {

void TimeView::update(Nanos all, Nanos head, bool playing) {
  all_ = std::max<Nanos>(1, all);
  head_ = head;
  if (width_ >= all_) show_all();
  if (!zoomed()) return;
  move_to(from_);
  if (!playing) return;
  if (head > from_ + width_ / 5 * 4) move_to(head - width_ / 5 * 4);
  if (head < from_) move_to(head - width_ / 10);
}

void TimeView::zoom(Nanos fixed, double factor) {
  const auto before = static_cast<double>(span());
  const double wanted = std::max(static_cast<double>(std::min(kNarrowest, all_)), before * factor);
  if (wanted >= static_cast<double>(all_)) return show_all();
  const double share = static_cast<double>(fixed - from()) / before;
  width_ = static_cast<Nanos>(wanted);
  move_to(fixed - static_cast<Nanos>(share * wanted));
}

void TimeView::zoom_at_head(double factor) {
  const bool in_view = head_ >= from() && head_ <= from() + span();
  if (!in_view) move_to(head_ - span() / 2);
  zoom(head_, factor);
}

void TimeView::move_to(Nanos from) { from_ = std::clamp<Nanos>(from, 0, std::max<Nanos>(0, all_ - width_)); }

}  // namespace inflight
