// Drawing the dialog *My Kafka*; see my_kafka.h.
#include <algorithm>
#include <fmt/format.h>

#include "app/view/card_button.h"
#include "app/view/marks.h"
#include "app/view/my_kafka.h"
#include "app/view/overlay.h"

namespace inflight {
namespace {

// Units.
constexpr float kWide = 980;
constexpr float kPad = 36;
constexpr float kField = 52;
constexpr float kGap = 14;
constexpr float kLabel = 190;  // the column of the fields' names
constexpr float kChip = 40;    // a property that was added
constexpr float kAnswer = 168;
constexpr float kButton = 64;
constexpr std::size_t kMostChips = 4;  // then they stand closer, two in a row

struct Places {
  Rect card, inner;
  float chips = 0;  // their height
};

std::size_t chip_rows(std::size_t chips) { return chips <= kMostChips ? chips : (chips + 1) / 2; }

Places place_card(Paint& p, Rect window, const KafkaRows& rows) {
  const float wide = std::min(p.u(kWide), window.w - p.u(32));
  const float text = p.height(Type::text) * 1.3F;
  const auto lines = static_cast<float>(p.wrap(Type::text, rows.sentence, wide - p.u(2 * kPad)).size());
  Places places;
  places.chips = p.u(kChip) * static_cast<float>(chip_rows(rows.added.size()));
  const float high = p.u(kPad + 44) + text * lines + p.u(kGap + 4) + 3 * p.u(kField + kGap) + places.chips +
                     p.u(kGap + kAnswer + kGap + kButton + kPad);
  places.card = {window.w / 2 - wide / 2, std::max(p.u(8), window.h / 2 - high / 2), wide, high};
  places.inner = places.card.inset(p.u(kPad));
  return places;
}

// "Brokers  [ localhost:9092 ]"; gives the field's rectangle.
Rect draw_label(Paint& p, Rect row, std::string_view words) {
  p.text(Type::text, row.x, row.cy(), Role::dim, words);
  return {row.x + p.u(kLabel), row.y, row.w - p.u(kLabel), row.h};
}

void draw_chip(Frame& f, const KafkaRows::Added& added, std::size_t index, Rect place, KafkaForm& form) {
  Paint& p = f.paint;
  const Rect body = place.inset(0, p.u(3));
  p.fill(body, Role::panel_deep, 8);
  p.stroke(body, Role::outline, 1, 8);
  const Rect cross_place{body.right() - body.h, body.y, body.h, body.h};
  p.text_in({body.x + p.u(12), body.y, body.w - body.h - p.u(16), body.h}, Type::code, Role::text, added.words);
  const Touch touch =
      f.widgets.touch(p, fmt::format("drop_property {}", index), cross_place, "", "Takes it out again.");
  cross(p, cross_place.cx(), cross_place.cy(), p.u(12), touch.hovered || touch.focused ? Role::text : Role::dim);
  if (touch.focused) p.stroke(cross_place, Role::accent, 2, 6);
  if (touch.pressed) form.properties.erase(form.properties.begin() + static_cast<std::ptrdiff_t>(index));
}

void draw_chips(Frame& f, const KafkaRows& rows, Rect area, KafkaForm& form) {
  Paint& p = f.paint;
  const bool in_pairs = rows.added.size() > kMostChips;
  const float wide = in_pairs ? (area.w - p.u(kGap)) / 2 : area.w;
  for (std::size_t i = 0; i < rows.added.size(); ++i) {
    const auto row = static_cast<float>(in_pairs ? i / 2 : i);
    const float x = area.x + (in_pairs && i % 2 == 1 ? wide + p.u(kGap) : 0);
    draw_chip(f, rows.added[i], i, {x, area.y + row * p.u(kChip), wide, p.u(kChip)}, form);
  }
}

void draw_finding(Paint& p, const ClusterFinding& finding, float& y, Rect area) {
  using Verdict = ClusterFinding::Verdict;
  const Role role = finding.verdict == Verdict::good  ? Role::green
                    : finding.verdict == Verdict::bad ? Role::vermilion
                                                      : Role::amber;
  const float pitch = p.height(Type::text) * 1.25F;
  const float x = area.x + p.u(12);
  switch (finding.verdict) {
    case Verdict::good: tick(p, x, y + pitch / 2, p.u(18), role); break;
    case Verdict::bad: cross(p, x, y + pitch / 2, p.u(13), role); break;
    case Verdict::doubtful: p.text(Type::strong, x, y + pitch / 2, role, "?", Align::centre); break;
  }
  for (const std::string_view line : p.wrap(Type::text, finding.sentence, area.w - p.u(40))) {
    if (y + pitch > area.bottom() + 1) return;
    p.text(Type::text, area.x + p.u(36), y + pitch / 2, Role::text, line);
    y += pitch;
  }
  y += p.u(5);
}

void draw_answer(Paint& p, const KafkaRows& rows, Rect area) {
  p.fill(area, Role::bar, 10);
  const Rect inner = area.inset(p.u(18), p.u(14));
  if (!rows.asking.empty()) {
    p.text(Type::text, inner.x, inner.y + p.u(22), Role::text, rows.asking);
    const Rect bar{inner.x, inner.y + p.u(52), inner.w, p.u(10)};
    p.fill(bar, Role::panel_deep, 5);
    p.fill({bar.x, bar.y, bar.w * static_cast<float>(rows.share), bar.h}, Role::accent, 5);
    return;
  }
  if (!rows.foot.empty()) p.paragraph(inner, Type::text, Role::dim, rows.foot, 28);
  float y = inner.y;
  for (const ClusterFinding& finding : rows.findings) draw_finding(p, finding, y, inner);
}

void draw_fields(Frame& f, const KafkaRows& rows, Rect row, KafkaForm& form) {
  Paint& p = f.paint;
  const float pitch = p.u(kField + kGap);
  if (f.widgets.text_field(p, "kafka_brokers", draw_label(p, row, "Brokers"), "localhost:9092", form.brokers)) {
    f.emit(CommandId::test_kafka);
  }
  row.y += pitch;
  f.widgets.text_field(p, "kafka_file", draw_label(p, row, "Properties"),
                       "path of a client.properties, if you have one", form.file);
  row.y += pitch;
  const Rect one = draw_label(p, row, "One more");
  const float button = p.u(112);
  const float half = (one.w - button - 2 * p.u(kGap)) / 2;
  const Rect value{one.x + half + p.u(kGap), one.y, half, one.h};
  f.widgets.text_field(p, "kafka_property", {one.x, one.y, half, one.h}, "security.protocol", form.name);
  const bool entered = f.widgets.text_field(p, "kafka_value", value, "value", form.value, rows.hides_value);
  const CardButton add{.name = "add_property", .words = "Add", .key = "", .sentence = "Takes this property, too."};
  if (draw_card_button(f, add, {one.right() - button, one.y, button, one.h}) || entered) add_property(form);
}

void draw_card(Frame& f, const KafkaRows& rows, const Places& places, KafkaForm& form) {
  Paint& p = f.paint;
  p.fill(places.card, Role::panel, 16);
  p.stroke(places.card, Role::outline_strong, 1.5F, 16);
  const Rect inner = places.inner;
  p.text(Type::heading, inner.x, inner.y + p.u(12), Role::text, "Run on my Kafka");
  p.text(Type::axis, inner.right(), inner.y + p.u(12), Role::dim, "Escape closes", Align::right);
  float y = inner.y + p.u(44);
  const float pitch = p.height(Type::text) * 1.3F;
  for (const std::string_view line : p.wrap(Type::text, rows.sentence, inner.w)) {
    p.text(Type::text, inner.x, y + pitch / 2, Role::dim, line);
    y += pitch;
  }
  y += p.u(kGap + 4);
  draw_fields(f, rows, {inner.x, y, inner.w, p.u(kField)}, form);
  y += 3 * p.u(kField + kGap);
  draw_chips(f, rows, {inner.x + p.u(kLabel), y, inner.w - p.u(kLabel), places.chips}, form);
  y += places.chips + p.u(kGap);
  draw_answer(p, rows, {inner.x, y, inner.w, p.u(kAnswer)});
  y += p.u(kAnswer + kGap);
  const float half = (inner.w - p.u(kGap)) / 2;
  const CommandInfo& ask = info(CommandId::test_kafka);
  const CommandInfo& use = info(CommandId::use_kafka);
  const CardButton test{.name = ask.name, .words = std::string(ask.words), .key = "", .sentence = ask.sentence};
  const CardButton go{.name = use.name,
                      .words = std::string(use.words),
                      .key = "",
                      .sentence = use.sentence,
                      .primary = true,
                      .runs = false};
  if (draw_card_button(f, test, {inner.x, y, half, p.u(kButton)})) f.emit(CommandId::test_kafka);
  if (draw_card_button(f, go, {inner.right() - half, y, half, p.u(kButton)})) f.emit(CommandId::use_kafka);
}

}  // namespace

void draw_my_kafka(Frame& f, const StageInput& input, KafkaForm& form) {
  const KafkaRows rows = prepare_my_kafka(input, form);
  draw_overlay(f, "My Kafka",
               [&](Frame& over) { draw_card(over, rows, place_card(over.paint, over.layout.window, rows), form); });
}

}  // namespace inflight
