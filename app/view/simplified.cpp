// Preparing and drawing what is simplified; see simplified.h.
#include "app/view/simplified.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/overlay.h"
#include "core/explain/notes.h"

namespace inflight {

SimplifiedRows prepare_simplified(const StageInput& input) {
  SimplifiedRows rows;
  rows.columns[0] = {"Simplified here", {}, "Nothing."};
  rows.columns[1] = {
      "Different elsewhere", {}, "Nothing yet. What other clients do otherwise is told when it happens."};
  for (const Note& note : notes_for({input.world, input.source, input.has_mocks_rules})) {
    SimplifiedColumn& column = rows.columns[note.place == Note::Place::here ? 0 : 1];
    column.lines.push_back({std::string(note.about), words_of(note)});
  }
  return rows;
}

std::string text(const SimplifiedRows& rows) {
  std::string out = "what is simplified\n";
  for (const SimplifiedColumn& column : rows.columns) {
    out += fmt::format("  {}\n", column.heading);
    for (const SimplifiedLine& line : column.lines) out += fmt::format("    {}: {}\n", line.about, line.words);
    if (column.lines.empty()) out += fmt::format("    {}\n", column.nothing);
  }
  return out;
}

namespace {

constexpr float kTitle = 66;    // units, of the page's title
constexpr float kHeading = 48;  // of a column's heading
constexpr float kFoot = 24;     // below all
constexpr float kMargin = 36;   // at the left and right of the page, and between the columns
constexpr float kAbout = 150;   // the column of what it is about
constexpr float kGap = 12;      // between two sentences
constexpr float kWide = 1560;   // of the page, if the window allows

// How the sentences are set: as large as the window's height allows.
struct Setting {
  Type type;
  Type about;
  float gap;  // pixels
};

struct Page {
  Rect card;
  Setting setting;
  float column;  // width of one
};

constexpr float kTight = 0;  // a paragraph's pitch: as near as its lines go

float pitch_of(const Paint& p, Type type) { return p.height(type) * 1.15F; }

float height_of(const Paint& p, const Setting& setting, std::string_view words, float column) {
  const auto lines = static_cast<float>(p.wrap(setting.type, words, column - p.u(kAbout)).size());
  return lines * pitch_of(p, setting.type) + setting.gap;
}

float height_of(const Paint& p, const Setting& setting, const SimplifiedColumn& column, float width) {
  if (column.lines.empty()) return height_of(p, setting, column.nothing, width + p.u(kAbout));
  float high = 0;
  for (const SimplifiedLine& line : column.lines) high += height_of(p, setting, line.words, width);
  return high;
}

Page place_page(const Frame& f, const SimplifiedRows& rows) {
  const Paint& p = f.paint;
  const Rect window = f.layout.window;
  const float wide = std::min(p.u(kWide), window.w - p.u(32));
  Page page{{}, {Type::text, Type::strong, p.u(kGap)}, (wide - p.u(3 * kMargin)) / 2};
  const auto high = [&] {
    float most = 0;
    for (const SimplifiedColumn& column : rows.columns) {
      most = std::max(most, height_of(p, page.setting, column, page.column));
    }
    return p.u(kTitle + kHeading + kFoot) + most;
  };
  if (high() > window.h - p.u(32)) page.setting = {Type::axis, Type::label, p.u(kGap / 2)};
  page.card = {window.cx() - wide / 2, window.cy() - high() / 2, wide, high()};
  return page;
}

void draw_column(Paint& p, const SimplifiedColumn& column, const Page& page, float x) {
  float y = page.card.y + p.u(kTitle);
  p.text(Type::strong, x, y + p.u(kHeading / 2), Role::accent, column.heading);
  y += p.u(kHeading);
  const Setting& setting = page.setting;
  const float pitch = pitch_of(p, setting.type);
  if (column.lines.empty())
    p.paragraph({x, y, page.column, page.card.h}, setting.type, Role::dim, column.nothing, kTight);
  for (const SimplifiedLine& line : column.lines) {
    const float high = height_of(p, setting, line.words, page.column);
    p.text_in({x, y, p.u(kAbout - 12), pitch}, setting.about, Role::text, line.about);
    p.paragraph({x + p.u(kAbout), y, page.column - p.u(kAbout), high}, setting.type, Role::text, line.words, kTight);
    y += high;
  }
}

}  // namespace

bool draw_simplified(Frame& f, const StageInput& input) {
  const SimplifiedRows rows = prepare_simplified(input);
  bool closes = false;
  draw_overlay(f, "What is simplified", [&](Frame& over) {
    Paint& p = over.paint;
    const Page page = place_page(over, rows);
    const Rect card = page.card;
    p.fill(card, Role::panel, 16);
    p.stroke(card, Role::outline_strong, 1.5F, 16);
    const float left = card.x + p.u(kMargin);
    p.text(Type::heading, left, card.y + p.u(38), Role::text, info(CommandId::simplified).words);
    p.text(Type::axis, card.right() - p.u(kMargin), card.y + p.u(38), Role::dim, "A or Escape closes", Align::right);
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
      draw_column(p, rows.columns[i], page, left + static_cast<float>(i) * (page.column + p.u(kMargin)));
    }
    closes = pressed_beside(card);
  });
  return closes;
}

}  // namespace inflight
