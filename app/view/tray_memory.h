// TrayMemory: where the squares of a tray were drawn last: where they set off when they leave, and from where they
// slide when the tray makes room. The view's own state, in pixels; UI thread.
#pragma once

#include <vector>

#include "app/view/rect.h"
#include "core/base/ids.h"
#include "core/base/time.h"

namespace inflight {

// Where the squares of a tray were drawn last: where they set off when they leave, and from where they slide when the
// tray makes room.
class TrayMemory {
 public:
  // The square's place on its slide to `cell`.
  Rect place(MessageId id, Rect cell, Nanos clock, bool moving);
  float height(float wanted, Nanos clock, bool moving);
  // Its slot, or the place that was free next when the tray was drawn last.
  Rect find(MessageId id) const;
  bool knows(MessageId id) const;
  // Around each drawing of the tray.
  void begin(Rect tray, Rect free_place);
  void end();

 private:
  struct Entry {
    MessageId id;
    Rect from, cell;
    Nanos since;
    bool drawn;
  };
  std::vector<Entry> entries_;  // ascending, as drawn; few
  Rect tray_, free_place_;
  float height_from_ = 0, height_to_ = 0;
  Nanos height_since_ = 0;
};

}  // namespace inflight
