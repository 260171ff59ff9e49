// Preparing and drawing the caption; see caption.h.
#include "app/view/caption.h"

#include <algorithm>
#include <fmt/format.h>

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
  if (world.program.callback() != kNoMessage && call) {
    return fmt::format("{} opens the gate: the callback runs, on your thread.", call->call == Call::flush ? "flush()"
                                                                                : call->timeout_ns == 0   ? "poll(0)"
                                                                                                          : "poll()");
  }
  if (call && call->call == Call::flush) return fmt::format("flush() is waiting: {} left.", with_commas(left(world)));
  const std::int64_t stored = world.in_kafka();
  const std::int64_t waiting = world.count(Outcome::report_waiting);
  if (waiting > 0 && world.told == 0 && off_or_none(input.poll)) {
    return fmt::format("{} arrived. Your program knows of none of them, because it never asks.", with_commas(stored));
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
  if (lost > 0) return "They were still in memory, and memory ends with the process.";
  if (const std::int64_t unheard = world.count(Outcome::never_told); unheard > 0) {
    return fmt::format("{} arrived that your program never heard of, because it did not ask.", with_commas(unheard));
  }
  return "";
}

}  // namespace

CaptionRow prepare_caption(const StageInput& input) {
  if (!input.why.empty()) return {input.why, true};
  if (input.status == RunStatus::starting) return {"Getting ready to run…", false};
  if (input.is_fresh()) return {"Press Space to run.", false};
  if (input.world.caption.ref != 0) return {std::string(input.recording.text(input.world.caption.ref)), false};
  return {input.process_gone() ? when_it_is_over(input) : while_it_runs(input), false};
}

void draw_caption(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const CaptionRow row = prepare_caption(input);
  if (row.words.empty()) return;
  if (row.problem) {
    p.fill(f.layout.caption, Role::panel, 8);
    p.stroke(f.layout.caption, Role::vermilion, 2, 8);
    p.text_in(f.layout.caption.inset(p.u(20), 0), Type::strong, Role::text, row.words, Align::centre);
    return;
  }
  p.text_in(f.layout.caption.inset(p.u(20), 0), Type::subtitle, Role::text, row.words, Align::centre);
}

}  // namespace inflight
