// The network: requests on their way to Kafka and answers on their way back, as capsules with their counts. Where a
// capsule is, is worked out from the time since it was sent and from whether its records are stored.
#pragma once

#include <string>
#include <vector>

#include "app/view/frame.h"
#include "app/view/stage_input.h"

namespace inflight {

struct Capsule {
  RequestId request = 0;
  std::int64_t messages = 0;  // 0: not observed
  float way = 0;              // 0 to 1, of the way out or of the way back
  bool returning = false;     // Kafka has stored it; its ack is on the way
  std::uint16_t attempt = 1;
};

struct NetworkRows {
  std::string round_trip;  // "round trip 0.4 s"; empty if not known
  std::vector<Capsule> capsules;
  std::int64_t hidden = 0;  // further requests, not drawn
};

NetworkRows prepare_network(const StageInput& input);
std::string text(const NetworkRows& rows);
void draw_network(Frame& frame, const StageInput& input);

}  // namespace inflight
