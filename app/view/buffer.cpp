// Preparing and drawing the local buffer; see buffer.h. When a batch leaves follows facts 2.1 (linger counts from the
// oldest message) and 5.1 (flush() overrides linger).
#include "app/view/buffer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "app/view/durations.h"
#include "app/view/find_messages.h"
#include "core/base/duration.h"

namespace inflight {
namespace {

// Defaults of librdkafka 2.0.2.
constexpr std::int64_t kDefaultBatch = 10'000;
constexpr Nanos kDefaultLinger = 5 * kMillisecond;

std::string_view either(const Producer& producer, std::string_view name, std::string_view alias) {
  const std::string_view value = property(producer, name);
  return value.empty() ? property(producer, alias) : value;
}

}  // namespace

std::int64_t batch_of(const Producer& producer) {
  const std::string_view value = property(producer, "batch.num.messages");
  std::int64_t batch = kDefaultBatch;
  std::from_chars(value.data(), value.data() + value.size(), batch);
  return std::max<std::int64_t>(1, batch);
}

Nanos linger_of(const Producer& producer) {
  const std::string_view value = either(producer, "linger.ms", "queue.buffering.max.ms");
  if (value.empty()) return kDefaultLinger;
  const Result<Nanos> linger = parse_duration(fmt::format("{}ms", value));
  return linger ? linger.value() : kDefaultLinger;
}

bool flush_waits(const ProgramState& program) {
  return std::any_of(program.calls.begin(), program.calls.end(),
                     [](const auto& active) { return active.call == Call::flush; });
}

namespace {

bool is_buffered(Outcome, Stage stage) { return outcome_of(Phase::running, stage) == Outcome::buffered; }

bool is_ghost(Outcome outcome, Stage stage) {
  return outcome == Outcome::lost || outcome == Outcome::lost_no_report ||
         (outcome == Outcome::in_doubt && stage.place == Place::buffer);
}

// How long until the oldest waiting message's linger is over; -1 if something else holds it.
Nanos linger_left(const StageInput& input, const Tray& tray, Nanos linger) {
  if (tray.slots.empty()) return -1;
  const Message& oldest = input.world.messages[tray.slots.front().message];
  if (oldest.attempts > 0) return -1;  // waits for a retry, not for its batch
  const Nanos now = input.process_gone() ? input.world.exit.at_ns : input.at_ns;
  return std::max<Nanos>(0, saturating_add(oldest.produced_ns, linger) - now);
}

std::string when_it_leaves(const StageInput& input, const Tray& tray, const Producer& producer) {
  if (!input.process_gone() && no_broker_is_up(input.world)) return "No broker can be reached: nothing can leave.";
  if (flush_waits(input.world.program)) return "flush() is waiting, so batches leave at once.";
  const Nanos linger = linger_of(producer);
  if (linger == 0) return "linger.ms = 0: a batch leaves as soon as the connection is free.";
  const std::string here = input.world.partitions.size() > 1 ? "are here for one partition" : "are here";
  const std::string_view bytes = property(producer, "batch.size");
  const Nanos left = linger_left(input, tray, linger);
  return fmt::format("A batch leaves when {} {},{}\nor after linger.ms = {}{}.", with_commas(batch_of(producer)), here,
                     bytes.empty() ? "" : fmt::format(" at batch.size = {} bytes,", bytes), format_duration(linger),
                     left > 0 ? fmt::format("  ({} left)", short_duration(left)) : "");
}

BufferRows prepare_buffer(const StageInput& input, bool gone) {
  BufferRows rows;
  rows.gone = gone;
  const StagePredicate wanted = rows.gone ? is_ghost : is_buffered;
  rows.tray.count = count_messages(input.world, wanted);
  const bool known = !input.world.producers.empty() && input.world.producers.front().created;
  if (known) {
    const std::int64_t batch = batch_of(input.world.producers.front());
    if (batch >= 5 && batch < rows.tray.columns) rows.tray.columns = static_cast<std::int32_t>(batch);
  }
  if (rows.tray.count <= static_cast<std::int64_t>(room_of(rows.tray))) {
    for (const MessageId id : find_messages(input.world, wanted, room_of(rows.tray))) {
      rows.tray.slots.push_back({id, gone ? input.world.outcome(id) : Outcome::buffered});
    }
  }
  if (rows.gone) return rows;
  rows.heading = known ? buffer_heading(rows.tray.count) : "";
  if (known) rows.when_it_leaves = when_it_leaves(input, rows.tray, input.world.producers.front());
  rows.lesson = "produce() only puts a message here.\nYour loop never waits.";
  return rows;
}

}  // namespace

BufferRows prepare_buffer(const StageInput& input) { return prepare_buffer(input, input.process_gone()); }
BufferRows prepare_living_buffer(const StageInput& input) { return prepare_buffer(input, false); }

bool no_broker_is_up(const World& world) {
  return !world.brokers.empty() &&
         std::none_of(world.brokers.begin(), world.brokers.end(), [](const Broker& broker) { return broker.up; });
}

std::string buffer_heading(std::int64_t waiting) { return fmt::format("{} waiting", with_commas(waiting)); }

std::string text(const BufferRows& rows) {
  std::string out =
      fmt::format("local buffer{}{}{}\n", rows.gone ? ", ghosts" : "", rows.heading.empty() ? "" : ": ", rows.heading);
  for (const Slot& slot : rows.tray.slots) out += fmt::format("  {} {}\n", slot.message, id_of(slot.outcome));
  if (rows.tray.slots.empty() && rows.tray.count > 0) out += fmt::format("  block of {}\n", rows.tray.count);
  for (const std::string& sentence : {rows.when_it_leaves, rows.lesson}) {
    if (!sentence.empty()) out += fmt::format("  {}\n", one_line(sentence));
  }
  return out;
}

namespace {

// Where a ghost comes to rest: about where its slot was, each a little off, always in the same way.
Rect ghost_of(const Paint& p, Rect card, std::size_t i, std::size_t count) {
  constexpr std::array<float, 10> kDrop{40, 78, 62, 16, 66, 88, 22, 38, 90, 50};
  constexpr std::size_t kColumns = 10;
  const float pitch_x = (card.w - p.u(40)) / static_cast<float>(kColumns);
  const auto lines = static_cast<float>((count + kColumns - 1) / kColumns);
  const float pitch_y = std::min(p.u(96), (card.h - p.u(150)) / std::max(1.0F, lines - 1));
  const float drop = lines > 1 ? 0.5F * kDrop[i % kColumns] : kDrop[i % kColumns];
  return {card.x + p.u(20) + static_cast<float>(i % kColumns) * pitch_x + p.u(2),
          card.y + p.u(56) + static_cast<float>(i / kColumns) * pitch_y + p.u(drop), p.u(31), p.u(33)};
}

void draw_ghosts(Frame& f, const StageInput& input) {
  const BufferRows rows = prepare_buffer(input);
  Paint& p = f.paint;
  const Rect card = f.layout.buffer;
  if (rows.tray.slots.empty()) {
    if (rows.tray.count == 0) return;
    const bool known = input.world.phase == Phase::settled;
    const Rect heap{card.x + p.u(24), card.cy() - p.u(40), card.w - p.u(48), p.u(80)};
    return draw_heap(f, heap, known ? Role::pink : Role::dim,
                     fmt::format("{} {}", with_commas(rows.tray.count), known ? "gone" : "in doubt"));
  }
  for (std::size_t i = 0; i < rows.tray.slots.size(); ++i) {
    const Slot& slot = rows.tray.slots[i];
    const Rect ghost = ghost_of(p, card, i, rows.tray.slots.size());
    draw_falling(f, f.travels.buffer().find(slot.message), ghost, {slot.message, Outcome::buffered}, slot.outcome, i);
  }
}

void draw_living(Frame& f, Paint p, const BufferRows& rows) {
  const Rect card = f.layout.buffer;
  p.card(card);
  p.station(card.x + p.u(24), card.y + p.u(28), "2");
  p.text(Type::heading, card.x + p.u(48), card.y + p.u(28), Role::text, "Local buffer");
  const std::int64_t seen = rows.tray.count + f.travels.seen_more(Leg::gather, Leg::produce);
  p.number(Type::strong, card.right() - p.u(16), card.y + p.u(28), Role::slate,
           rows.heading.empty() ? "" : buffer_heading(std::max<std::int64_t>(0, seen)), Align::right);
  const Rect area{card.x + p.u(12), card.y + p.u(54), card.w - p.u(24), 0};
  Frame living = f.with(p);
  const Rect tray = draw_tray(living, rows.tray, area, Outcome::buffered, f.travels.buffer());
  float y = tray.bottom() + p.u(14);
  const auto room = [&] { return Rect{area.x, y, area.w, card.bottom() - p.u(8) - y}; };
  if (!rows.when_it_leaves.empty()) {
    y = p.paragraph(room(), Type::text, Role::dim, rows.when_it_leaves, 26) + p.u(18);
  }
  p.paragraph(room(), Type::text, Role::text, rows.lesson, 26);
}

}  // namespace

void draw_buffer(Frame& f, const StageInput& input) {
  if (!input.process_gone()) return draw_living(f, f.paint, prepare_buffer(input));
  if (f.exit.alive() > 0) {
    BufferRows rows = prepare_living_buffer(input);
    rows.tray.hollow = true;
    draw_living(f, f.paint.faded(f.exit.alive()), rows);
  }
  f.paint.stroke(f.layout.buffer, Role::outline, 1, 12, 0.5F * (1 - f.exit.alive()));
  draw_ghosts(f, input);
}

}  // namespace inflight
