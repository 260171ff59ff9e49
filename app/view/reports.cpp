// Preparing and drawing the report queue; see reports.h.
#include "app/view/reports.h"

#include <fmt/format.h>

namespace inflight {
namespace {

bool nobody(SwitchState state) { return state == SwitchState::none || state == SwitchState::off; }

std::string sentence_of(const StageInput& input, std::int64_t waiting, bool& urgent) {
  if (waiting == 0) {
    return input.world.told == 0 ? "Reports of Kafka's answers will wait here,\nuntil poll() or flush() asks for them."
                                 : "No report waits: your program has heard\nof all that Kafka has answered.";
  }
  const bool asking = input.world.program.serves();
  urgent = !asking && nobody(input.poll) && nobody(input.flush);
  if (urgent) return fmt::format("{} and nobody polls.", counted(waiting, "report waits", "reports wait"));
  if (!asking && nobody(input.poll)) return "Nobody polls. They wait for flush(),\nat the end of the program.";
  return "Kafka has answered. Your program\nhears it only through poll() or flush().";
}

}  // namespace

ReportRows prepare_reports(const StageInput& input) {
  ReportRows rows;
  rows.gone = input.process_gone();
  if (rows.gone) return rows;
  rows.tray.from_right = true;
  for (const Producer& producer : input.world.producers) {
    rows.tray.count += static_cast<std::int64_t>(producer.reports_waiting());
  }
  if (rows.tray.count <= static_cast<std::int64_t>(room_of(rows.tray))) {
    for (const Producer& producer : input.world.producers) {
      for (std::size_t i = producer.reports_served; i < producer.reports.size(); ++i) {
        const MessageId id = producer.reports[i];
        if (id < input.world.messages.size) rows.tray.slots.push_back({id, input.world.outcome(id)});
      }
    }
  }
  if (rows.tray.count >= 1000) {
    rows.heading = fmt::format("{} wait", with_commas(rows.tray.count));
  } else if (rows.tray.count > 0) {
    rows.heading = counted(rows.tray.count, "report waits", "reports wait");
  }
  rows.sentence = sentence_of(input, rows.tray.count, rows.urgent);
  return rows;
}

std::string text(const ReportRows& rows) {
  if (rows.gone) return "report queue: gone\n";
  std::string out = fmt::format("report queue{}{}\n", rows.heading.empty() ? "" : ": ", rows.heading);
  for (const Slot& slot : rows.tray.slots) out += fmt::format("  {} {}\n", slot.message, id_of(slot.outcome));
  if (rows.tray.slots.empty() && rows.tray.count > 0) out += fmt::format("  block of {}\n", rows.tray.count);
  return out + fmt::format("  {}{}\n", rows.urgent ? "! " : "", one_line(rows.sentence));
}

void draw_reports(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Rect card = f.layout.reports;
  const ReportRows rows = prepare_reports(input);
  if (rows.gone) return p.stroke(card, Role::outline, 1, 12, 0.5F);
  p.card(card);
  p.station(card.x + p.u(24), card.y + p.u(28), "4");
  p.text(Type::heading, card.x + p.u(48), card.y + p.u(28), Role::text, "Report queue");
  p.number(Type::strong, card.right() - p.u(16), card.y + p.u(28), Role::amber, rows.heading, Align::right);
  const Rect area{card.x + p.u(12), card.y + p.u(54), card.w - p.u(24), 0};
  const Rect tray = draw_tray(f, rows.tray, area, Outcome::report_waiting);
  const float y = tray.bottom() + p.u(12);
  p.paragraph({area.x, y, area.w, card.bottom() - p.u(6) - y}, rows.urgent ? Type::strong : Type::text,
              rows.urgent ? Role::amber : Role::dim, rows.sentence, 26);
}

}  // namespace inflight
