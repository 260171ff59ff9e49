// Preparing and drawing the question; see question.h.
#include "app/view/question.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/card_button.h"

namespace inflight {

std::string what_was_said(const Question& question, std::size_t choice) {
  if (choice >= question.choices.size()) return "";
  const std::string& words = question.choices[choice];
  if (words == "not sure") return "You were not sure.";
  return question.measure.empty() ? fmt::format("You said: {}.", words) : fmt::format("You said {}.", words);
}

std::optional<QuestionRows> prepare_question(const StageInput& input) {
  if (!input.question) return std::nullopt;
  const Question& question = *input.question;
  QuestionRows rows{.title = input.lesson.title, .question = question.text};
  if (input.lesson.number > 0) rows.lesson = fmt::format("Lesson {}", input.lesson.number);
  if (input.prediction) {
    rows.said = what_was_said(question, *input.prediction);
  } else {
    rows.choices = question.choices;
  }
  return rows;
}

std::string text(const QuestionRows& rows) {
  std::string out = "question\n";
  if (!rows.lesson.empty() || !rows.title.empty()) out += fmt::format("  {}  {}\n", rows.lesson, rows.title);
  out += fmt::format("  {}\n", rows.question);
  for (std::size_t i = 0; i < rows.choices.size(); ++i) out += fmt::format("  [{}] {}\n", i + 1, rows.choices[i]);
  if (!rows.choices.empty()) out += "  [Esc] Skip\n";
  if (!rows.said.empty()) out += fmt::format("  {}\n  [Space] Run it and see\n", rows.said);
  return out;
}

namespace {

// The card's measures, from its contents.
struct Card {
  Rect place;
  Rect inner;                                // the column of what stands in it
  float title = 0, pitch = 0, gap = 0;       // heights: the line of the lesson, a line of the question, below it
  float choice = 0, between = 0, below = 0;  // a choice, and what lies below them
  float said = 0, run = 0;                   // once it is answered
};

Card card_of(Paint& p, const Layout& l, const QuestionRows& rows) {
  Card c{.title = p.u(44),
         .pitch = p.height(Type::subtitle) * 1.16F,
         .gap = p.u(28),
         .between = p.u(12),
         .below = p.u(58),
         .said = p.u(84),
         .run = p.u(80)};
  const float left = l.code.right() + p.u(44);
  const float width = std::min(p.u(760), l.window.right() - left - p.u(44));
  const float pad = p.u(44);
  c.inner = {left + pad, 0, width - 2 * pad, 0};
  const auto lines = static_cast<float>(p.wrap(Type::subtitle, rows.question, c.inner.w).size());
  float height = pad * 0.8F + c.title + c.pitch * lines + c.gap;
  if (rows.said.empty()) {
    const auto count = static_cast<float>(std::max<std::size_t>(rows.choices.size(), 1));
    const float room = l.timeline.y - p.u(10) - l.process.y - height - c.below;
    c.choice = std::clamp((room + c.between) / count - c.between, p.u(48), p.u(68));
    height += count * (c.choice + c.between) - c.between + c.below;
  } else {
    height += c.said + c.run + pad;
  }
  const float y = std::max(l.process.y, l.process.cy() - height / 2);
  c.place = {std::round(left), std::round(y), std::round(width), std::round(height)};
  c.inner.y = c.place.y + pad * 0.8F;
  return c;
}

// All but the code steps back.
void dim_stage(Paint& p, const Layout& l) {
  const Rect& w = l.window;
  const Rect& c = l.code;
  constexpr float kDim = 0.66F;
  p.fill({w.x, w.y, w.w, c.y - w.y}, Role::ground, 0, kDim);
  p.fill({w.x, c.bottom(), w.w, w.bottom() - c.bottom()}, Role::ground, 0, kDim);
  p.fill({w.x, c.y, c.x - w.x, c.h}, Role::ground, 0, kDim);
  p.fill({c.right(), c.y, w.right() - c.right(), c.h}, Role::ground, 0, kDim);
}

void draw_title(Paint& p, const QuestionRows& rows, Rect row) {
  float x = row.x;
  if (!rows.lesson.empty()) x += p.text(Type::strong, x, row.cy(), Role::accent, rows.lesson) + p.u(14);
  p.text_in({x, row.y, row.right() - x, row.h}, Type::text, Role::dim, rows.title);
}

void draw_choices(Frame& f, const QuestionRows& rows, const Card& card, float y) {
  Paint& p = f.paint;
  for (std::size_t i = 0; i < rows.choices.size(); ++i) {
    const std::string name = fmt::format("predict {}", i);
    const std::string key = fmt::format("{}", i + 1);
    const Rect place{card.inner.x, y, card.inner.w, card.choice};
    if (draw_card_button(f, {.name = name, .words = rows.choices[i], .key = key, .choice = true}, place)) {
      f.emit(CommandId::predict, static_cast<std::int64_t>(i));
    }
    y += card.choice + card.between;
  }
  const float words = p.width(Type::text, "Skip");
  const float wide = words + p.width(Type::axis, "Esc") + p.u(12);
  const Rect skip{card.inner.right() - wide - p.u(14), y - card.between + p.u(9), wide + p.u(28), p.u(40)};
  const Touch touch = f.widgets.touch(p, "skip", skip, "", "No question now: look around by yourself.");
  if (touch.hovered || touch.focused) p.fill(skip, Role::accent_soft, 8);
  if (touch.focused) p.stroke(skip, Role::accent, 2, 8);
  p.text(Type::text, skip.x + p.u(14), skip.cy(), Role::dim, "Skip");
  p.text(Type::axis, skip.x + p.u(26) + words, skip.cy() + p.u(1), Role::dim, "Esc");
  if (touch.pressed) f.emit(CommandId::dismiss);
}

void draw_answered(Frame& f, const QuestionRows& rows, const Card& card, float y) {
  Paint& p = f.paint;
  p.number(Type::score, card.inner.x - p.u(2), y + card.said * 0.36F, Role::accent, rows.said, Align::left,
           card.inner.w);
  const Rect run{card.inner.x, y + card.said, card.inner.w, card.run};
  const CardButton button{.name = "run_and_see",
                          .words = "Run it and see",
                          .key = info(CommandId::run).key,
                          .sentence = info(CommandId::run).sentence,
                          .primary = true};
  if (draw_card_button(f, button, run)) f.emit(CommandId::run);
}

}  // namespace

void draw_question(Frame& f, const StageInput& input) {
  const std::optional<QuestionRows> rows = prepare_question(input);
  if (!rows) return;
  Paint& p = f.paint;
  dim_stage(p, f.layout);
  const Card card = card_of(p, f.layout, *rows);
  p.cover(card.place);
  f.widgets.raise();
  p.fill(card.place, Role::panel, 18);
  p.stroke(card.place, Role::accent, 2.5F, 18);
  draw_title(p, *rows, {card.inner.x, card.inner.y, card.inner.w, p.u(28)});
  float y = card.inner.y + card.title;
  for (const std::string_view line : p.wrap(Type::subtitle, rows->question, card.inner.w)) {
    p.text(Type::subtitle, card.inner.x, y + card.pitch / 2, rows->said.empty() ? Role::text : Role::dim, line);
    y += card.pitch;
  }
  y += card.gap;
  rows->said.empty() ? draw_choices(f, *rows, card, y) : draw_answered(f, *rows, card, y);
}

}  // namespace inflight
