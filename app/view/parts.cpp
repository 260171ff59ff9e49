// Preparing and drawing len(producer) by its parts; see parts.h.
#include "app/view/parts.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace inflight {
namespace {

// The reports of one batch wait as one group. A call of poll() takes all groups off the queue that it finds there
// (facts, 4.2), so what it has not served yet counts as messages only. World counts reports; their groups only their
// events tell, and so only near ones are looked at.
constexpr std::uint64_t kLookBack = 20'000;

bool serves(const Event& event) {
  return event.a == static_cast<std::int64_t>(Call::poll) || event.a == static_cast<std::int64_t>(Call::flush);
}

// Of the `waiting` youngest reports among the first `newest` events.
std::optional<std::int64_t> groups_of(const Recording& recording, std::uint64_t newest, ProducerId producer,
                                      std::size_t waiting) {
  std::int64_t groups = 0;
  std::int64_t last = 0;
  for (std::uint64_t i = newest; i > 0 && waiting > 0; --i) {
    if (newest - i >= kLookBack) return std::nullopt;
    const Event& event = recording.event(i - 1);
    if (event.kind != EventKind::report_queued || event.producer != producer) continue;
    if (groups == 0 || event.a != last) ++groups;
    last = event.a;
    --waiting;
  }
  return waiting == 0 ? std::optional(groups) : std::nullopt;
}

// Where the outermost of the `active` calls that serve reports began.
std::optional<std::uint64_t> start_of_serving(const Recording& recording, std::uint64_t newest, std::int64_t active) {
  std::int64_t returned = 0;
  for (std::uint64_t i = newest; i > 0 && newest - i < kLookBack; --i) {
    const Event& event = recording.event(i - 1);
    if (event.kind == EventKind::call_returned && serves(event)) ++returned;
    if (event.kind != EventKind::call_started || !serves(event)) continue;
    if (returned > 0) {
      --returned;
    } else if (--active == 0) {
      return i - 1;
    }
  }
  return std::nullopt;
}

// The report queue of one producer while calls serve it.
struct Serving {
  std::int64_t queued = 0;  // reports that no call has taken
  std::int64_t groups = 0;  // of those that were queued since a call took all
  std::int64_t last = 0;
  bool has_taken = false;
  std::vector<std::int64_t> taken;  // and not served yet, by call, the innermost last

  void see(const Event& event, ProducerId producer) {
    if (event.kind == EventKind::call_started && serves(event)) taken.push_back(0);
    if (event.kind == EventKind::call_returned && serves(event) && !taken.empty()) taken.pop_back();
    if (event.producer != producer) return;
    if (event.kind == EventKind::report_queued) {
      if (groups == 0 || event.a != last) ++groups;
      last = event.a;
      ++queued;
    }
    if ((event.kind != EventKind::callback_started && event.kind != EventKind::report_served) || taken.empty()) return;
    if (taken.back() == 0) {
      taken.back() = std::exchange(queued, 0);
      groups = 0;
      has_taken = true;
    }
    --taken.back();
  }
};

std::optional<std::int64_t> waiting_groups(const StageInput& input, ProducerId producer, std::size_t waiting) {
  const Recording& recording = input.recording;
  const std::uint64_t newest = std::min(input.world.events, recording.size());
  const auto& calls = input.world.program.calls;
  const std::int64_t active = std::count_if(
      calls.begin(), calls.end(), [](const auto& c) { return c.call == Call::poll || c.call == Call::flush; });
  if (active == 0) return groups_of(recording, newest, producer, waiting);
  const std::optional<std::uint64_t> start = start_of_serving(recording, newest, active);
  if (!start) return std::nullopt;
  Serving serving{.queued = static_cast<std::int64_t>(waiting)};
  for (std::uint64_t i = *start; i < newest; ++i) {
    const Event& event = recording.event(i);
    if (event.producer != producer) continue;
    if (event.kind == EventKind::report_queued) --serving.queued;
    if (event.kind == EventKind::callback_started || event.kind == EventKind::report_served) ++serving.queued;
  }
  for (std::uint64_t i = *start; i < newest; ++i) serving.see(recording.event(i), producer);
  return serving.has_taken ? std::optional(serving.groups) : groups_of(recording, newest, producer, waiting);
}

}  // namespace

