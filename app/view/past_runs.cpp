// Preparing and drawing "Before and after"; see past_runs.h.
#include "app/view/past_runs.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/view/durations.h"

namespace inflight {
namespace {

std::string_view words_of(SwitchState state) {
  switch (state) {
    case SwitchState::on: return "ON";
    case SwitchState::off: return "off";
    case SwitchState::mixed: return "both";
    case SwitchState::none: return "";
  }
  return "";
}

std::string_view state_in_sentence(SwitchState state) {
  if (state == SwitchState::mixed) return "ON and OFF";
  return state == SwitchState::on ? "ON" : "OFF";
}

// "poll ON, flush OFF", or what was done in it.
std::string switches_of(const PastRun& run) {
  std::string out;
  if (run.poll != SwitchState::none) out += fmt::format("poll {}", state_in_sentence(run.poll));
  if (run.flush != SwitchState::none) {
    out += fmt::format("{}flush {}", out.empty() ? "" : ", ", state_in_sentence(run.flush));
  }
  return out;
}

// "poll ON, flush OFF: 90 told, 90 in Kafka, 10 lost"
std::string sentence_of(const PastRun& run) {
  const std::string name = run.name.empty() ? switches_of(run) : run.name;
  const std::string before = name.empty() ? "" : name + ": ";
  if (!run.ended) return before + "left before its end";
  return fmt::format("{}{} told, {} in Kafka, {} lost", before, with_commas(run.told), with_commas(run.in_kafka),
                     with_commas(run.lost));
}

// Where it parted from another run, as a sentence.
std::string parting_of(const PastRun& run, const std::vector<PastRun>& runs) {
  if (run.parted.from == 0) return "";
  const auto from =
      std::find_if(runs.begin(), runs.end(), [&](const PastRun& r) { return r.number == run.parted.from; });
  const std::string other = from == runs.end() ? "a run that is no longer kept" : "\"" + name_of(*from) + "\"";
  if (run.parted.at_ns == 0) return fmt::format(" It parts at the start from {}.", other);
  return fmt::format(" Until {} it is the same as {}.", short_duration(run.parted.at_ns), other);
}

std::string hint_of(const PastRun& run, const std::vector<PastRun>& runs) {
  std::string out = sentence_of(run) + ".";
  if (run.source != RunSource::simulated) out += " Real librdkafka.";
  out += parting_of(run, runs);
  if (run.disturbed) out += " You stepped in, so it says nothing about the switches.";
  if (run.is_shown) out += " This is the run that you see.";
  return out;
}

PastRunRow row_of(const StageInput& input, std::size_t index) {
  const PastRun& run = input.past_runs[index];
  std::string hint = hint_of(run, input.past_runs);
  PastRunRow row{.poll = run.poll, .flush = run.flush, .run = index, .facts = run, .sentence = hint};
  row.why_not = input.reason(CommandId::show_run);
  if (!run.kept) row.why_not = hint + " Its recording was not kept, so it can't be shown again.";
  return row;
}

PastRunRow empty_row(SwitchState poll, SwitchState flush) {
  PastRunRow row{.poll = poll, .flush = flush};
  const auto turn = [](std::string_view call, SwitchState state) {
    return fmt::format("{} {}", call, state == SwitchState::on ? "on" : "off");
  };
  std::string switches;
  if (poll != SwitchState::none) switches = turn("poll()", poll);
  if (flush != SwitchState::none) {
    switches += fmt::format("{}{}", switches.empty() ? "" : " and ", turn("flush()", flush));
  }
  row.sentence = fmt::format("Not run yet. Turn {}, and run.", switches);
  return row;
}

bool says_the_same(const PastRun& x, const PastRun& y) {
  return x.poll == y.poll && x.flush == y.flush && x.disturbed == y.disturbed && x.source == y.source &&
         x.name == y.name && x.ended == y.ended && x.produced == y.produced && x.told == y.told &&
         x.in_kafka == y.in_kafka && x.lost == y.lost;
}

// The run of a row of the table: the one in view, else the newest.
std::optional<std::size_t> run_with(const StageInput& input, SwitchState poll, SwitchState flush) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < input.past_runs.size(); ++i) {
    const PastRun& run = input.past_runs[i];
    if (run.disturbed || !run.ended || run.poll != poll || run.flush != flush) continue;
    if (!found || !input.past_runs[*found].is_shown) found = i;
  }
  return found;
}

}  // namespace

