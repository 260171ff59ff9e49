// Preparing and drawing the verdict; see verdict.h.
#include "app/view/verdict.h"

#include <algorithm>
#include <fmt/format.h>
#include <imgui.h>

#include "app/view/card_button.h"
#include "app/view/exit_show.h"
#include "app/view/marks.h"
#include "app/view/question.h"

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
    rows.detail = fmt::format("Your program was told that they arrived. {} in Kafka.",
                              t.stored == 0   ? "None is"
                              : t.stored == 1 ? "1 is"
                                              : with_commas(t.stored) + " are");
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
    const bool heard = t.told == t.produced;
    rows.verdict = fmt::format("{} in Kafka{}.", all, heard ? ", and your program knows" : "");
    rows.detail = heard ? "Nothing was lost, and your program was told of each."
                        : "Nothing was lost, as far as you asked to know.";
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

const PastRun* run_in_view(const StageInput& input) {
  const auto at =
      std::find_if(input.past_runs.begin(), input.past_runs.end(), [](const auto& r) { return r.is_shown; });
  return at == input.past_runs.end() ? nullptr : &*at;
}

// What was said before this run, and what it was. A guess is right only of the program that was asked about, and only
// if nobody stepped in: with another switch or a fault the same number may come about by chance.
void compare_prediction(const StageInput& input, VerdictRows& rows) {
  if (!input.asked || !input.prediction) return;
  const PastRun* shown = run_in_view(input);
  const Question& question = *input.asked;
  const std::optional<std::int64_t> number = measured(question, input.world);
  const bool own_run = input.as_asked && shown && !shown->disturbed;
  if (number) {
    rows.was = fmt::format("It was {}.", with_commas(*number));
  } else if (question.measure.empty() && own_run && question.answer < question.choices.size()) {
    rows.was = fmt::format("It was: {}.", question.choices[question.answer]);
  }
  if (rows.was.empty()) return;
  rows.said = what_was_said(question, *input.prediction);
  rows.right = own_run && *input.prediction == question.answer;
}

void add_tries(const StageInput& input, VerdictRows& rows) {
  const auto add = [&](CommandId toggle, std::string_view call, SwitchState state) {
    if (state == SwitchState::none || !input.reason(toggle).empty()) return;
    const bool would_help = toggle == CommandId::toggle_flush && state == SwitchState::off && rows.tone == Tone::loss;
    rows.tries.push_back(
        {toggle, fmt::format("Turn {} {}, run again", call, state == SwitchState::on ? "off" : "on"), would_help});
  };
  add(CommandId::toggle_flush, "flush()", input.flush);
  add(CommandId::toggle_poll, "poll()", input.poll);
  rows.next_lesson = std::any_of(input.lessons.begin(), input.lessons.end(), [&](const LessonName& lesson) {
    return input.lesson.number > 0 && lesson.number == input.lesson.number + 1;
  });
}

}  // namespace

bool exit_was_shown(const StageInput& input) { return input.process_gone() && exit_show(input).verdict > 0; }

std::optional<VerdictRows> prepare_verdict(const StageInput& input) {
  if (!exit_was_shown(input)) return std::nullopt;
  const bool over = input.status == RunStatus::ended || input.status == RunStatus::failed;
  if (input.world.phase == Phase::ended && !over) return std::nullopt;  // the log is being read; the caption says so
  VerdictRows rows;
  rows.exit = exit_sentence(input);
  judge(tally_of(input.world), rows);
  compare_prediction(input, rows);
  add_tries(input, rows);
  return rows;
}

std::string text(const VerdictRows& rows) {
  std::string out = "verdict\n";
  for (const std::string& line : {rows.exit, rows.verdict, rows.detail}) {
    if (!line.empty()) out += fmt::format("  {}\n", line);
  }
  if (!rows.said.empty()) out += fmt::format("  {} {}{}\n", rows.said, rows.was, rows.right ? " (right)" : "");
  for (const TryNext& next : rows.tries) out += fmt::format("  [{}] {}\n", info(next.toggle).name, next.words);
  if (rows.next_lesson) out += "  [next_lesson] Next lesson\n";
  return out;
}

