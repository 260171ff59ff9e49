// Preparing and drawing the caption; see caption.h.
#include "app/view/caption.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/session/eye.h"
#include "app/view/buffer.h"
#include "app/view/leader.h"
#include "app/view/question.h"
#include "app/view/verdict.h"

namespace inflight {
namespace {

bool off_or_none(SwitchState state) { return state == SwitchState::off || state == SwitchState::none; }

const ProgramState::ActiveCall* waiting_call(const World& world) {
  for (auto call = world.program.calls.rbegin(); call != world.program.calls.rend(); ++call) {
    if (call->call == Call::flush || call->call == Call::poll) return &*call;
  }
  return nullptr;
}

// Messages whose report was not served yet.
std::int64_t left(const World& world) {
  std::int64_t sum = 0;
  for (const Outcome outcome : {Outcome::buffered, Outcome::in_flight, Outcome::stored_unacked, Outcome::report_waiting,
                                Outcome::failure_waiting}) {
    sum += world.count(outcome);
  }
  return sum;
}

std::string while_it_runs(const StageInput& input) {
  const World& world = input.world;
  const auto* call = waiting_call(world);
  const bool flushes = call && call->call == Call::flush;
  if (flushes && world.program.callback() != kNoMessage) {
    return "flush() opens the gate: the callback runs, on your thread.";
  }
  if (flushes) return fmt::format("flush() is waiting: {} left.", with_commas(left(world)));
  if (no_broker_is_up(world) && left(world) > 0) return "No broker can be reached. Messages wait in your own memory.";
  // One sentence for as long as it goes round: sentences that change with every batch could not be read.
  const bool polls = call || (world.told > 0 && input.poll == SwitchState::on);
  if (polls && (world.told > 0 || world.program.callback() != kNoMessage)) {
    return "poll() opens the gate: the callback runs, on your thread.";
  }
  const std::int64_t stored = world.in_kafka();
  const std::int64_t waiting = world.count(Outcome::report_waiting);
  if (waiting > 0 && world.told == 0 && off_or_none(input.poll)) {
    return fmt::format("{} arrived. Your program knows of none of them, because it never asks.", with_commas(stored));
  }
  if (const std::int64_t failed = world.count(Outcome::failure_waiting); failed > 0) {
    return fmt::format("{} failed. The {} until your program asks.", with_commas(failed),
                       failed == 1 ? "report waits" : "reports wait");
  }
  if (waiting > 0) return "Kafka has answered. The reports wait until your program asks.";
  if (world.count(Outcome::stored_unacked) > 0) return "Kafka has it. Your program does not know.";
  if (world.count(Outcome::in_flight) > 0) return "A background thread sends it. Your loop never waited.";
  if (world.count(Outcome::buffered) > 0) return "produce() only puts a message in your own memory.";
  return "";
}

std::string when_it_is_over(const StageInput& input) {
  const World& world = input.world;
  if (world.phase == Phase::ended) return "The process is gone. Reading Kafka's log…";
  const std::int64_t lost = world.count(Outcome::lost) + world.count(Outcome::lost_no_report);
  if (lost > 0 && input.flush == SwitchState::off) {
    return "They were still in memory. flush() would have waited for them.";
  }
  if (lost > 0) return "What was still in memory is gone with the process.";
  if (const std::int64_t unheard = world.count(Outcome::never_told); unheard > 0) {
    return fmt::format("{} arrived that your program never heard of, because it did not ask.", with_commas(unheard));
  }
  return "";
}

// True if the process ended after this event. Only events of the same instant are looked at.
bool exit_follows(const Recording& recording, std::uint64_t event, const World& world) {
  if (recording.event(event).at_ns != world.exit.at_ns) return recording.event(event).at_ns < world.exit.at_ns;
  for (std::uint64_t i = event + 1; i < world.events && recording.event(i).at_ns == world.exit.at_ns; ++i) {
    if (recording.event(i).kind == EventKind::process_exited) return true;
  }
  return false;
}

// A lesson's sentence is about the moment that it came with. It stays for as long as it takes to read, on the run's
// clock as it is seen at this speed; then the world has moved on, and a sentence about the present takes its place.
// None outlives the process that it speaks of; what comes after the exit stays, for nothing changes any more.
bool lesson_speaks_of_now(const StageInput& input) {
  const World& world = input.world;
  if (world.caption.ref == 0) return false;
  const std::optional<std::uint64_t> event = input.lanes.caption_among(world.events);
  if (!event) return false;
  if (input.process_gone()) return !exit_follows(input.recording, *event, world);
  const Nanos age = input.at_ns - input.recording.event(*event).at_ns;
  return age <= input.speed.of_run(eye::reading_time(input.recording.text(world.caption.ref)));
}

}  // namespace

CaptionRow prepare_caption(const StageInput& input) {
  if (!input.why.empty()) return {input.why, true};
  if (!input.told.empty()) return {input.told};
  if (input.status == RunStatus::starting) return {"Getting ready to run…", false};
  if (input.is_fresh())
    return {prepare_question(input) ? ""
            : input.is_recording    ? "Press Space to play it."
                                    : "Press Space to run.",
            false};
  if (lesson_speaks_of_now(input)) {
    return {std::string(input.recording.text(input.world.caption.ref)), false, input.world.caption_at};
  }
  return {input.process_gone() ? when_it_is_over(input) : while_it_runs(input), false};
}

namespace {

// On one line, or on two of about the same length; never cut while two are enough.
std::vector<std::string_view> lines_of(Paint& p, std::string_view words, float room) {
  const float all = p.width(Type::subtitle, words);
  if (all <= room) return {words};
  for (float width = all * 0.52F; width < room; width += p.u(20)) {
    std::vector<std::string_view> lines = p.wrap(Type::subtitle, words, width);
    if (lines.size() <= 2) return lines;
  }
  return p.wrap(Type::subtitle, words, room);
}

// Returns where the words stand. Two lines are set as large as the room between the stage and the time line allows.
Rect draw_words(Frame& f, std::string_view words) {
  Paint& p = f.paint;
  const Rect place = f.layout.caption;
  std::vector<std::string_view> lines = lines_of(p, words, place.w - p.u(40));
  std::string cut;
  if (lines.size() > 2) {
    const std::string_view rest = words.substr(static_cast<std::size_t>(lines[1].data() - words.data()));
    cut = p.fit(Type::subtitle, rest, place.w - p.u(40));
    lines = {lines[0], cut};
    p.hint(place, words);
  }
  const auto count = static_cast<float>(lines.size());
  const float pitch = p.height(Type::subtitle) * (lines.size() > 1 ? 0.96F : 1.0F);
  const float share = std::min(1.0F, (place.h + p.u(14)) / (pitch * count));
  float wide = 0;
  for (const std::string_view line : lines) wide = std::max(wide, share * p.width(Type::subtitle, line));
  const float height = pitch * share * count;
  const Rect area{place.cx() - wide / 2, place.cy() - height / 2, wide, height};
  float cy = area.y + pitch * share / 2;
  for (const std::string_view line : lines) {
    p.number(Type::subtitle, place.cx(), cy, Role::text, line, Align::centre, share * p.width(Type::subtitle, line));
    cy += pitch * share;
  }
  return area;
}

}  // namespace

void draw_caption(Frame& f, const StageInput& input, bool points) {
  Paint& p = f.paint;
  const CaptionRow row = prepare_caption(input);
  if (row.words.empty()) return;
  if (row.problem) {
    p.fill(f.layout.caption, Role::panel, 8);
    p.stroke(f.layout.caption, Role::vermilion, 2, 8);
    p.text_in(f.layout.caption.inset(p.u(20), 0), Type::strong, Role::text, row.words, Align::centre);
    return;
  }
  const Rect words = draw_words(f, row.words);
  if (points) draw_leader(p, leader_to(f.layout, row.at, words, prepare_verdict(input).has_value()));
}

}  // namespace inflight
