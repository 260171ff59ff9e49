// Preparing the chart; see chart.h.
#include "app/view/chart.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "core/base/duration.h"

namespace inflight {
namespace {

// What is laid out for while nobody knows how many there will be.
constexpr std::size_t kFirstRoom = 100;

// 1, 2 or 5 times a power of ten, so that rows seldom get thinner under the eye.
std::size_t room_for(std::size_t messages) {
  for (std::size_t decade = kFirstRoom;; decade *= 10) {
    for (const std::size_t digit : {1, 2, 5}) {
      if (decade * digit >= messages) return decade * digit;
    }
  }
}

// From the exit on, a row is what became of it; of what came before only what was so then is shown.
struct Exited {
  Nanos at = kForever;
  Phase phase = Phase::running;  // at the play head
};

class SpanWriter {
 public:
  SpanWriter(ChartRows& rows, const TimelinePart& part) : rows_(rows), part_(part) {}

  void add(std::size_t row, Nanos from, Nanos to, Phase phase, Stage stage) {
    const Outcome outcome = kOutcomes[static_cast<std::size_t>(phase)][index_of(stage)];
    from = std::max(from, part_.from);
    to = std::min(to, saturating_add(part_.from, part_.span));
    if (from > to) return;
    if (!rows_.spans.empty()) {
      ChartSpan& last = rows_.spans.back();
      if (last.row == row && last.outcome == outcome) return void(last.to_ns = to);
      // Too short to be seen beside what follows.
      if (last.row == row && last.to_ns - last.from_ns < part_.apart && to - last.from_ns >= part_.apart) {
        last.outcome = outcome;
        last.to_ns = to;
        return;
      }
    }
    rows_.spans.push_back({row, from, to, outcome});
  }

 private:
  ChartRows& rows_;
  const TimelinePart& part_;
};

void add_row(const StageInput& input, SpanWriter& writer, ChartRows& rows, std::size_t row, const Exited& exited) {
  const auto changes = input.lanes.journeys().row(rows.per_row, row);
  const Nanos from = rows.from_ns;
  auto change =
      std::partition_point(changes.begin(), changes.end(), [&](const Journeys::Change& c) { return c.at_ns <= from; });
  if (change != changes.begin()) --change;
  for (; change != changes.end() && change->at_ns <= rows.until_ns; ++change) {
    const bool is_last = std::next(change) == changes.end() || std::next(change)->at_ns > rows.until_ns;
    Nanos to = is_last ? rows.until_ns : std::next(change)->at_ns;
    if (change->at_ns < exited.at) {
      writer.add(row, change->at_ns, std::min(to, exited.at), Phase::running, change->stage);
    }
    if (exited.phase == Phase::running || to < exited.at) continue;
    // When the log has been read nothing changes any more.
    if (is_last && exited.phase == Phase::settled) to = kForever;
    writer.add(row, std::max(change->at_ns, exited.at), to, exited.phase, change->stage);
  }
}

void add_legend(const StageInput& input, ChartRows& rows) {
  std::array<bool, kOutcomeCount> occurs{};
  for (const ChartSpan& span : rows.spans) occurs[static_cast<std::size_t>(span.outcome)] = true;
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    const std::int64_t count = input.world.count(outcome);
    if (!occurs[i] && count == 0) continue;
    rows.legend.push_back({LegendLine::Kind::outcome, outcome, count, std::string(words_of(outcome)), {}});
  }
}

}  // namespace

