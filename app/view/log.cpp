// Preparing and drawing Kafka's log; see log.h.
#include "app/view/log.h"

#include <algorithm>
#include <fmt/format.h>

namespace inflight {
namespace {

constexpr std::int32_t kHeadingRows = 2;  // a partition's name and the dots above its records
constexpr float kPitch = 30;

PartitionRows prepare_partition(const Partition& partition, std::int32_t fit) {
  PartitionRows rows;
  rows.name = fmt::format("{}[{}]", *partition.topic, partition.number);
  rows.records = static_cast<std::int64_t>(partition.log.size());
  const std::int64_t shown = std::min<std::int64_t>(std::max(fit, 0), rows.records);
  rows.earlier = shown < rows.records;
  for (std::int64_t i = rows.records - shown; i < rows.records; ++i) {
    rows.last.push_back({partition.log_start + i, partition.log[static_cast<std::size_t>(i)]});
  }
  return rows;
}

}  // namespace

LogRows prepare_log(const StageInput& input, std::int32_t fit) {
  LogRows rows;
  const auto& partitions = input.world.partitions;
  for (const Partition& partition : partitions) rows.records += static_cast<std::int64_t>(partition.log.size());
  const auto count = static_cast<std::int32_t>(partitions.size());
  if (count == 0) return rows;
  const std::int32_t shown = std::min(count, std::max(1, fit));
  rows.hidden = count - shown;
  const std::int32_t each = fit / shown - kHeadingRows;
  for (std::int32_t i = 0; i < shown; ++i) {
    rows.partitions.push_back(prepare_partition(partitions[static_cast<std::size_t>(i)], each));
  }
  return rows;
}

std::string text(const LogRows& rows) {
  std::string out = fmt::format("log: a consumer reads {}\n", counted(rows.records, "record", "records"));
  for (const PartitionRows& partition : rows.partitions) {
    out += fmt::format("  {} {}{}\n", partition.name, partition.records, partition.earlier ? " ..." : "");
    for (const LogRecord& record : partition.last) {
      out += record.message == kNoMessage ? fmt::format("    @{} foreign\n", record.offset)
                                          : fmt::format("    @{} m{}\n", record.offset, record.message);
    }
  }
  if (rows.hidden > 0) out += fmt::format("  and {} more partitions\n", rows.hidden);
  return out;
}

namespace {

void draw_record(Frame& f, const LogRecord& record, Rect row) {
  Paint& p = f.paint;
  const bool foreign = record.message == kNoMessage;
  p.fill(row, foreign ? Role::panel : Role::green, 3);
  const Role ink = foreign ? Role::dim : Role::on_accent;
  const std::string offset = fmt::format("@{}", record.offset);
  const std::string message = foreign ? "other" : fmt::format("m{}", record.message);
  const float half = (row.w - p.u(24)) / 2;
  p.number(Type::axis_mono, row.x + p.u(10), row.cy(), ink, offset, Align::left, half);
  p.number(Type::axis_mono, row.right() - p.u(10), row.cy(), ink, message, Align::right, half);
  p.hint(row,
         foreign ? "Somebody else's record." : fmt::format("Message {} at offset {}.", record.message, record.offset));
}

void draw_partition(Frame& f, const PartitionRows& rows, Rect area, bool first) {
  Paint& p = f.paint;
  const float pitch = p.u(kPitch);
  const float indent = first ? p.u(30) : 0;
  p.text_in({area.x + indent, area.y, area.w - indent + p.u(12), pitch}, Type::code, Role::text, rows.name);
  float y = area.y + pitch;
  if (rows.last.empty()) {
    const std::string count = rows.records == 0 ? "empty" : with_commas(rows.records);
    p.text(Type::text, area.x, y + pitch / 2, rows.records == 0 ? Role::dim : Role::green, count);
    return;
  }
  if (rows.earlier) {
    for (int dot = -1; dot <= 1; ++dot) {
      p.disc(area.x + p.u(9), y + pitch / 2 + p.u(6) * static_cast<float>(dot), 1.6F, Role::dim);
    }
  }
  y += pitch * (rows.earlier || rows.records > 0 ? 0.9F : 0.0F);
  for (const LogRecord& record : rows.last) {
    draw_record(f, record, {area.x, y, area.w, pitch - p.u(4)});
    y += pitch;
  }
}

}  // namespace

void draw_log(Frame& f, const StageInput& input) {
  Paint& p = f.paint;
  const Rect card = f.layout.kafka;
  p.card(card, Role::bar);
  const Rect inner{card.x + p.u(18), card.y + p.u(50), card.w - p.u(36), card.h - p.u(50 + 116)};
  const auto fit = static_cast<std::int32_t>(inner.h / p.u(kPitch));
  const LogRows rows = prepare_log(input, fit);
  p.text(Type::strong, inner.x, card.y + p.u(22), Role::text, "KAFKA");
  const float each = inner.h / static_cast<float>(std::max<std::size_t>(1, rows.partitions.size()));
  for (std::size_t i = 0; i < rows.partitions.size(); ++i) {
    draw_partition(f, rows.partitions[i], {inner.x, inner.y + static_cast<float>(i) * each, inner.w, each}, i == 0);
  }
  if (!rows.partitions.empty()) p.station(card.x + p.u(26), inner.y + p.u(kPitch / 2), "3");
  if (rows.partitions.empty()) {
    p.paragraph({inner.x, inner.y, inner.w, inner.h}, Type::text, Role::dim,
                "The log is empty. Kafka has nothing until a request arrives.", 26);
  }
  const float bottom = card.bottom() - p.u(84);
  if (rows.hidden > 0) {
    p.text_in({inner.x, bottom - p.u(46), inner.w, p.u(26)}, Type::axis, Role::dim,
              fmt::format("and {} more", counted(rows.hidden, "partition", "partitions")));
  }
  p.text_in({card.x + p.u(12), bottom - p.u(20), card.w - p.u(18), p.u(26)}, Type::text, Role::dim, "a consumer reads");
  const float word = p.width(Type::text, rows.records == 1 ? "record" : "records");
  const float wide = p.number(Type::score, card.x + p.u(12), bottom + p.u(26), Role::green, with_commas(rows.records),
                              Align::left, card.w - p.u(24) - word - p.u(6));
  p.text(Type::text, card.x + p.u(12) + wide + p.u(6), bottom + p.u(33), Role::dim,
         rows.records == 1 ? "record" : "records");
}

}  // namespace inflight
