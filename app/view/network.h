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
  bool returning = false;     // Kafka has stored it; its ack comes back
  Ack ack = Ack::on_its_way;  // while it is returning
  std::uint16_t attempt = 1;
  std::int32_t row = 0;  // of its lane, from the top
  float alpha = 1;       // less: it is over, or another message is followed
  bool rejected = false;
  bool ringed = false;  // it carries the message that is followed
};

struct NetworkRows {
  std::string round_trip;  // "round trip 0.4 s"; empty if not known
  std::vector<Capsule> capsules;
  std::int64_t hidden = 0;  // further requests, not drawn
};

NetworkRows prepare_network(const StageInput& input);
// The capsules as they are seen to travel, where they do.
void show_travels(NetworkRows& rows, const Travels& travels);
// Those that would run out of their lane are counted instead: requests pile up while a broker stands still.
void keep_to_lanes(NetworkRows& rows, const Layout& layout);
// A capsule that carries the message that is followed is ringed; others are dimmed.
void mark(Capsule& capsule, const Convoy& convoy, const Travels& travels);
std::string text(const NetworkRows& rows);

// Kafka has stored what it carries, as far as is known.
bool is_stored(const World& world, const Request& request);
// How far it is on its way out (or back), 0 to 1, by the run's clock and the round trip.
float way_by_the_clock(const StageInput& input, Nanos sent_ns, bool returning);
// What is known of the ack of what Kafka has stored. Where nobody tells of copies, nothing is known to wait for them.
Ack ack_of(const World& world, const Request& request);
// How far the ack is on its way back, 0 to 1; 0 while it waits.
float way_back(const StageInput& input, Nanos sent_ns, Ack ack);

void draw_capsule(Paint& paint, const Capsule& capsule, float cx, float cy, float scale);
float capsule_width(const Paint& paint, const Capsule& capsule);
void draw_network(Frame& frame, const StageInput& input);

}  // namespace inflight