ChartRows prepare_chart(const StageInput& input, const TimelinePart& part, std::size_t most_rows) {
  const Journeys& journeys = input.lanes.journeys();
  ChartRows rows{.from_ns = part.from, .span_ns = part.span};
  rows.head_ns = input.at_ns;
  rows.until_ns = shown_until(input);
  Exited exited{.at = input.lanes.exited_ns(), .phase = input.world.phase};
  if (input.process_gone()) {
    exited.at = rows.exited_ns = input.world.exit.at_ns;
  } else if (exited.at <= rows.until_ns) {
    rows.until_ns = exited.at - 1;  // what became of them then is not known at the play head
    exited.at = kForever;
  }
  rows.messages = journeys.messages();
  const bool is_over = input.status == RunStatus::ended;
  const std::size_t room = is_over ? rows.messages : room_for(rows.messages);
  rows.per_row = journeys.per_row(most_rows);
  const auto are_kept = [&](std::size_t per_row) { return !journeys.row(per_row, 0).empty(); };
  while (room > rows.per_row * most_rows && are_kept(rows.per_row * 2)) rows.per_row *= 2;
  rows.rows = journeys.rows(rows.per_row);
  rows.room = std::max<std::size_t>(1, (room + rows.per_row - 1) / rows.per_row);
  SpanWriter writer(rows, part);
  for (std::size_t row = 0; row < rows.rows; ++row) add_row(input, writer, rows, row, exited);
  add_legend(input, rows);
  const Nanos end = std::min(saturating_add(part.from, part.span), rows.until_ns);
  rows.calls = call_spans(input.lanes, {part.from, end, part.apart}, rows.until_ns);
  // A poll() that finds nothing is over before it could be seen.
  const Nanos least = 6 * part.apart;
  std::erase_if(rows.calls, [&](const TimelineSpan& call) {
    return call.count > 1 || call.name == name_of(Call::sleep) || call.to_ns - call.from_ns < least;
  });
  return rows;
}

std::string chart_sentence(const StageInput& input, const ChartRows& rows, std::size_t row) {
  if (row >= rows.rows) return {};
  const auto [first, last] = std::equal_range(rows.spans.begin(), rows.spans.end(), ChartSpan{.row = row},
                                              [](const ChartSpan& a, const ChartSpan& b) { return a.row < b.row; });
  if (first == last) return {};
  const auto id = static_cast<std::int64_t>(row * rows.per_row);
  const auto end = static_cast<std::int64_t>(std::min((row + 1) * rows.per_row, rows.messages)) - 1;
  std::string said = rows.per_row == 1
                         ? fmt::format("Message {}", with_commas(id))
                         : fmt::format("The middle one of messages {} to {}", with_commas(id), with_commas(end));
  const auto changes = input.lanes.journeys().row(rows.per_row, row);
  for (auto span = first; span != last; ++span) {
    // What began before the part that is shown began with its change.
    const Nanos from = span == first ? std::max(span->from_ns, changes.front().at_ns) : span->from_ns;
    said += fmt::format("{} {} from {}", span == first ? ":" : ",", words_of(span->outcome), format_duration(from));
  }
  return said + ".";
}

std::string text(const ChartRows& rows) {
  std::string out = fmt::format(
      "chart of {} from {} to {}, {}\n", counted(static_cast<std::int64_t>(rows.messages), "message", "messages"),
      format_duration(rows.from_ns), format_duration(saturating_add(rows.from_ns, rows.span_ns)),
      rows.per_row == 1 ? "a row each" : fmt::format("{} a row", rows.per_row));
  for (const LegendLine& line : rows.legend) out += fmt::format("  [{}] {}\n", with_commas(line.count), line.words);
  for (std::size_t i = 0; i < rows.spans.size(); ++i) {
    const ChartSpan& span = rows.spans[i];
    const bool begins = i == 0 || rows.spans[i - 1].row != span.row;
    if (begins) out += fmt::format("{}  {}:", i == 0 ? "" : "\n", span.row * rows.per_row);
    out += fmt::format("{} {} {}", begins ? "" : ",", format_duration(span.from_ns), words_of(span.outcome));
  }
  if (!rows.spans.empty()) out += '\n';
  for (const TimelineSpan& call : rows.calls) {
    out += fmt::format("  {}() from {} to {}\n", call.name, format_duration(call.from_ns), format_duration(call.to_ns));
  }
  if (rows.exited_ns >= 0) out += fmt::format("  exit at {}\n", format_duration(rows.exited_ns));
  return out;
}

}  // namespace inflight