LengthRows prepare_length(const StageInput& input) {
  const World& world = input.world;
  LengthRows rows;
  rows.gone = input.process_gone();
  rows.several = world.producers.size() > 1;
  std::optional<std::int64_t> groups = 0;
  std::int64_t reports = static_cast<std::int64_t>(world.program.callbacks.size());  // counted until the call returns
  for (std::size_t i = 0; i < world.producers.size(); ++i) {
    const Producer& producer = world.producers[i];
    rows.created |= producer.created;
    const std::size_t waiting = producer.reports_waiting();
    reports += static_cast<std::int64_t>(waiting);
    const auto more = waiting_groups(input, static_cast<ProducerId>(i), waiting);
    groups = groups && more ? std::optional(*groups + *more) : std::nullopt;
  }
  if (rows.gone || !rows.created) return rows;
  const std::int64_t buffered = world.count(Outcome::buffered);
  const std::int64_t in_flight = world.count(Outcome::in_flight) + world.count(Outcome::stored_unacked);
  rows.parts = {{buffered, "in buffer", Role::slate},
                {in_flight, "in flight", Role::sky},
                {reports, reports == 1 ? "report" : "reports", Role::amber}};
  if (!groups) return rows;
  rows.parts.push_back({*groups, *groups == 1 ? "group" : "groups", Role::text});
  rows.total = buffered + in_flight + reports + *groups;
  return rows;
}

std::string text(const LengthRows& rows) {
  if (rows.gone) return "len(producer): gone\n";
  if (!rows.created) return "len(producer): no producer yet\n";
  std::string out = rows.several ? "len() of all producers" : "len(producer)";
  if (rows.total) out += fmt::format(" = {}", with_commas(*rows.total));
  for (std::size_t i = 0; i < rows.parts.size(); ++i) {
    out += fmt::format("{}{} {}", i == 0 ? " = " : " + ", with_commas(rows.parts[i].count), rows.parts[i].words);
  }
  return out + (rows.total ? "\n" : " + groups of reports, not counted here\n");
}

namespace {

// A strip whose lengths are the parts' shares.
void draw_strip(Paint& p, const LengthRows& rows, Rect strip) {
  p.fill(strip, Role::panel_deep, 4);
  std::int64_t sum = 0;
  for (const LengthPart& part : rows.parts) sum += part.count;
  float x = strip.x;
  for (const LengthPart& part : rows.parts) {
    if (part.count == 0) continue;
    const float w = strip.w * static_cast<float>(static_cast<double>(part.count) / static_cast<double>(sum));
    const Rect share{x, strip.y, std::max(1.0F, w - p.u(2)), strip.h};
    part.role == Role::text ? p.stroke(share, Role::amber, 1.4F, 3) : p.fill(share, part.role, 3);
    x += w;
  }
}

}  // namespace

void draw_length(Frame& f, const StageInput& input) {
  const Rect card = f.layout.parts;
  if (card.empty()) return;
  Paint& p = f.paint;
  const LengthRows rows = prepare_length(input);
  if (rows.gone) return p.stroke(card, Role::outline, 1, 12, 0.5F);
  p.card(card);
  p.hint(card,
         "What len(producer) returns: the messages that the client still holds, and each group of reports once more.");
  const Rect head{card.x + p.u(16), card.y + p.u(8), card.w - p.u(32), p.u(30)};
  const float name = p.text(Type::code, head.x, head.cy(), Role::dim, rows.several ? "len(), all" : "len(producer)");
  if (!rows.created) {
    p.text_in({head.x, head.bottom(), head.w, head.h}, Type::text, Role::dim, "There is no producer yet.");
    return;
  }
  const std::string total =
      rows.total ? fmt::format("= {}", with_commas(*rows.total)) : "= ? (its reports are too many)";
  p.number(Type::strong, head.x + name + p.u(10), head.cy(), Role::text, total, Align::left, head.w - name - p.u(10));
  draw_strip(p, rows, {head.x, head.bottom() + p.u(2), head.w, p.u(12)});
  // Each part is as wide as its words, and what is left stands between them.
  std::vector<float> widths;
  float sum = 0;
  for (const LengthPart& part : rows.parts) {
    widths.push_back(std::max(p.width(Type::axis, part.words), p.width(Type::strong, "+ " + with_commas(part.count))));
    sum += widths.back();
  }
  const float gap = std::max(0.0F, (head.w - sum) / static_cast<float>(rows.parts.size()));
  float x = head.x;
  for (std::size_t i = 0; i < rows.parts.size(); ++i) {
    const LengthPart& part = rows.parts[i];
    p.number(Type::strong, x, card.y + p.u(67), part.role, (i == 0 ? "" : "+ ") + with_commas(part.count), Align::left,
             widths[i]);
    p.text_in({x, card.y + p.u(80), widths[i] + 1, p.u(24)}, Type::axis, Role::dim, part.words);
    x += widths[i] + gap;
  }
}

}  // namespace inflight
