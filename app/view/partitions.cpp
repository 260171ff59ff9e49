// Preparing and drawing the local buffer by partition; see partitions.h. A batch's linger counts from its oldest
// message (facts 2.1), flush() overrides it (facts 5.1).
#include "app/view/partitions.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/view/buffer.h"
#include "app/view/durations.h"
#include "app/view/find_messages.h"
#include "core/base/duration.h"

namespace inflight {
namespace {

constexpr std::size_t kMostMessages = 2'000;  // looked at one by one in each picture
constexpr std::int32_t kColumns = 15;

bool is_buffered(Outcome outcome, Stage) { return outcome == Outcome::buffered; }

std::string leaves_of(const StageInput& input, const Producer& producer, const PartitionTray& partition) {
  if (partition.tray.count == 0) return "";
  if (flush_waits(input.world.program)) return "at once: flush() is waiting";
  const Message& oldest = input.world.messages[partition.tray.slots.front().message];
  if (oldest.attempts > 0) return "is tried again";
  const Nanos left = saturating_add(oldest.produced_ns, linger_of(producer)) - input.at_ns;
  return left > 0 ? fmt::format("{} left", short_duration(left)) : "as soon as it can";
}

}  // namespace

std::optional<PartitionTrays> prepare_partitions(const StageInput& input) {
  const World& world = input.world;
  const std::int64_t buffered = world.count(Outcome::buffered);
  if (world.partitions.size() < 2 || world.producers.empty() || input.process_gone()) return std::nullopt;
  if (buffered > static_cast<std::int64_t>(kMostMessages)) return std::nullopt;
  const Producer& producer = world.producers.front();
  const std::int64_t batch = batch_of(producer);
  PartitionTrays rows;
  rows.heading = fmt::format("{} waiting", with_commas(buffered));
  rows.linger =
      fmt::format("linger.ms = {}, {} fill a batch", format_duration(linger_of(producer)), with_commas(batch));
  for (const Partition& partition : world.partitions) {
    PartitionTray& row = rows.trays.emplace_back();
    row.name = fmt::format("{}[{}]", *partition.topic, partition.number);
    row.tray.columns = batch >= 5 && batch < kColumns ? static_cast<std::int32_t>(batch) : kColumns;
    row.tray.most_rows = 1;
  }
  for (const MessageId id : find_messages(world, is_buffered, kMostMessages)) {
    const PartitionId partition = world.messages[id].partition;
    if (partition == kNoPartition || static_cast<std::size_t>(partition) >= rows.trays.size()) continue;
    Tray& tray = rows.trays[static_cast<std::size_t>(partition)].tray;
    if (++tray.count <= tray.columns) tray.slots.push_back({id, Outcome::buffered});
  }
  for (PartitionTray& row : rows.trays) row.leaves = leaves_of(input, producer, row);
  return rows;
}

std::string text(const PartitionTrays& rows) {
  std::string out = fmt::format("local buffer by partition: {}\n", rows.heading);
  for (const PartitionTray& row : rows.trays) {
    out += fmt::format("  {} {}{}", row.name, with_commas(row.tray.count), row.leaves.empty() ? "" : ", " + row.leaves);
    for (const Slot& slot : row.tray.slots) out += fmt::format(" {}", slot.message);
    out += '\n';
  }
  return out + fmt::format("  {}\n", rows.linger);
}

namespace {

struct Placed {
  Slot slot;
  Rect cell;
  bool numbered;
};

// The tray, where the arrow to the thread begins, and below it the partition's name and countdown. Notes where the
// squares belong.
void draw_partition(Frame& f, const PartitionTray& row, Rect area, std::vector<Placed>& placed) {
  Paint& p = f.paint;
  const Rect tray{area.x, area.y, area.w, p.u(42)};
  const Rect foot{area.x + p.u(2), tray.bottom(), area.w - p.u(4), area.bottom() - tray.bottom()};
  const float name = p.text(Type::axis_mono, foot.x, foot.cy(), Role::text, row.name);
  const std::string says = row.tray.count > row.tray.columns && !row.leaves.empty()
                               ? fmt::format("{}, {}", with_commas(row.tray.count), row.leaves)
                               : row.leaves;
  p.text_in({foot.x + name + p.u(12), foot.y, foot.w - name - p.u(12), foot.h}, Type::axis, Role::slate, says,
            Align::right);
  p.fill(tray, Role::panel_deep, 7);
  p.stroke(tray, Role::outline, 1, 7);
  const Rect inner = tray.inset(p.u(4));
  const float pitch = inner.w / static_cast<float>(row.tray.columns);
  MessageId highest = 0;
  for (const Slot& slot : row.tray.slots) highest = std::max(highest, slot.message);
  const bool numbered = p.width(Type::label, fmt::format("{}", highest)) <= pitch - 1;
  for (std::int32_t i = 0; i < row.tray.columns; ++i) {
    const Rect cell{inner.x + pitch * static_cast<float>(i) + 1, inner.y + 1, pitch - 2, inner.h - 2};
    empty_slot(p, cell);
    if (static_cast<std::size_t>(i) < row.tray.slots.size()) {
      placed.push_back({row.tray.slots[static_cast<std::size_t>(i)], cell, numbered});
    }
  }
}

}  // namespace

void draw_partitions(Frame& f, const PartitionTrays& rows) {
  Paint& p = f.paint;
  const Rect card = f.layout.buffer;
  p.card(card);
  p.station(card.x + p.u(24), card.y + p.u(28), "2");
  p.text(Type::heading, card.x + p.u(48), card.y + p.u(28), Role::text, "Local buffer");
  p.number(Type::strong, card.right() - p.u(16), card.y + p.u(28), Role::slate, rows.heading, Align::right);
  const Rect area{card.x + p.u(12), card.y + p.u(54), card.w - p.u(24), card.h - p.u(54 + 36)};
  const float pitch = p.u(78);
  const std::size_t fit = std::max<std::size_t>(1, static_cast<std::size_t>((area.h + p.u(10)) / pitch));
  const std::size_t shown = std::min(fit, rows.trays.size());
  std::vector<Placed> placed;
  for (std::size_t i = 0; i < shown; ++i) {
    draw_partition(f, rows.trays[i], {area.x, area.y + pitch * static_cast<float>(i), area.w, p.u(68)}, placed);
  }
  std::string foot = rows.linger;
  if (shown < rows.trays.size()) {
    const auto hidden = static_cast<std::int64_t>(rows.trays.size() - shown);
    foot = fmt::format("and {} more.  {}", counted(hidden, "partition", "partitions"), foot);
  }
  p.text_in({area.x + p.u(2), card.bottom() - p.u(34), area.w - p.u(4), p.u(26)}, Type::axis, Role::dim, foot);

  TrayMemory& memory = f.travels.buffer();
  memory.begin(card, placed.empty() ? Rect{area.x + p.u(5), area.y + p.u(5), p.u(20), p.u(32)} : placed.front().cell);
  for (const Placed& one : placed) {
    const Rect at = memory.place(one.slot.message, one.cell, f.travels.clock(), f.travels.moving());
    if (!f.travels.away(one.slot.message)) draw_message(f, at, one.slot, one.numbered);
  }
  memory.end();
}

}  // namespace inflight