namespace {

// The card's rows, from the top. The last is as high as what it holds needs.
struct Places {
  Rect exit, verdict, detail, buttons;
};

Places places_of(Paint& p, Rect card) {
  const Rect inner = card.inset(p.u(28), p.u(11));
  const float buttons = p.u(56);
  const Rect row{inner.x, inner.bottom() - buttons, inner.w, buttons};
  const float room = row.y - inner.y - p.u(6);
  const float above = std::min(room, p.u(176));
  const float top = inner.y + (room - above) / 2;
  return {.exit = {inner.x, top, inner.w, above * 0.27F},
          .verdict = {inner.x, top + above * 0.27F, inner.w, above * 0.53F},
          .detail = {inner.x, top + above * 0.8F, inner.w, above * 0.2F},
          .buttons = row};
}

// "You said 100." over "It was 90." beside the verdict, or both in the line above it. Returns the room that they took
// from the exit sentence and from the verdict.
struct Taken {
  float exit = 0, verdict = 0;
};
Taken draw_prediction(Paint& p, const VerdictRows& rows, const Places& at) {
  if (rows.said.empty()) return {};
  const float mark = rows.right ? p.u(40) : 0;
  const float said = p.width(Type::subtitle, rows.said);
  const float was = p.width(Type::subtitle, rows.was);
  const float right = at.exit.right();
  const float gap = p.u(28);
  const float beside = std::max(said, was + mark);
  if (p.width(Type::verdict, rows.verdict) + gap + beside <= at.exit.w) {
    const float y = at.verdict.y + at.verdict.h * 0.44F;
    p.text(Type::subtitle, right, at.exit.cy(), Role::accent, rows.said, Align::right);
    p.text(Type::subtitle, right, y, Role::accent, rows.was, Align::right);
    if (rows.right) tick(p, right - was - mark / 2, y, p.u(26), Role::green);
    return {beside + gap, beside + gap};
  }
  const float all = said + p.u(12) + was + mark;
  if (all > at.exit.w * 0.7F) return {};
  float x = right - all;
  x += p.text(Type::subtitle, x, at.exit.cy(), Role::accent, rows.said) + p.u(12);
  if (rows.right) tick(p, x + mark * 0.45F, at.exit.cy(), p.u(26), Role::green);
  p.text(Type::subtitle, x + mark, at.exit.cy(), Role::accent, rows.was);
  return {all + gap, 0};
}

void draw_buttons(Frame& f, const VerdictRows& rows, Rect row) {
  Paint& p = f.paint;
  const auto count = static_cast<float>(rows.tries.size() + (rows.next_lesson ? 1 : 0));
  const float gap = p.u(14);
  const float wide = std::min(p.u(400), (row.w - (count - 1) * gap) / std::max(count, 1.0F));
  Rect place{row.x, row.y, wide, row.h};
  for (const TryNext& next : rows.tries) {
    const bool flush = next.toggle == CommandId::toggle_flush;
    const CardButton button{.name = flush ? "try_flush" : "try_poll",
                            .words = next.words,
                            .sentence = "The same program once more, with this one line changed.",
                            .primary = next.would_help};
    if (draw_card_button(f, button, place)) {
      f.emit(next.toggle);
      f.emit(CommandId::run);
    }
    place.x += wide + gap;
  }
  if (!rows.next_lesson) return;
  const CommandInfo& next = info(CommandId::next_lesson);
  place.x = row.right() - wide;
  const CardButton button{
      .name = next.name, .words = std::string(next.words), .key = next.key, .sentence = next.sentence};
  if (draw_card_button(f, button, place)) f.emit(CommandId::next_lesson);
}

// What was drawn since `first` comes up from below, and out of nothing.
void rise(Paint& p, int first, float way) {
  if (way >= 1) return;
  const float down = std::round((1 - way) * p.u(36));
  for (int i = first; i < p.list().VtxBuffer.Size; ++i) {
    ImDrawVert& vertex = p.list().VtxBuffer[i];
    const ImU32 alpha = vertex.col >> IM_COL32_A_SHIFT;
    const auto faded = static_cast<ImU32>(static_cast<float>(alpha) * way);
    vertex.col = (vertex.col & ~IM_COL32_A_MASK) | (faded << IM_COL32_A_SHIFT);
    vertex.pos.y += down;
  }
}

}  // namespace

void draw_verdict(Frame& f, const StageInput& input) {
  const std::optional<VerdictRows> rows = prepare_verdict(input);
  if (!rows) return;
  Paint& p = f.paint;
  const Rect card = f.layout.verdict;
  const int first = p.list().VtxBuffer.Size;
  p.cover(card);
  f.widgets.raise();
  p.fill(card, Role::panel, 14);
  p.stroke(card, edge_of(rows->tone), 2.5F, 14);
  const Places at = places_of(p, card);
  const Taken taken = draw_prediction(p, *rows, at);
  p.text_in({at.exit.x, at.exit.y, at.exit.w - taken.exit, at.exit.h}, Type::subtitle, Role::text, rows->exit);
  p.number(Type::verdict, at.verdict.x - p.u(2), at.verdict.cy(), Role::text, rows->verdict, Align::left,
           at.verdict.w - taken.verdict);
  p.text_in(at.detail, Type::text, Role::dim, rows->detail);
  draw_buttons(f, *rows, at.buttons);
  const float left = std::max(0.0F, 1 - 1.5F * f.exit.verdict);
  rise(p, first, 1 - left * left * left);
}

}  // namespace inflight
