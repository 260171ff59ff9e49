// Preparing and drawing the brokers; see brokers.h.
#include "app/view/brokers.h"

#include <algorithm>
#include <fmt/format.h>
#include <imgui.h>
#include <map>

#include "app/view/marks.h"
#include "core/run/fault.h"

namespace inflight {
namespace {

constexpr std::size_t kMostNamed = 8;  // partitions of a broker that are named; the rest is counted
constexpr std::size_t kMostLeads = 4;  // partitions that a broker is offered to lead

std::string name_of(const Partition& partition) { return fmt::format("{}[{}]", *partition.topic, partition.number); }

// Partitions, as many of them by name as are worth reading.
struct Named {
  std::int64_t count = 0;
  std::string names, numbers;  // "orders[0], orders[2]"; "[0], [2]"
  void add(const Partition& partition) {
    if (static_cast<std::size_t>(count++) >= kMostNamed) return;
    const std::string_view comma = names.empty() ? "" : ", ";
    names += fmt::format("{}{}", comma, name_of(partition));
    numbers += fmt::format("{}[{}]", comma, partition.number);
  }
  std::string words() const {
    const std::int64_t more = count - static_cast<std::int64_t>(kMostNamed);
    return more > 0 ? fmt::format("{} and {} more", names, with_commas(more)) : names;
  }
};

// What a broker has.
struct Holdings {
  Named leads, follows, lags;  // lags: copies that are not in sync
  std::int64_t behind = 0;     // records that its copies lack, together
};

std::string state_of(const BrokerRow& row) { return !row.up ? "down" : row.paused ? "paused" : ""; }

std::vector<std::string> words_of(const BrokerRow& row, const Holdings& has, bool one_topic) {
  std::vector<std::string> words;
  const std::string state = state_of(row);
  const auto add = [&](const std::string& what) { words.push_back(state.empty() ? what : state + ", " + what); };
  if (has.lags.count > 0) {
    const bool all = has.lags.count == has.follows.count && has.leads.count == 0;
    add(all ? "not in sync" : fmt::format("{} not in sync", with_commas(has.lags.count)));
  } else if (has.leads.count > 0) {
    add("leads " + has.leads.words());
    if (one_topic && static_cast<std::size_t>(has.leads.count) <= kMostNamed) add("leads " + has.leads.numbers);
    add("leads " + counted(has.leads.count, "partition", "partitions"));
  } else {
    add(has.follows.count > 0 ? "in sync" : "leads nothing");
  }
  if (!state.empty()) words.push_back(state);
  return words;
}

std::string sentence_of(const BrokerRow& row, const Holdings& has) {
  const std::string state = state_of(row);
  std::string out = fmt::format("Broker {} is {}.", row.id, state.empty() ? "up" : state);
  if (has.leads.count > 0) out += fmt::format(" It leads {}.", has.leads.words());
  if (has.follows.count > 0) out += fmt::format(" It copies {}.", has.follows.words());
  if (has.lags.count > 0) out += fmt::format(" Not in sync: {}.", has.lags.words());
  if (has.behind > 0) out += fmt::format(" It lacks {}.", counted(has.behind, "record", "records"));
  return out + " A click shows what can be done to it.";
}

std::string capital(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

const Replica* copy_of(const Partition& partition, BrokerId broker) {
  const auto& copies = partition.replicas;
  const auto copy = std::find_if(copies.begin(), copies.end(), [&](const Replica& c) { return c.broker == broker; });
  return copy == copies.end() ? nullptr : &*copy;
}

std::string why_not_lead(const Broker& broker, const Replica* copy) {
  if (!broker.up) return fmt::format("Broker {} is down.", broker.id);
  return copy && !copy->in_sync ? fmt::format("Broker {} is not in sync.", broker.id) : "";
}

}  // namespace

std::vector<BrokerRow> prepare_brokers(const StageInput& input) {
  std::map<BrokerId, Holdings> holdings;
  for (const Partition& partition : input.world.partitions) {
    if (partition.leader != kNoBroker) holdings[partition.leader].leads.add(partition);
    for (const Replica& copy : partition.replicas) {
      if (copy.broker == partition.leader) continue;
      Holdings& has = holdings[copy.broker];
      has.follows.add(partition);
      if (!copy.in_sync) has.lags.add(partition);
      has.behind += std::max<std::int64_t>(0, partition.end() - copy.end);
    }
  }
  const auto& partitions = input.world.partitions;
  const bool one_topic = std::all_of(partitions.begin(), partitions.end(),
                                     [&](const Partition& each) { return *each.topic == *partitions[0].topic; });
  std::vector<BrokerRow> rows;
  for (const Broker& broker : input.world.brokers) {
    const Holdings& has = holdings[broker.id];
    BrokerRow row{.id = broker.id,
                  .up = broker.up,
                  .paused = broker.paused,
                  .lags = has.lags.count > 0,
                  .words = {},
                  .behind = has.leads.count > 0 && has.lags.count == 0 ? 0 : has.behind,
                  .sentence = {}};
    row.words = words_of(row, has, one_topic);
    row.sentence = sentence_of(row, has);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<MenuEntry> prepare_broker_menu(const StageInput& input, BrokerId id) {
  std::vector<MenuEntry> entries;
  const auto& brokers = input.world.brokers;
  const auto found = std::find_if(brokers.begin(), brokers.end(), [&](const Broker& each) { return each.id == id; });
  if (found == brokers.end()) return entries;
  const auto add = [&](Action action, std::string why_not = {}) {
    action.broker = id;
    if (const std::string& first = input.reason(action.kind); !first.empty()) why_not = first;
    const std::string words = words_of(action);
    std::string name(name_of(action.kind));
    if (!action.text.empty()) name += " " + action.text;
    entries.push_back({.name = std::move(name),
                       .words = capital(words),
                       .sentence = {},
                       .why_not = std::move(why_not),
                       .key = {},
                       .command = {.id = CommandId::act, .text = words}});
  };
  add({.kind = found->up ? ActionKind::broker_down : ActionKind::broker_up});
  add({.kind = found->paused ? ActionKind::resume_broker : ActionKind::pause_broker},
      found->up ? "" : fmt::format("Broker {} is down.", id));
  add({.kind = ActionKind::cut_connections});
  // A stand-in's partition is led by whoever is told to; else it takes a copy.
  const bool anybody_leads = input.source != RunSource::simulated || input.has_mocks_rules;
  const std::size_t first = entries.size();
  for (const Partition& partition : input.world.partitions) {
    if (entries.size() == first + kMostLeads || brokers.size() == 1) break;
    const Replica* copy = copy_of(partition, id);
    if (partition.leader == id || (!copy && !anybody_leads)) continue;
    add({.kind = ActionKind::move_leader, .text = name_of(partition)}, why_not_lead(*found, copy));
  }
  if (entries.size() > first) entries[first].starts_group = true;
  return entries;
}

std::string text(const std::vector<BrokerRow>& rows) {
  std::string out = rows.empty() ? "brokers: none known yet\n" : "brokers\n";
  for (const BrokerRow& row : rows) {
    const std::string_view up = row.up && !row.paused ? "up, " : "";
    const std::string behind = row.behind > 0 ? fmt::format(", {} behind", with_commas(row.behind)) : "";
    out += fmt::format("  {} {}{}{}\n", row.id, up, row.words.front(), behind);
  }
  return out;
}

std::string text(const std::vector<MenuEntry>& entries) {
  std::string out;
  for (const MenuEntry& entry : entries) {
    out += fmt::format("  {}{}\n", entry.words, entry.why_not.empty() ? "" : fmt::format(" (no: {})", entry.why_not));
  }
  return out;
}

std::size_t BrokerScroll::first(std::size_t total, std::size_t fit, std::int32_t wheel) {
  const auto last = static_cast<std::int64_t>(total - std::min(total, fit));
  first_ = static_cast<std::size_t>(std::clamp<std::int64_t>(static_cast<std::int64_t>(first_) + wheel, 0, last));
  return first_;
}

void BrokerScroll::turn(std::size_t total, std::size_t fit) {
  first_ = first_ + fit < total ? std::min(first_ + fit, total - fit) : 0;
}

namespace {

Role role_of(const BrokerRow& broker) {
  return !broker.up ? Role::vermilion : broker.paused || broker.lags ? Role::amber : Role::dim;
}

void draw_state(Paint& p, const BrokerRow& broker, float cx, float cy) {
  if (!broker.up) return cross(p, cx, cy, p.u(12), Role::vermilion);
  if (!broker.paused) return p.disc(cx, cy, 6, Role::green);
  for (const float x : {cx - p.u(5.5F), cx + p.u(1.5F)}) p.fill({x, cy - p.u(6), p.u(4), p.u(12)}, Role::amber, 1);
}

void draw_broker(Frame& f, const StageInput& input, const BrokerRow& broker, Rect row) {
  Paint& p = f.paint;
  const std::string name = fmt::format("broker {}", broker.id);
  const Rect body{row.x - p.u(10), row.y - p.u(1), row.w + p.u(12), row.h - p.u(4)};
  const Touch touch = f.widgets.touch(p, name, body, "", broker.sentence);
  if (touch.hovered) p.fill(body, Role::accent_soft, 6);
  if (touch.focused) p.stroke(body, Role::accent, 2, 6);
  draw_state(p, broker, row.x + p.u(7), row.y + p.u(14));
  Rect line{row.x + p.u(24), row.y, row.w - p.u(24), p.u(28)};
  p.text_in(line, Type::text, Role::text, name);
  line = {line.x, row.y + p.u(25), line.w, p.u(22)};
  const Role role = role_of(broker);
  if (broker.behind > 0) {
    line.w -= p.u(14) + p.text(Type::axis, line.right() - p.u(8), line.cy(), role,
                               "\u2212" + with_commas(broker.behind), Align::right);
  }
  // The first that fits; the last is cut.
  const auto fits = [&](const std::string& words) { return p.width(Type::axis, words) <= line.w; };
  const auto words = std::find_if(broker.words.begin(), broker.words.end() - 1, fits);
  p.text(Type::axis, line.x, line.cy(), role, p.fit(Type::axis, *words, line.w));
  const bool opens = touch.pressed || (touch.hovered && ImGui::IsMouseClicked(1));
  draw_menu_list(f, {name, "", prepare_broker_menu(input, broker.id)}, body, opens);
}

// Where to press for those that there is no room for.
bool draw_more(Frame& f, std::size_t count, Rect row) {
  Paint& p = f.paint;
  const Rect body{row.x - p.u(10), row.y, row.w + p.u(12), row.h};
  const Touch touch = f.widgets.touch(p, "more_brokers", body, "", "Shows the next ones; so does the wheel.");
  if (touch.hovered) p.fill(body, Role::accent_soft, 6);
  if (touch.focused) p.stroke(body, Role::accent, 2, 6);
  p.text_in(row, Type::axis, Role::accent, fmt::format("and {} more", with_commas(static_cast<std::int64_t>(count))));
  return touch.pressed;
}

}  // namespace

void draw_brokers(Frame& f, const StageInput& input, BrokerScroll& scroll) {
  const Rect card = f.layout.brokers;
  if (card.empty()) return;
  Paint& p = f.paint;
  const std::vector<BrokerRow> rows = prepare_brokers(input);
  p.card(card, Role::bar);
  p.text(Type::strong, card.x + p.u(18), card.y + p.u(22), Role::text, "BROKERS");
  const Rect area{card.x + p.u(18), card.y + p.u(42), card.w - p.u(28), card.h - p.u(50)};
  if (rows.empty()) {
    p.paragraph(area, Type::text, Role::dim, "None is known yet. The client asks when it runs.", 26);
    return;
  }
  const float pitch = std::max(p.u(52), p.height(Type::text) + p.height(Type::axis));
  auto fit = std::max<std::size_t>(1, static_cast<std::size_t>(area.h / pitch));
  const bool more = rows.size() > fit;
  if (more && fit > 1) --fit;
  const bool hovered =
      !f.widgets.in_layer() && ImGui::IsMouseHoveringRect({card.x, card.y}, {card.right(), card.bottom()}, false);
  const std::int32_t wheel = hovered ? static_cast<std::int32_t>(-ImGui::GetIO().MouseWheel) : 0;
  const std::size_t first = scroll.first(rows.size(), fit, wheel);
  Rect row{area.x, area.y, area.w, pitch};
  for (std::size_t i = first; i < std::min(first + fit, rows.size()); ++i) {
    draw_broker(f, input, rows[i], row);
    row.y += pitch;
  }
  if (more && draw_more(f, rows.size() - fit, {area.x, row.y, area.w, p.u(32)})) scroll.turn(rows.size(), fit);
}

}  // namespace inflight
