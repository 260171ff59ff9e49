// Preparing and drawing the network; see network.h.
#include "app/view/network.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/base/duration.h"

namespace inflight {
namespace {

constexpr std::size_t kMostCapsules = 10;

Capsule capsule_of(const StageInput& input, const Request& request) {
  Capsule capsule{.request = request.id, .attempt = request.attempt};
  const auto& ids = *request.messages;
  capsule.messages = static_cast<std::int64_t>(ids.size());
  capsule.returning = !ids.empty() && ids.front() < input.world.messages.size &&
                      input.world.messages[ids.front()].stage.copies != Copies::zero;
  if (input.rtt_ns <= 0) {
    capsule.way = 0.5F;
    return capsule;
  }
  const auto trips = static_cast<float>(input.at_ns - request.sent_ns) / static_cast<float>(input.rtt_ns);
  capsule.way = std::clamp(capsule.returning ? 2 * trips - 1 : 2 * trips, 0.0F, 1.0F);
  return capsule;
}

std::string says(const Capsule& capsule) {
  const std::string what = capsule.messages == 0 ? "A request" : counted(capsule.messages, "message", "messages");
  const std::string again = capsule.attempt > 1 ? fmt::format(" Sent for the {}. time.", capsule.attempt) : "";
  return fmt::format("{} {}.{}", what, capsule.returning ? "stored; the ack is on its way" : "on the way to Kafka",
                     again);
}

}  // namespace

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
  return rows;
}

std::string text(const NetworkRows& rows) {
  std::string out = fmt::format("network{}{}\n", rows.round_trip.empty() ? "" : ": ", rows.round_trip);
  for (const Capsule& c : rows.capsules) {
    out += fmt::format("  request {} {} {:.0f} %: {}\n", c.request, c.returning ? "ack back" : "out", c.way * 100,
                       says(c));
  }
  if (rows.hidden > 0) out += fmt::format("  and {} more\n", rows.hidden);
  return out;
}

namespace {

// `from` and `to`: the lane's ends; the capsule stays between them.
void draw_capsule(Frame& f, const Capsule& capsule, float from, float to, float cy) {
  Paint& p = f.paint;
  const Role role = capsule.returning ? Role::green : Role::sky;
  const std::string count = capsule.messages == 0 ? "?" : with_commas(capsule.messages);
  const float w = std::max(p.u(42), p.width(Type::strong, count) + p.u(22));
  const float h = p.u(28);
  const float way = capsule.returning ? 1 - capsule.way : capsule.way;
  const Rect body{from + way * (to - from - w), cy - h / 2, w, h};
  if (capsule.returning) {
    p.fill(body, Role::ground, 14);
    p.stroke(body, role, 2, 14);
  } else {
    p.fill(body, role, 14);
  }
  p.text(Type::strong, body.cx(), cy, capsule.returning ? role : Role::on_accent, count, Align::centre);
  p.hint(body, says(capsule));
}

}  // namespace

void draw_network(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Rect area = f.layout.network;
  const NetworkRows rows = prepare_network(input);
  p.text(Type::strong, area.cx(), area.y + p.u(22), Role::dim, "NETWORK", Align::centre);
  const float edge = f.layout.process.right();
  p.text_in({edge, area.y + p.u(36), f.layout.kafka.x - edge, p.u(26)}, Type::text, Role::dim, rows.round_trip,
            Align::centre);

  const float left = area.x + p.u(4);
  const float right = area.right() - p.u(6);
  const float out_y = f.layout.buffer.y + p.u(76);
  const float back_y = f.layout.reports.y + p.u(76);
  const bool going = std::any_of(rows.capsules.begin(), rows.capsules.end(), [](auto& c) { return !c.returning; });
  const bool coming = std::any_of(rows.capsules.begin(), rows.capsules.end(), [](auto& c) { return c.returning; });
  p.arrow(left, out_y, right, out_y, going ? Role::sky : Role::arrow);
  p.arrow(right, back_y, left, back_y, coming ? Role::green : Role::arrow);
  if (going) p.text(Type::axis, area.cx(), out_y - p.u(26), Role::sky, "request", Align::centre);
  if (coming) p.text(Type::axis, area.cx(), back_y - p.u(26), Role::green, "ack", Align::centre);

  float out_row = out_y;
  float back_row = back_y;
  for (const Capsule& capsule : rows.capsules) {
    float& y = capsule.returning ? back_row : out_row;
    draw_capsule(f, capsule, left, right, y);
    y += p.u(34);
  }
  if (rows.hidden > 0) {
    p.text(Type::axis, area.cx(), out_row, Role::dim, fmt::format("and {} more", with_commas(rows.hidden)),
           Align::centre);
  }
}

}  // namespace inflight
