// Preparing and drawing the grid; see grid.h.
#include "app/view/grid.h"

#include <algorithm>
#include <fmt/format.h>
#include <imgui.h>

#include "app/view/marks.h"

namespace inflight {
namespace {

constexpr std::int64_t kMostLarge = 100;   // in rows of ten
constexpr std::int64_t kMostSmall = 400;   // in rows of twenty
constexpr std::size_t kMostBlocks = 400;   // blocks, in rows of twenty
constexpr std::size_t kMostRefused = 100;  // squares

// The stages that any message is in: a handful of the hundred that there are. A million messages lie in four thousand
// pages, and to look at all stages of each took three quarters of a frame.
struct PresentStages {
  std::array<std::size_t, kStageCount> at{};
  std::size_t count = 0;
};

PresentStages present_stages(const World& world) {
  PresentStages present;
  for (std::size_t i = 0; i < kStageCount; ++i) {
    if (world.messages.counts[i] > 0) present.at[present.count++] = i;
  }
  return present;
}

GridBlock count_pages(const World& world, const PresentStages& present, std::size_t first, std::size_t last) {
  std::array<std::int32_t, kStageCount> sums{};
  for (std::size_t page = first; page < last; ++page) {
    const auto& counts = world.messages.pages[page]->counts;
    for (std::size_t i = 0; i < present.count; ++i) sums[i] += counts[present.at[i]];
  }
  GridBlock block{};
  const auto& outcomes = kOutcomes[static_cast<std::size_t>(world.phase)];
  for (std::size_t i = 0; i < present.count; ++i) block[static_cast<std::size_t>(outcomes[present.at[i]])] += sums[i];
  return block;
}

void add_blocks(const World& world, GridRows& rows) {
  const std::size_t pages = world.messages.pages.size();
  std::size_t each = 1;
  while ((pages + each - 1) / each > kMostBlocks) each *= 2;
  const PresentStages present = present_stages(world);
  rows.per_block = static_cast<std::int64_t>(each * MessagePage::kSize);
  for (std::size_t page = 0; page < pages; page += each) {
    rows.blocks.push_back(count_pages(world, present, page, std::min(pages, page + each)));
  }
}

}  // namespace

GridRows prepare_grid(const World& world) {
  GridRows rows;
  rows.messages = world.produced;
  for (std::size_t i = 0; i < std::min(kMostRefused, world.refusals.size()); ++i) {
    rows.refused.push_back(world.refusals[i].call_number);
  }
  if (rows.messages > kMostLarge) rows.columns = 20;
  if (rows.messages > kMostSmall) {
    add_blocks(world, rows);
    return rows;
  }
  for (MessageId id = 0; id < world.messages.size; ++id) {
    const Message& message = world.messages[id];
    if (message.accepted) rows.cells.push_back({world.outcome(id), message.stage.copies == Copies::more});
  }
  return rows;
}

const GridRows& GridMemory::rows(const World& world, const Recording& recording, bool anew) {
  if (recording_ != &recording || events_ != world.events || anew) {
    rows_ = prepare_grid(world);
    recording_ = &recording;
    events_ = world.events;
  }
  return rows_;
}

std::string text(const GridRows& rows) {
  std::string out =
      fmt::format("grid of {}, {} in a row\n", counted(rows.messages, "message", "messages"), rows.columns);
  const auto columns = static_cast<std::size_t>(rows.columns);
  for (std::size_t i = 0; i < rows.cells.size(); ++i) {
    if (i % columns == 0) out += fmt::format("{:6}", i);
    out += fmt::format(" {}{}", id_of(rows.cells[i].outcome), rows.cells[i].more_copies ? "(x2)" : "");
    if (i % columns == columns - 1 || i + 1 == rows.cells.size()) out += '\n';
  }
  if (!rows.blocks.empty()) out += fmt::format("  {} blocks of {}\n", rows.blocks.size(), with_commas(rows.per_block));
  if (!rows.refused.empty()) {
    out += "  refused calls:";
    for (const std::int64_t call : rows.refused) out += fmt::format(" {}", call);
    out += '\n';
  }
  return out;
}

namespace {

struct Cells {
  Rect area;  // without the row labels
  float pitch_x, pitch_y, gap;
  Rect at(std::int64_t row, std::int64_t column) const {
    const float x0 = std::round(area.x + static_cast<float>(column) * pitch_x);
    const float y0 = std::round(area.y + static_cast<float>(row) * pitch_y);
    const float x1 = std::round(area.x + static_cast<float>(column + 1) * pitch_x);
    const float y1 = std::round(area.y + static_cast<float>(row + 1) * pitch_y);
    return {x0, y0, x1 - x0 - gap, y1 - y0 - gap};
  }
  std::int64_t rows() const { return static_cast<std::int64_t>((area.h + gap) / pitch_y); }
};

Cells cells_of(Paint& p, Rect area, std::int32_t columns, std::int64_t lines) {
  Cells cells;
  const float labels = p.u(40);
  cells.area = {area.x + labels, area.y, area.w - labels, area.h};
  cells.pitch_x = cells.area.w / static_cast<float>(columns);
  cells.pitch_y = columns == 10 ? p.u(30) : cells.pitch_x;
  cells.gap = columns == 10 ? p.u(3.4F) : std::max(1.0F, p.u(1.6F));
  const float squeezed = (area.h + cells.gap) / static_cast<float>(std::max<std::int64_t>(1, lines));
  cells.pitch_y = std::clamp(squeezed, std::min(p.u(9), cells.pitch_y), cells.pitch_y);
  return cells;
}

void draw_copies_badge(Paint& p, Rect cell) {
  const Rect badge{cell.right() - p.u(17), cell.bottom() - p.u(13), p.u(20), p.u(15)};
  p.fill(badge, Role::ground, 4);
  p.stroke(badge, Role::green, 1.2F, 4);
  p.number(Type::label, badge.cx(), badge.cy(), Role::green, "×2", Align::centre, badge.w - p.u(4));
}

// A block is filled by shares, from its foot up, in the order of the legend.
void draw_block(Paint& p, Rect cell, const GridBlock& block, std::int64_t whole) {
  p.stroke(cell, Role::outline, 1, 0);
  float foot = cell.bottom();
  for (std::size_t i = kOutcomeCount; i-- > 0;) {
    if (block[i] == 0) continue;
    const auto outcome = static_cast<Outcome>(i);
    const float h = cell.h * static_cast<float>(block[i]) / static_cast<float>(std::max<std::int64_t>(1, whole));
    const Rect share{cell.x, foot - h, cell.w, h};
    if (is_hollow(outcome)) {
      p.fill(share, role_of(outcome), 0, 0.35F);
    } else {
      p.fill(share, role_of(outcome));
    }
    foot -= h;
  }
}

void hint_cell(Paint& p, Rect cell, const GridRows& rows, std::int64_t index) {
  if (!ImGui::IsMouseHoveringRect({cell.x, cell.y}, {cell.right(), cell.bottom()}, false)) return;
  if (rows.per_block == 1) {
    const GridCell& c = rows.cells[static_cast<std::size_t>(index)];
    p.hint(cell, fmt::format("Message {}: {}.{}", index, words_of(c.outcome),
                             c.more_copies ? " It is in the log more than once." : ""));
    return;
  }
  const GridBlock& block = rows.blocks[static_cast<std::size_t>(index)];
  std::string all = fmt::format("Messages {} and on:", with_commas(index * rows.per_block));
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    if (block[i] > 0) all += fmt::format("\n{} {}", with_commas(block[i]), words_of(static_cast<Outcome>(i)));
  }
  p.hint(cell, all);
}

std::string row_label(std::int64_t first) {
  if (first >= 10'000'000) return fmt::format("{}M", first / 1'000'000);
  return first >= 10'000 ? fmt::format("{}k", first / 1000) : fmt::format("{}", first);
}

// The number of the call, and a small cross in the corner; only the cross where a number would be a blot.
void draw_refused_call(Paint& p, Rect cell, std::int64_t call) {
  if (cell.w < p.u(22) || call > 9'999) return refused_square(p, cell);
  p.stroke(cell, Role::dim, 1.4F, 3);
  const float corner = p.u(7);
  p.number(Type::label, cell.cx(), cell.cy() + p.u(2), Role::dim, fmt::format("{}", call), Align::centre,
           cell.w - p.u(5));
  p.fill({cell.right() - p.u(10), cell.y - p.u(2), p.u(12), p.u(12)}, Role::bar, 3);
  cross(p, cell.right() - p.u(4), cell.y + p.u(4), corner, Role::vermilion);
}

void draw_refused(Paint& p, const GridRows& rows, const Cells& cells, std::int64_t row, std::int64_t most_rows) {
  const auto columns = static_cast<std::int64_t>(rows.columns);
  for (std::size_t i = 0; i < rows.refused.size(); ++i) {
    const std::int64_t at = row + static_cast<std::int64_t>(i) / columns;
    if (at >= most_rows) return;
    const Rect cell = cells.at(at, static_cast<std::int64_t>(i) % columns);
    draw_refused_call(p, cell, rows.refused[i]);
    p.hint(cell, fmt::format("Call {} of produce() was refused.", rows.refused[i]));
  }
}

}  // namespace

void draw_grid(Frame& f, Rect area) {
  Paint& p = f.paint;
  const GridRows& rows = f.grid;
  const bool blocks = rows.per_block > 1;
  const auto count = static_cast<std::int64_t>(blocks ? rows.blocks.size() : rows.cells.size());
  const auto columns = static_cast<std::int64_t>(rows.columns);
  const std::int64_t lines = (count + columns - 1) / columns;
  const std::int64_t refused_lines = (std::ssize(rows.refused) + columns - 1) / columns;
  const Cells cells = cells_of(p, area, rows.columns, lines + std::min<std::int64_t>(refused_lines, 2));
  if (count == 0 && rows.refused.empty()) {
    p.paragraph({area.x + p.u(8), area.y, area.w - p.u(8), area.h}, Type::text, Role::dim,
                "Each message will be a square here.", 26);
  }
  const std::int64_t label_every = columns == 10 ? 1 : 4;
  for (std::int64_t row = 0; row < std::min(lines, cells.rows()); ++row) {
    if (row % label_every == 0) {
      p.number(Type::axis_mono, cells.area.x - p.u(8), cells.at(row, 0).cy(), Role::dim,
               row_label(row * columns * rows.per_block), Align::right, p.u(38));
    }
    for (std::int64_t column = 0; column < columns; ++column) {
      const std::int64_t index = row * columns + column;
      const Rect cell = cells.at(row, column);
      if (index >= count) {
        if (!blocks) empty_slot(p, cell);
        continue;
      }
      if (blocks) {
        draw_block(p, cell, rows.blocks[static_cast<std::size_t>(index)], rows.per_block);
      } else {
        square(p, cell, rows.cells[static_cast<std::size_t>(index)].outcome);
        if (rows.cells[static_cast<std::size_t>(index)].more_copies) draw_copies_badge(p, cell);
      }
      hint_cell(p, cell, rows, index);
    }
  }
  draw_refused(p, rows, cells, lines, cells.rows());
}

}  // namespace inflight
