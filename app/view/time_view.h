// TimeView: which part of a run the time line and the chart show: all of it, or a window that a person zoomed into. A
// value; times on the run's clock.
#pragma once

#include "core/base/time.h"

namespace inflight {

class TimeView {
 public:
  // The least that is worth a look: the simulated program's calls take a microsecond.
  static constexpr Nanos kNarrowest = 10 * kMicrosecond;

  // Once a frame: how long the whole axis is, and where the play head. While it plays, the window goes with it.
  void update(Nanos all, Nanos head, bool playing);

  bool zoomed() const { return width_ > 0; }
  Nanos from() const { return zoomed() ? from_ : 0; }
  Nanos span() const { return zoomed() ? width_ : all_; }
  Nanos all() const { return all_; }

  // What is at `fixed` stays where it is; below 1: closer.
  void zoom(Nanos fixed, double factor);
  // The same at the play head, which is brought into view.
  void zoom_at_head(double factor);
  void move_to(Nanos from);
  void pan(double share) { move_to(from_ + static_cast<Nanos>(share * static_cast<double>(width_))); }
  void show_all() { width_ = 0; }

 private:
  Nanos from_ = 0;
  Nanos width_ = 0;  // 0: all
  Nanos all_ = kSecond;
  Nanos head_ = 0;
};

}  // namespace inflight
