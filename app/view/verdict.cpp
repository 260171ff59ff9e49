// Preparing and drawing the verdict; see verdict.h.
#include "app/view/verdict.h"

#include <algorithm>
#include <fmt/format.h>

namespace inflight {
namespace {

using Tone = VerdictRows::Tone;

// Failed deliveries that the program was told of, and what else the verdict counts.
struct Tally {
  std::int64_t produced, stored, told, gone, unheard, failed, missing, doubtful, refused;
};

Tally tally_of(const World& w) {
  Tally t{.produced = w.produced, .stored = w.in_kafka(), .told = w.told};
  t.gone = w.count(Outcome::lost) + w.count(Outcome::lost_no_report);
  t.unheard = w.count(Outcome::never_told);
  t.failed = w.count(Outcome::failed) + w.count(Outcome::failed_stored);
  t.missing = w.count(Outcome::delivered_missing);
  t.doubtful = w.count(Outcome::in_doubt);
  t.refused = 0;
  for (const auto& [error, count] : w.refused) t.refused += count;
  return t;
}

std::string last_line(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  const std::size_t at = text.rfind('\n');
  return std::string(at == std::string_view::npos ? text : text.substr(at + 1));
}

std::string exit_sentence(const StageInput& input) {
  const Exit& exit = input.world.exit;
  const std::string reason = last_line(input.recording.text(exit.reason.ref));
  switch (exit.how) {
    case ExitHow::killed: return "Killed. It had no time to say anything.";
    case ExitHow::crashed: return fmt::format("The process crashed{}{}.", reason.empty() ? "" : ": ", reason);
    case ExitHow::limit: return fmt::format("Stopped at a limit{}{}", reason.empty() ? "." : ": ", reason);
    case ExitHow::exception: return fmt::format("Exit code {}. {}", exit.code, reason);
    case ExitHow::end_of_script:
    case ExitHow::sys_exit:
    case ExitHow::exit_now:
    case ExitHow::os_exit: break;
  }
  return exit.code == 0 ? "Exit code 0. No error." : fmt::format("Exit code {}.", exit.code);
}

std::string share(std::int64_t part, std::int64_t whole) {
  if (part == whole) return whole == 1 ? "The one message is" : fmt::format("All {} messages are", with_commas(whole));
  return fmt::format("{} of {} messages {}", with_commas(part), with_commas(whole), part == 1 ? "is" : "are");
}

std::string detail_of(const Tally& t) {
  std::string out = fmt::format("{} {} in Kafka. Your program was told of {}.", with_commas(t.stored),
                                t.stored == 1 ? "is" : "are", t.told == 0 ? "none" : with_commas(t.told));
  if (t.gone > 0) {
    out += fmt::format(" Nobody was told of the {}.",
                       t.gone == 1 ? "lost one" : fmt::format("{} lost", with_commas(t.gone)));
  }
  if (t.failed > 0) out += fmt::format(" {} failed.", with_commas(t.failed));
  if (t.refused > 0) out += fmt::format(" produce() refused {}.", counted(t.refused, "call", "calls"));
  return out;
}

void judge(const Tally& t, VerdictRows& rows) {
  if (t.produced == 0) {
    rows.tone = t.refused > 0 ? Tone::failure : Tone::good;
    rows.verdict = "No message was produced.";
    rows.detail = t.refused > 0 ? fmt::format("produce() refused {}.", counted(t.refused, "call", "calls")) : "";
  } else if (t.gone > 0) {
    rows.tone = Tone::loss;
    rows.verdict = share(t.gone, t.produced) + " gone.";
  } else if (t.missing > 0) {
    rows.tone = Tone::loss;
    rows.verdict = share(t.missing, t.produced) + " missing.";
    rows.detail = fmt::format("Your program was told that they arrived. {} are in Kafka.", with_commas(t.stored));
  } else if (t.doubtful > 0) {
    rows.tone = Tone::open;
    rows.verdict = share(t.doubtful, t.produced) + " in doubt.";
  } else if (t.unheard > 0) {
    rows.tone = Tone::unheard;
    rows.verdict = t.told == 0 ? "Your program heard of none of them."
                               : fmt::format("Your program never heard of {}.", with_commas(t.unheard));
  } else if (t.failed > 0) {
    rows.tone = Tone::failure;
    rows.verdict = fmt::format("{} of {} failed, and your program was told.", with_commas(t.failed),
                               counted(t.produced, "message", "messages"));
  } else {
    rows.tone = Tone::good;
    const std::string all = t.produced == 1 ? "The one message is" : fmt::format("All {} are", with_commas(t.produced));
    rows.verdict =
        fmt::format("{} in Kafka, {}.", all,
                    t.told == t.produced ? "and your program was told of each" : "as far as you asked to know");
    rows.detail = "Nothing was lost.";
    if (t.refused > 0) rows.detail = fmt::format("produce() refused {}.", counted(t.refused, "call", "calls"));
    return;
  }
  if (rows.detail.empty() && t.produced > 0) rows.detail = detail_of(t);
}

Role edge_of(Tone tone) {
  switch (tone) {
    case Tone::good: return Role::green;
    case Tone::loss: return Role::pink;
    case Tone::unheard: return Role::amber;
    case Tone::failure: return Role::vermilion;
    case Tone::open: return Role::outline_strong;
  }
  return Role::outline_strong;
}

}  // namespace

std::optional<VerdictRows> prepare_verdict(const StageInput& input) {
  if (!input.process_gone()) return std::nullopt;
  VerdictRows rows;
  rows.exit = exit_sentence(input);
  if (input.world.phase == Phase::ended && input.status != RunStatus::ended && input.status != RunStatus::failed) {
    rows.tone = Tone::open;
    rows.verdict = "Reading Kafka's log…";
    rows.detail = "What is in memory is gone. What is in Kafka will be known in a moment.";
    return rows;
  }
  judge(tally_of(input.world), rows);
  return rows;
}

std::string text(const VerdictRows& rows) {
  std::string out = "verdict\n";
  for (const std::string& line : {rows.exit, rows.verdict, rows.detail}) {
    if (!line.empty()) out += fmt::format("  {}\n", line);
  }
  return out;
}

void draw_verdict(Frame& f, const StageInput& input) {
  const std::optional<VerdictRows> rows = prepare_verdict(input);
  if (!rows) return;
  Paint& p = f.paint;
  const Rect card = f.layout.verdict;
  p.fill(card, Role::panel, 14);
  p.stroke(card, edge_of(rows->tone), 2.5F, 14);
  const Rect inner = card.inset(p.u(28), p.u(20));
  float y = inner.y;
  if (!rows->exit.empty()) {
    p.text_in({inner.x, y, inner.w, p.u(52)}, Type::subtitle, Role::text, rows->exit);
  }
  y += rows->exit.empty() ? p.u(26) : p.u(52);
  p.number(Type::verdict, inner.x, y + p.u(32), Role::text, rows->verdict, Align::left, inner.w);
  y += p.u(76);
  p.text_in({inner.x, y, inner.w, p.u(34)}, Type::text, Role::dim, rows->detail);
}

}  // namespace inflight