std::string name_of(const PastRun& run) {
  if (!run.name.empty()) return run.name;
  const std::string switches = switches_of(run);
  return switches.empty() ? "as it is written" : switches;
}

PastRunsRows prepare_past_runs(const StageInput& input) {
  PastRunsRows rows{.has_poll = input.poll != SwitchState::none, .has_flush = input.flush != SwitchState::none};
  const auto states = [](bool has) {
    return has ? std::vector{SwitchState::off, SwitchState::on} : std::vector{SwitchState::none};
  };
  if (rows.has_poll || rows.has_flush) {
    for (const SwitchState flush : states(rows.has_flush)) {
      for (const SwitchState poll : states(rows.has_poll)) {
        const auto run = run_with(input, poll, flush);
        rows.table.push_back(run ? row_of(input, *run) : empty_row(poll, flush));
      }
    }
  }
  for (std::size_t i = 0; i < input.past_runs.size(); ++i) {
    const PastRun& run = input.past_runs[i];
    const bool in_table = std::any_of(rows.table.begin(), rows.table.end(), [&](const PastRunRow& row) {
      return row.run && (*row.run == i || says_the_same(row.facts, run));
    });
    if (!in_table) rows.others.push_back(row_of(input, i));
  }
  if (input.forgotten_runs > 0) {
    rows.forgotten = counted(input.forgotten_runs, "older run is", "older runs are") + " not kept.";
  }
  return rows;
}

std::string text(const PastRunsRows& rows) {
  std::string out = "before and after\n";
  const auto add = [&](const PastRunRow& row) {
    out += fmt::format("  {}{}{}\n", row.facts.is_shown ? "> " : "", row.sentence,
                       row.why_not.empty() ? "" : " (not kept)");
  };
  for (const PastRunRow& row : rows.table) add(row);
  if (!rows.others.empty() && !rows.table.empty()) out += "  other runs:\n";
  for (const PastRunRow& row : rows.others) add(row);
  if (!rows.forgotten.empty()) out += fmt::format("  {}\n", rows.forgotten);
  return out;
}

namespace {

constexpr float kTitle = 34;
constexpr float kHead = 24;
constexpr float kRow = 31;
constexpr float kOthers = 26;  // the line above the other runs, and the one below all
constexpr float kPad = 10;

// The right edges of the columns, as shares of the table's width; the switches' columns only if there are such.
struct Columns {
  std::array<float, 5> right{};
  explicit Columns(const PastRunsRows& rows) {
    const std::array<float, 5> widths{rows.has_poll ? 50.0F : 0, rows.has_flush ? 58.0F : 0, 80, 52, 46};
    float sum = 0;
    for (const float width : widths) sum += width;
    float x = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) right[i] = (x += widths[i]) / sum;
  }
  Rect at(Rect row, std::size_t i) const {
    const float left = i == 0 ? 0 : right[i - 1];
    return {row.x + row.w * left, row.y, row.w * (right[i] - left), row.h};
  }
};

void draw_number(Paint& p, Rect cell, Role role, std::int64_t count) {
  const float room = cell.w - p.u(6);
  const std::string exact = with_commas(count);
  const bool fits = p.width(Type::strong, exact) <= room;
  p.number(Type::strong, cell.right(), cell.cy(), role, fits ? exact : in_short(count), Align::right, room);
  if (!fits) p.hint(cell, exact);
}

void draw_state(Paint& p, Rect cell, SwitchState state, bool quiet) {
  if (state == SwitchState::none) return;
  const bool on = state == SwitchState::on;
  p.number(on ? Type::strong : Type::text, cell.x, cell.cy(), on && !quiet ? Role::text : Role::dim, words_of(state),
           Align::left, cell.w - p.u(6));
}

// A small R before what was measured on real librdkafka.
void draw_real(Paint& p, float x, float cy) {
  const Rect box{x, cy - p.u(9), p.u(15), p.u(18)};
  p.stroke(box, Role::dim, 1.2F, 3);
  p.number(Type::label, box.cx(), box.cy(), Role::text, "R", Align::centre, box.w - p.u(4));
}

