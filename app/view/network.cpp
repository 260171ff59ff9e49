// Preparing and drawing the network; see network.h.
#include "app/view/network.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/ease.h"
#include "app/view/paths.h"
#include "core/base/duration.h"

namespace inflight {
namespace {

constexpr std::size_t kMostCapsules = 10;
constexpr float kRowPitch = 34;

Capsule capsule_of(const StageInput& input, const Request& request) {
  Capsule capsule{.request = request.id, .attempt = request.attempt};
  capsule.messages = static_cast<std::int64_t>(request.messages->size());
  capsule.returning = is_stored(input.world, request);
  if (capsule.returning) capsule.ack = ack_of(input.world, request);
  capsule.way = capsule.returning ? way_back(input, request.sent_ns, capsule.ack)
                                  : way_by_the_clock(input, request.sent_ns, false);
  return capsule;
}

std::string_view state_of(const Capsule& capsule) {
  if (!capsule.returning) return "on the way to Kafka";
  switch (capsule.ack) {
    case Ack::on_its_way: return "stored; the ack is on its way";
    case Ack::waits: return "stored by the leader; the ack waits until all brokers in sync have a copy";
    case Ack::follows: return "stored by all brokers in sync; the ack follows";
  }
  return "";
}

std::string says(const Capsule& capsule) {
  const std::string what = capsule.messages == 0 ? "A request" : counted(capsule.messages, "message", "messages");
  const std::string again = capsule.attempt > 1 ? fmt::format(" Sent for the {}. time.", capsule.attempt) : "";
  return fmt::format("{} {}.{}", what, state_of(capsule), again);
}

// The broker answers when all in sync have what it was sent.
bool wants_all(const Producer& producer) {
  for (const std::string_view name : {"acks", "request.required.acks"}) {
    const std::string_view acks = property(producer, name);
    if (!acks.empty()) return acks == "all" || acks == "-1";
  }
  return true;
}

}  // namespace

bool is_stored(const World& world, const Request& request) {
  const auto& ids = *request.messages;
  return !ids.empty() && ids.front() < world.messages.size && world.messages[ids.front()].stage.copies != Copies::zero;
}

float way_by_the_clock(const StageInput& input, Nanos sent_ns, bool returning) {
  if (input.rtt_ns <= 0) return 0.5F;
  const auto trips = static_cast<float>(input.at_ns - sent_ns) / static_cast<float>(input.rtt_ns);
  return std::clamp(returning ? 2 * trips - 1 : 2 * trips, 0.0F, 1.0F);
}

Ack ack_of(const World& world, const Request& request) {
  const auto& ids = *request.messages;
  const bool known = !ids.empty() && ids.back() < world.messages.size && request.partition < world.partitions.size() &&
                     request.producer < world.producers.size();
  if (!known) return Ack::on_its_way;
  const Partition& partition = world.partitions[request.partition];
  if (!partition.replicated() || !wants_all(world.producers[request.producer])) return Ack::on_its_way;
  return world.messages[ids.back()].offset < partition.end_in_sync() ? Ack::follows : Ack::waits;
}

// The copies take another round trip: to the followers, and until the leader hears of it.
float way_back(const StageInput& input, Nanos sent_ns, Ack ack) {
  if (ack == Ack::waits) return 0;
  return way_by_the_clock(input, ack == Ack::follows ? sent_ns + input.rtt_ns : sent_ns, true);
}

NetworkRows prepare_network(const StageInput& input) {
  NetworkRows rows;
  if (input.rtt_ns > 0)
    rows.round_trip = fmt::format("round trip {}", [&] {
      return input.rtt_ns % (100 * kMillisecond) == 0 && input.rtt_ns < 60 * kSecond ? format_seconds(input.rtt_ns, 1)
                                                                                     : format_duration(input.rtt_ns);
    }());
  const auto& requests = input.world.requests;
  const std::size_t shown = std::min(kMostCapsules, requests.size());
  rows.hidden = static_cast<std::int64_t>(requests.size() - shown);
  for (std::size_t i = 0; i < shown; ++i) rows.capsules.push_back(capsule_of(input, requests[i]));
  std::int32_t out = 0, back = 0;
  for (Capsule& capsule : rows.capsules) capsule.row = capsule.returning ? back++ : out++;
  return rows;
}

void mark(Capsule& capsule, const Convoy& convoy, const Travels& travels) {
  const MessageId followed = travels.followed();
  if (followed == kNoMessage) return;
  capsule.ringed = convoy.holds(followed);
  if (!capsule.ringed) capsule.alpha *= 0.35F;
}

void show_travels(NetworkRows& rows, const Travels& travels) {
  constexpr Nanos kFade = 160 * kMillisecond;
  if (!travels.moving()) return;
  rows.capsules.clear();
  for (const Convoy& convoy : travels.convoys()) {
    if (travels.clock() < convoy.enters_ns || rows.capsules.size() == kMostCapsules) continue;
    Capsule capsule{.request = convoy.request, .messages = convoy.count, .attempt = convoy.attempt, .row = convoy.row};
    capsule.returning = convoy.returning();
    capsule.ack = convoy.ack;
    capsule.way = capsule.returning ? convoy.back : convoy.out;
    capsule.rejected = convoy.rejected && capsule.returning;
    if (convoy.home_ns != kForever)
      capsule.alpha = 1 - share_of(travels.clock(), convoy.home_ns, convoy.home_ns + kFade);
    mark(capsule, convoy, travels);
    rows.capsules.push_back(capsule);
  }
}

void keep_to_lanes(NetworkRows& rows, const Layout& layout) {
  const float u = layout.scale;
  const float out_ends = back_y(layout) - 38 * u;  // above the word "ack", and below the count of the rest
  const float back_ends = layout.process.bottom();
  rows.hidden += static_cast<std::int64_t>(std::erase_if(rows.capsules, [&](const Capsule& capsule) {
    const float row = kRowPitch * u * static_cast<float>(capsule.row);
    if (capsule.returning) return back_y(layout) + row + 15 * u > back_ends;
    return out_y(layout) + row + (kRowPitch + 13) * u > out_ends;
  }));
}

std::string text(const NetworkRows& rows) {
  std::string out = fmt::format("network{}{}\n", rows.round_trip.empty() ? "" : ": ", rows.round_trip);
  for (const Capsule& c : rows.capsules) {
    const std::string where = c.returning && c.ack == Ack::waits
                                  ? "at Kafka"
                                  : fmt::format("{} {:.0f} %", c.returning ? "ack back" : "out", c.way * 100);
    out += fmt::format("  request {} {}: {}\n", c.request, where, says(c));
  }
  if (rows.hidden > 0) out += fmt::format("  and {} more\n", rows.hidden);
  return out;
}

float capsule_width(const Paint& p, const Capsule& capsule) {
  const std::string count = capsule.messages == 0 ? "?" : with_commas(capsule.messages);
  return std::max(p.u(42), p.width(Type::strong, count) + p.u(22));
}

void draw_capsule(Paint& paint, const Capsule& capsule, float cx, float cy, float scale) {
  Paint p = paint.faded(capsule.alpha);
  const Role role = capsule.rejected ? Role::vermilion : capsule.returning ? Role::green : Role::sky;
  const std::string count = capsule.messages == 0 ? "?" : with_commas(capsule.messages);
  const float w = capsule_width(p, capsule) * scale;
  const float h = p.u(28) * scale;
  const Rect body{cx - w / 2, cy - h / 2, w, h};
  if (capsule.returning) {
    p.fill(body, Role::ground, 14);
    p.stroke(body, role, 2, 14);
  } else {
    p.fill(body, role, 14);
  }
  if (capsule.ringed) p.stroke(body.inset(-p.u(4)), Role::accent, 2.5F, 18);
  p.number(Type::strong, body.cx(), cy, capsule.returning ? role : Role::on_accent, count, Align::centre,
           std::max(1.0F, w - p.u(8)));
  p.hint(body, says(capsule));
}

void draw_network(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Rect area = f.layout.network;
  NetworkRows rows = prepare_network(input);
  show_travels(rows, f.travels);
  keep_to_lanes(rows, f.layout);
  p.text(Type::strong, area.cx(), area.y + p.u(22), Role::dim, "NETWORK", Align::centre);
  const float edge = f.layout.process.right();
  p.text_in({edge, area.y + p.u(36), f.layout.kafka.x - edge, p.u(26)}, Type::axis, Role::dim, rows.round_trip,
            Align::centre);

  const float left = lane_left(f.layout);
  const float right = lane_right(f.layout);
  const float out = out_y(f.layout);
  const float back = back_y(f.layout);
  const bool going = std::any_of(rows.capsules.begin(), rows.capsules.end(), [](auto& c) { return !c.returning; });
  const bool coming = std::any_of(rows.capsules.begin(), rows.capsules.end(), [](auto& c) { return c.returning; });
  p.arrow(left, out, right, out, going ? Role::sky : Role::arrow);
  const auto all_back = [&](auto is_so) {
    return coming && std::all_of(rows.capsules.begin(), rows.capsules.end(),
                                 [&](const Capsule& capsule) { return !capsule.returning || is_so(capsule); });
  };
  const bool rejected = all_back([](const Capsule& capsule) { return capsule.rejected; });
  const bool waits = all_back([](const Capsule& capsule) { return capsule.ack == Ack::waits; });
  const Role answer = rejected ? Role::vermilion : Role::green;
  p.arrow(right, back, left, back, coming && !waits ? answer : Role::arrow);
  if (going) p.text(Type::axis, area.cx(), out - p.u(26), Role::sky, "request", Align::centre);
  const std::string_view word = rejected ? "error" : waits ? "no ack yet" : "ack";
  if (coming) p.text(Type::axis, area.cx(), back - p.u(26), answer, word, Align::centre);

  std::int32_t lowest = -1;
  for (const Capsule& capsule : rows.capsules) {
    const float way = capsule.returning ? 1 - capsule.way : capsule.way;
    const float w = capsule_width(p, capsule);
    const float y = (capsule.returning ? back : out) + p.u(kRowPitch) * static_cast<float>(capsule.row);
    draw_capsule(p, capsule, left + w / 2 + way * (right - left - w), y, 1);
    if (!capsule.returning) lowest = std::max(lowest, capsule.row);
  }
  if (rows.hidden > 0) {
    p.text(Type::axis, area.cx(), out + p.u(kRowPitch) * static_cast<float>(lowest + 1), Role::dim,
           fmt::format("and {} more", with_commas(rows.hidden)), Align::centre);
  }
}

}  // namespace inflight
