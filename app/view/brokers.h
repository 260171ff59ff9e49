// The brokers: which are up, and what they lead.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct BrokerRow {
  BrokerId id = 0;
  bool up = true;
  std::string leads;  // "leads orders[0], orders[2]"; "leads nothing"
};

std::vector<BrokerRow> prepare_brokers(const StageInput& input);
std::string text(const std::vector<BrokerRow>& rows);
void draw_brokers(Frame& frame, const StageInput& input);

}  // namespace inflight
