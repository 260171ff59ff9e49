// Preparing and drawing the report queue; see reports.h.
#include "app/view/reports.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/view/find_messages.h"

namespace inflight {
namespace {

bool nobody(SwitchState state) { return state == SwitchState::none || state == SwitchState::off; }

struct Why {
  std::string sentence, brief;
  bool urgent = false;
};

Why why_they_wait(const StageInput& input, std::int64_t waiting) {
  if (waiting == 0 && input.world.told == 0) {
    return {"Reports of Kafka's answers will wait here,\nuntil poll() or flush() asks for them.",
            "Kafka's answers will wait here."};
  }
  if (waiting == 0) {
    return {"No report waits: your program has heard\nof all that Kafka has answered.", "No report waits."};
  }
  const bool asking = input.world.program.serves();
  if (!asking && nobody(input.poll) && nobody(input.flush)) {
    const std::string said = fmt::format("{} and nobody polls.", counted(waiting, "report waits", "reports wait"));
    return {said, said, true};
  }
  if (!asking && nobody(input.poll)) {
    const std::string said = "Nobody polls. They wait for flush().";
    return {said, said};
  }
  if (const std::int64_t failed = input.world.count(Outcome::failure_waiting); failed > 0) {
    return {fmt::format("{} failed. Your program hears it\nonly through poll() or flush().", with_commas(failed)),
            fmt::format("{} failed: poll() tells it.", with_commas(failed))};
  }
  return {"Kafka has answered. Your program\nhears it only through poll() or flush().",
          "Heard only through poll() or flush()."};
}

}  // namespace

namespace {

bool is_ghost(Outcome outcome, Stage stage) {
  return outcome == Outcome::never_told || (outcome == Outcome::in_doubt && stage.report == Report::waiting);
}

ReportRows prepare_ghosts(const StageInput& input) {
  ReportRows rows;
  rows.gone = true;
  rows.tray.count = count_messages(input.world, is_ghost);
  if (rows.tray.count > static_cast<std::int64_t>(room_of(rows.tray))) return rows;
  for (const MessageId id : find_messages(input.world, is_ghost, room_of(rows.tray))) {
    rows.tray.slots.push_back({id, input.world.outcome(id)});
  }
  return rows;
}

}  // namespace

ReportRows prepare_reports(const StageInput& input) {
  return input.process_gone() ? prepare_ghosts(input) : prepare_living_reports(input);
}

ReportRows prepare_living_reports(const StageInput& input) {
  ReportRows rows;
  rows.tray.from_right = true;
  for (const Producer& producer : input.world.producers) {
    rows.tray.count += static_cast<std::int64_t>(producer.reports_waiting());
  }
  if (rows.tray.count <= static_cast<std::int64_t>(room_of(rows.tray))) {
    for (const Producer& producer : input.world.producers) {
      for (std::size_t i = producer.reports_served; i < producer.reports.size(); ++i) {
        const MessageId id = producer.reports[i];
        if (id >= input.world.messages.size) continue;
        const Stage stage = input.world.messages[id].stage;
        rows.tray.slots.push_back({id, outcome_of(Phase::running, stage)});
      }
    }
  }
  rows.heading = reports_heading(rows.tray.count);
  Why why = why_they_wait(input, rows.tray.count);
  rows.sentence = std::move(why.sentence);
  rows.brief = std::move(why.brief);
  rows.urgent = why.urgent;
  return rows;
}

std::string reports_heading(std::int64_t waiting) {
  if (waiting <= 0) return "";
  if (waiting >= 1000) return fmt::format("{} wait", with_commas(waiting));
  return counted(waiting, "report waits", "reports wait");
}

std::string text(const ReportRows& rows) {
  if (rows.gone && rows.tray.count == 0) return "report queue: gone\n";
  std::string out =
      fmt::format("report queue{}{}{}\n", rows.gone ? ", ghosts" : "", rows.heading.empty() ? "" : ": ", rows.heading);
  for (const Slot& slot : rows.tray.slots) out += fmt::format("  {} {}\n", slot.message, id_of(slot.outcome));
  if (rows.tray.slots.empty() && rows.tray.count > 0) out += fmt::format("  block of {}\n", rows.tray.count);
  if (rows.sentence.empty()) return out;
  return out + fmt::format("  {}{}\n", rows.urgent ? "! " : "", one_line(rows.sentence));
}

namespace {

void draw_living(Frame& f, Paint p, const ReportRows& rows) {
  const Rect card = f.layout.reports;
  p.card(card);
  p.station(card.x + p.u(24), card.y + p.u(28), "4");
  p.text(Type::heading, card.x + p.u(48), card.y + p.u(28), Role::text, "Report queue");
  const std::int64_t seen = rows.tray.count + f.travels.seen_more(Leg::callback, Leg::report);
  p.number(Type::strong, card.right() - p.u(16), card.y + p.u(28), Role::amber, reports_heading(seen), Align::right);
  const Rect area{card.x + p.u(12), card.y + p.u(54), card.w - p.u(24), 0};
  Frame living = f.with(p);
  const Rect tray = draw_tray(living, rows.tray, area, Outcome::report_waiting, f.travels.reports());
  const float y = tray.bottom() + p.u(12);
  const Type type = rows.urgent ? Type::strong : Type::text;
  const Rect room{area.x, y, area.w, card.bottom() - p.u(6) - y};
  p.paragraph(room, type, rows.urgent ? Role::amber : Role::dim,
              p.holds(room, type, rows.sentence, 26) ? rows.sentence : rows.brief, 26);
}

// The envelopes lie in the card's upper part: the verdict comes to stand below.
void draw_ghosts(Frame& f, const StageInput& input) {
  constexpr std::array<float, 10> kOff{2, 8, 4, 0, 7, 9, 3, 5, 10, 1};
  Paint& p = f.paint;
  const Rect card = f.layout.reports;
  const ReportRows rows = prepare_ghosts(input);
  const float floor = std::min(card.bottom(), f.layout.verdict.y) - p.u(8);
  const Rect heap{card.x + p.u(14), card.y + p.u(8), card.w - p.u(28), floor - card.y - p.u(8)};
  if (rows.tray.slots.empty()) {
    if (rows.tray.count == 0) return;
    const std::string words = fmt::format("{} never told", with_commas(rows.tray.count));
    return draw_heap(f, heap.inset(p.u(6)), Role::amber, words);
  }
  const std::size_t count = rows.tray.slots.size();
  const std::size_t columns = count <= 30 ? 15 : 23;
  const std::size_t lines = (count + columns - 1) / columns;
  const float pitch_x = heap.w / static_cast<float>(columns);
  const float pitch_y = std::min(p.u(34), heap.h / static_cast<float>(lines));
  const float side = std::min(pitch_x, pitch_y) - p.u(2);
  for (std::size_t i = 0; i < count; ++i) {
    const Slot& slot = rows.tray.slots[i];
    const float slack = lines == 1 ? kOff[i % kOff.size()] : 0;
    const Rect ghost{heap.x + static_cast<float>(i % columns) * pitch_x,
                     heap.bottom() - static_cast<float>(lines - i / columns) * pitch_y - p.u(slack), side, side};
    const Outcome living = outcome_of(Phase::running, input.world.messages[slot.message].stage);
    draw_falling(f, f.travels.reports().find(slot.message), ghost, {slot.message, living}, slot.outcome, i);
  }
}

}  // namespace

void draw_reports(Frame& f, const StageInput& input) {
  if (!input.process_gone()) return draw_living(f, f.paint, prepare_living_reports(input));
  if (f.exit.alive() > 0) {
    ReportRows rows = prepare_living_reports(input);
    rows.tray.hollow = true;
    draw_living(f, f.paint.faded(f.exit.alive()), rows);
  }
  f.paint.stroke(f.layout.reports, Role::outline, 1, 12, 0.5F * (1 - f.exit.alive()));
  draw_ghosts(f, input);
}

}  // namespace inflight
