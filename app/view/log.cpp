// Preparing and drawing Kafka's log; see log.h.
#include "app/view/log.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <imgui.h>

namespace inflight {
namespace {

constexpr std::int32_t kHeadingRows = 2;  // a partition's name, and its copies or the dots above its records
constexpr float kPitch = 30;

// `arrived`: records that are seen; a fraction of one is sliding in.
PartitionRows prepare_partition(const Partition& partition, std::int32_t fit, float arrived) {
  PartitionRows rows;
  rows.name = fmt::format("{}[{}]", *partition.topic, partition.number);
  rows.records = static_cast<std::int64_t>(partition.log.size());
  const std::int64_t end = std::min(rows.records, static_cast<std::int64_t>(std::ceil(arrived)));
  const float fraction = static_cast<float>(end) - arrived > 0 ? 1 - (static_cast<float>(end) - arrived) : 0;
  const bool full = end > fit;
  if (fraction > 0 && fit > 0) (full ? rows.slide : rows.newest) = fraction;
  const std::int64_t room = std::max(fit, 0) + (rows.slide > 0 ? 1 : 0);
  const std::int64_t shown = std::min<std::int64_t>(room, end);
  rows.earlier = shown < end;
  rows.first = static_cast<std::size_t>(end - shown);
  const std::int64_t end_in_sync = partition.end_in_sync();
  for (std::int64_t i = end - shown; i < end; ++i) {
    const std::int64_t offset = partition.log_start + i;
    rows.last.push_back({offset, partition.log[static_cast<std::size_t>(i)], offset < end_in_sync});
  }
  if (!partition.replicated()) return rows;
  rows.leaderless = partition.leader == kNoBroker;
  for (const Replica& copy : partition.replicas) {
    rows.copies.push_back(
        {copy.broker, copy.broker == partition.leader, copy.in_sync, partition.end() - partition.end_of(copy)});
  }
  std::sort(rows.copies.begin(), rows.copies.end(), [](const auto& a, const auto& b) { return a.broker < b.broker; });
  return rows;
}

LogRows prepare_log(const StageInput& input, std::int32_t fit, const Travels* travels) {
  LogRows rows;
  const auto& partitions = input.world.partitions;
  for (const Partition& partition : partitions) rows.records += partition.end_in_sync() - partition.log_start;
  const auto count = static_cast<std::int32_t>(partitions.size());
  if (count == 0) return rows;
  if (count * kHeadingRows > fit) --fit;  // a row says how many are not shown
  const std::int32_t shown = std::min(count, std::max(1, fit / kHeadingRows));
  rows.hidden = count - shown;
  const std::int32_t each = fit / shown - kHeadingRows;
  for (std::int32_t i = 0; i < shown; ++i) {
    const Partition& partition = partitions[static_cast<std::size_t>(i)];
    const float arrived =
        travels ? travels->records_shown(static_cast<PartitionId>(i)) : static_cast<float>(partition.log.size());
    rows.partitions.push_back(prepare_partition(partition, each, arrived));
  }
  return rows;
}

}  // namespace

LogRows prepare_log(const StageInput& input, std::int32_t fit) { return prepare_log(input, fit, nullptr); }
LogRows prepare_arriving_log(const StageInput& input, std::int32_t fit, const Travels& travels) {
  return prepare_log(input, fit, travels.moving() ? &travels : nullptr);
}

namespace {

// "leads"; "in sync"; "not in sync, 15 behind"
std::string words_of(const LogCopy& copy) {
  if (copy.leads) return "leads";
  const std::string behind = copy.behind > 0 ? fmt::format(", {} behind", with_commas(copy.behind)) : "";
  return (copy.in_sync ? "in sync" : "not in sync") + behind;
}

}  // namespace

std::string text(const LogRows& rows) {
  std::string out = fmt::format("log: a consumer reads {}\n", counted(rows.records, "record", "records"));
  for (const PartitionRows& partition : rows.partitions) {
    out += fmt::format("  {} {}{}\n", partition.name, partition.records, partition.earlier ? " ..." : "");
    for (const LogCopy& copy : partition.copies) out += fmt::format("    broker {} {}\n", copy.broker, words_of(copy));
    if (partition.leaderless) out += "    no leader\n";
    for (const LogRecord& record : partition.last) {
      const std::string whose = record.message == kNoMessage ? "foreign" : fmt::format("m{}", record.message);
      out += fmt::format("    @{} {}{}\n", record.offset, whose, record.in_sync ? "" : ", not in all in sync");
    }
  }
  if (rows.hidden > 0) out += fmt::format("  and {} more partitions\n", rows.hidden);
  return out;
}

namespace {

// `glow`: it arrived just now.
void draw_record(Frame& f, const LogRecord& record, Rect row, float glow) {
  const bool foreign = record.message == kNoMessage;
  Paint p = f.paint.faded(f.travels.dimmed(record.message) ? 0.55F : 1);
  // Hollow: only when all in sync have it is it what a consumer reads.
  const Role ground = foreign ? Role::panel : Role::green;
  record.in_sync ? p.fill(row, ground, 3) : p.stroke(row.inset(p.u(1)), ground, 2, 3);
  const Role ink = foreign ? Role::dim : record.in_sync ? Role::on_accent : Role::text;
  const std::string offset = fmt::format("@{}", record.offset);
  const std::string message = foreign ? "other" : fmt::format("m{}", record.message);
  const float half = (row.w - p.u(24)) / 2;
  p.number(Type::axis_mono, row.x + p.u(10), row.cy(), ink, offset, Align::left, half);
  p.number(Type::axis_mono, row.right() - p.u(10), row.cy(), ink, message, Align::right, half);
  if (glow > 0) p.stroke(row.inset(-p.u(1)), Role::text, 2, 4, glow);
  if (!foreign && (f.travels.follows(record.message) || f.travels.just_moved() == record.message)) {
    p.stroke(row.inset(-p.u(2)), Role::accent, 2.5F, 5);
  }
  const std::string whose =
      foreign ? "Somebody else's record." : fmt::format("Message {} at offset {}.", record.message, record.offset);
  p.hint(row, record.in_sync ? whose : whose + " Not all brokers in sync have it yet: no consumer reads it.");
}

// The brokers that keep a partition, by number: filled the leader, framed who is in sync, dashed who is not.
void draw_copies(Paint& p, const std::vector<LogCopy>& copies, float right, float cy, float most) {
  const auto count = static_cast<float>(copies.size());
  const float pitch = std::min(p.u(29), most / std::max(1.0F, count));
  for (std::size_t i = 0; i < copies.size(); ++i) {
    const LogCopy& copy = copies[i];
    const Rect chip{right - pitch * (count - static_cast<float>(i)) + p.u(3), cy - p.u(10), pitch - p.u(3), p.u(20)};
    if (copy.leads) p.fill(chip, Role::green, 6);
    if (!copy.leads && copy.in_sync) p.stroke(chip, Role::green, 1.6F, 6);
    if (!copy.in_sync) p.dashes(chip, Role::amber, 1.6F, 6, 4, 3);
    p.number(Type::label, chip.cx(), chip.cy(),
             copy.leads     ? Role::on_accent
             : copy.in_sync ? Role::text
                            : Role::amber,
             std::to_string(copy.broker), Align::centre, chip.w);
    p.hint(chip, fmt::format("Broker {}: {}.", copy.broker, words_of(copy)));
  }
}

void draw_dots(Paint& p, float x, float y) {
  for (int dot = -1; dot <= 1; ++dot) p.disc(x, y + p.u(6) * static_cast<float>(dot), 1.6F, Role::dim);
}

void draw_partition(Frame& f, const PartitionRows& rows, Rect area, PartitionId partition) {
  Paint& p = f.paint;
  const float pitch = p.u(kPitch);
  const float indent = partition == 0 ? p.u(30) : 0;
  p.text_in({area.x + indent, area.y, area.w - indent + p.u(12), pitch}, Type::code, Role::text, rows.name);
  float y = area.y + pitch;
  const float middle = y + (rows.copies.empty() ? pitch / 2 : p.u(12));
  draw_copies(p, rows.copies, area.right(), middle, area.w - p.u(24));
  if (rows.leaderless) p.text(Type::axis, area.x, middle, Role::vermilion, "no leader");
  if (rows.last.empty() && rows.leaderless) return;
  if (rows.last.empty()) {
    const bool counted = rows.records > 0 && rows.earlier;
    p.text(Type::text, area.x, middle, counted ? Role::green : Role::dim,
           counted ? with_commas(rows.records) : "empty");
    return;
  }
  if (rows.earlier && !rows.leaderless) draw_dots(p, area.x + p.u(9), middle);
  y += pitch * 0.9F;
  const Rect window{area.x - p.u(4), y - p.u(3), area.w + p.u(8),
                    pitch * static_cast<float>(rows.last.size() - (rows.slide > 0 ? 1 : 0)) + p.u(3)};
  p.list().PushClipRect({window.x, window.y}, {window.right(), window.bottom()}, true);
  y -= rows.slide * pitch;
  for (std::size_t i = 0; i < rows.last.size(); ++i) {
    const bool newest = i + 1 == rows.last.size();
    Paint arriving = p.faded(newest ? rows.newest : 1);
    Frame row = f.with(arriving);
    draw_record(row, rows.last[i], {area.x, y, area.w, pitch - p.u(4)},
                f.travels.record_glow(partition, rows.first + i));
    y += pitch;
  }
  p.list().PopClipRect();
}

}  // namespace

void draw_log(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Rect card = f.layout.kafka;
  p.card(card, Role::bar);
  const Rect inner{card.x + p.u(18), card.y + p.u(50), card.w - p.u(36), card.h - p.u(50 + 116)};
  const auto fit = static_cast<std::int32_t>(inner.h / p.u(kPitch));
  const LogRows rows = prepare_arriving_log(input, fit, f.travels);
  p.text(Type::strong, inner.x, card.y + p.u(22), Role::text, "KAFKA");
  const float high = inner.h - (rows.hidden > 0 ? p.u(kPitch) : 0);
  const float each = high / static_cast<float>(std::max<std::size_t>(1, rows.partitions.size()));
  for (std::size_t i = 0; i < rows.partitions.size(); ++i) {
    draw_partition(f, rows.partitions[i], {inner.x, inner.y + static_cast<float>(i) * each, inner.w, each},
                   static_cast<PartitionId>(i));
  }
  if (!rows.partitions.empty()) p.station(card.x + p.u(26), inner.y + p.u(kPitch / 2), "3");
  if (rows.partitions.empty()) {
    p.paragraph({inner.x, inner.y, inner.w, inner.h}, Type::text, Role::dim,
                "The log is empty. Kafka has nothing until a request arrives.", 26);
  }
  const float bottom = card.bottom() - p.u(84);
  if (rows.hidden > 0) {
    p.text_in({inner.x, bottom - p.u(46), inner.w, p.u(26)}, Type::axis, Role::dim,
              fmt::format("and {} more", with_commas(rows.hidden)));
  }
  p.text_in({card.x + p.u(12), bottom - p.u(20), card.w - p.u(16), p.u(26)}, Type::text, Role::dim, "a consumer reads");
  const float word = p.width(Type::text, rows.records == 1 ? "record" : "records");
  const float room = card.w - p.u(24) - word - p.u(6);
  const std::string exact = with_commas(rows.records);
  const bool readable = p.width(Type::score, exact) * 0.5F <= room;
  const Rect place{card.x + p.u(12), bottom + p.u(4), room, p.u(44)};
  const float wide = p.number(Type::score, place.x, bottom + p.u(26), Role::green,
                              readable ? exact : in_short(rows.records), Align::left, room);
  if (!readable) p.hint(place, fmt::format("{} records", exact));
  p.text(Type::text, card.x + p.u(12) + wide + p.u(6), bottom + p.u(33), Role::dim,
         rows.records == 1 ? "record" : "records");
}

}  // namespace inflight
