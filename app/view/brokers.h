// The brokers: which are up, what they lead, and how well their copies keep up. What can be done to one is a list at
// its row, in the words of --fault.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/menu.h"
#include "app/view/stage_input.h"

namespace inflight {

struct BrokerRow {
  BrokerId id = 0;
  bool up = true;
  bool paused = false;
  bool lags = false;               // a copy of its is not in sync
  std::vector<std::string> words;  // "leads orders[0], orders[2]", then the same shorter, for where room is scarce
  std::int64_t behind = 0;         // records that its copies lack, where the words speak of copies
  std::string sentence;            // all of it
};

std::vector<BrokerRow> prepare_brokers(const StageInput& input);
// What can be done to a broker: each entry's command bears the words of a fault.
std::vector<MenuEntry> prepare_broker_menu(const StageInput& input, BrokerId broker);
std::string text(const std::vector<BrokerRow>& rows);
std::string text(const std::vector<MenuEntry>& entries);

// Which brokers are seen where there is not room for all: the view's own.
class BrokerScroll {
 public:
  // The first that is seen. `wheel`: rows, downwards.
  std::size_t first(std::size_t total, std::size_t fit, std::int32_t wheel);
  // On to those behind the ones that are seen; behind the last come the first again.
  void turn(std::size_t total, std::size_t fit);

 private:
  std::size_t first_ = 0;
};

void draw_brokers(Frame& frame, const StageInput& input, BrokerScroll& scroll);

}  // namespace inflight
