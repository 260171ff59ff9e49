// Preparing and drawing the brokers; see brokers.h.
#include "app/view/brokers.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/marks.h"

namespace inflight {

std::vector<BrokerRow> prepare_brokers(const StageInput& input) {
  std::vector<BrokerRow> rows;
  for (const Broker& broker : input.world.brokers) {
    BrokerRow row{.id = broker.id, .up = broker.up, .leads = {}};
    for (const Partition& partition : input.world.partitions) {
      if (partition.leader != broker.id) continue;
      row.leads += fmt::format("{}{}[{}]", row.leads.empty() ? "leads " : ", ", *partition.topic, partition.number);
    }
    if (row.leads.empty()) row.leads = "leads nothing";
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string text(const std::vector<BrokerRow>& rows) {
  std::string out = rows.empty() ? "brokers: none known yet\n" : "brokers\n";
  for (const BrokerRow& row : rows) out += fmt::format("  {} {}, {}\n", row.id, row.up ? "up" : "down", row.leads);
  return out;
}

void draw_brokers(Frame& f, const StageInput& input) {
  const Rect card = f.layout.brokers;
  if (card.empty()) return;
  Paint& p = f.paint;
  const std::vector<BrokerRow> rows = prepare_brokers(input);
  p.card(card, Role::bar);
  p.text(Type::strong, card.x + p.u(18), card.y + p.u(22), Role::text, "BROKERS");
  const Rect area{card.x + p.u(18), card.y + p.u(42), card.w - p.u(28), card.h - p.u(50)};
  if (rows.empty()) {
    p.paragraph(area, Type::text, Role::dim, "None is known yet. The client asks when it runs.", 26);
    return;
  }
  const float pitch = std::max(p.u(52), p.height(Type::text) + p.height(Type::axis));
  auto fit = std::max<std::size_t>(1, static_cast<std::size_t>(area.h / pitch));
  const bool more = rows.size() > fit;
  if (more && fit > 1) --fit;
  Rect row{area.x, area.y, area.w, pitch};
  for (std::size_t i = 0; i < std::min(fit, rows.size()); ++i) {
    const BrokerRow& broker = rows[i];
    const float cy = row.y + p.u(14);
    if (broker.up) {
      p.disc(row.x + p.u(7), cy, 6, Role::green);
    } else {
      cross(p, row.x + p.u(7), cy, p.u(12), Role::vermilion);
    }
    p.text_in({row.x + p.u(24), row.y, row.w - p.u(24), p.u(28)}, Type::text, Role::text,
              fmt::format("broker {}", broker.id));
    p.text_in({row.x + p.u(24), row.y + p.u(25), row.w - p.u(24), p.u(22)}, Type::axis, Role::dim,
              broker.up ? broker.leads : "is down");
    row.y += pitch;
  }
  if (more) {
    p.text_in({area.x, row.y, area.w, p.u(24)}, Type::axis, Role::dim,
              fmt::format("and {} more", counted(static_cast<std::int64_t>(rows.size() - fit), "broker", "brokers")));
  }
}

}  // namespace inflight