void draw_row(Frame& f, const PastRunRow& row, const Columns& columns, Rect place) {
  Paint& p = f.paint;
  const Rect cells{place.x + p.u(29), place.y, place.w - p.u(39), place.h};
  if (row.run) {
    const std::string name = fmt::format("show_run {}", *row.run);
    const Touch touch = f.widgets.touch(p, name, place, row.why_not, row.sentence);
    const bool live = row.why_not.empty();
    if (row.facts.is_shown) p.fill(place, Role::accent_soft, 6);
    if (touch.hovered && live && !row.facts.is_shown) p.fill(place, Role::accent_soft, 6, 0.6F);
    if (touch.focused) p.stroke(place, Role::accent, 2, 6);
    if (row.facts.is_shown) p.fill({place.x, place.y, p.u(4), place.h}, Role::accent, 2);
    if (row.facts.source != RunSource::simulated) draw_real(p, place.x + p.u(8), place.cy());
    if (touch.pressed) f.emit(CommandId::show_run, static_cast<std::int64_t>(*row.run));
  } else {
    p.hint(place, row.sentence);
  }
  if (row.facts.name.empty()) {
    draw_state(p, columns.at(cells, 0), row.poll, !row.run);
    draw_state(p, columns.at(cells, 1), row.flush, !row.run);
  } else {
    const float right = columns.at(cells, 2).right() - (row.facts.ended ? p.width(Type::strong, "100") : 0) - p.u(8);
    p.number(Type::text, cells.x, cells.cy(), Role::text, row.facts.name, Align::left, right - cells.x);
  }
  if (!row.run || !row.facts.ended) {
    for (std::size_t i = 2; i < 5; ++i) {
      const Rect cell = columns.at(cells, i);
      p.text(Type::text, cell.right(), cell.cy(), Role::dim, "–", Align::right);
    }
    return;
  }
  const PastRun& run = row.facts;
  draw_number(p, columns.at(cells, 2), Role::text, run.in_kafka);
  draw_number(p, columns.at(cells, 3), Role::text, run.told);
  draw_number(p, columns.at(cells, 4), run.lost > 0 ? Role::pink : Role::text, run.lost);
}

void draw_head(Paint& p, const PastRunsRows& rows, const Columns& columns, Rect place) {
  const Rect cells{place.x + p.u(29), place.y, place.w - p.u(39), place.h};
  const auto name = [&](std::size_t i, std::string_view words, Align align) {
    const Rect cell = columns.at(cells, i);
    p.number(Type::axis, align == Align::left ? cell.x : cell.right(), cell.cy(), Role::dim, words, align,
             cell.w - p.u(2));
  };
  if (rows.has_poll) name(0, "poll", Align::left);
  if (rows.has_flush) name(1, "flush", Align::left);
  name(2, "in Kafka", Align::right);
  name(3, "told", Align::right);
  name(4, "lost", Align::right);
}

}  // namespace

float height_of_past_runs(Paint& p, const PastRunsRows& rows) {
  const auto count = static_cast<float>(rows.table.size() + rows.others.size());
  return p.u((rows.forgotten.empty() ? 0 : kOthers) + kPad + kTitle + kHead + kRow * count +
             (rows.table.empty() || rows.others.empty() ? 0 : kOthers) + kPad);
}

void draw_past_runs(Frame& f, const PastRunsRows& rows, Rect card) {
  Paint& p = f.paint;
  p.card(card);
  p.text(Type::strong, card.x + p.u(16), card.y + p.u(kPad + 14), Role::text, "Before and after");
  const Columns columns(rows);
  Rect row{card.x + p.u(4), card.y + p.u(kPad + kTitle), card.w - p.u(8), p.u(kHead)};
  draw_head(p, rows, columns, row);
  row.y += row.h;
  const float foot = card.bottom() - p.u(kPad + (rows.forgotten.empty() ? 0 : kOthers));
  const bool apart = !rows.table.empty() && !rows.others.empty();
  const auto count = static_cast<float>(std::max<std::size_t>(1, rows.table.size() + rows.others.size()));
  row.h = std::min(p.u(kRow), (foot - row.y - (apart ? p.u(kOthers) : 0)) / count);
  for (const PastRunRow& run : rows.table) {
    draw_row(f, run, columns, row);
    row.y += row.h;
  }
  if (apart) {
    p.text(Type::axis, row.x + p.u(12), row.y + p.u(kOthers * 0.55F), Role::dim, "Other runs");
    row.y += p.u(kOthers);
  }
  for (const PastRunRow& run : rows.others) {
    draw_row(f, run, columns, row);
    row.y += row.h;
  }
  p.text(Type::axis, row.x + p.u(12), row.y + p.u(kOthers * 0.55F), Role::dim, rows.forgotten);
}

}  // namespace inflight
