// Preparing and drawing the configuration; see config.h.
#include "app/view/config.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fmt/format.h>
#include <imgui.h>
#include <optional>

#include "core/base/duration.h"
#include "core/binding/properties.h"

namespace inflight {
namespace {

// Properties by the name that scripts use, and what they mean. CONFIGURATION.md has longer words for them.
struct Meaning {
  std::string_view name;
  std::string_view sentence;
};
constexpr std::array kMeanings{
    Meaning{"linger.ms", "How long a batch waits for more messages before it leaves."},
    Meaning{"batch.num.messages", "So many messages fill a batch."},
    Meaning{"batch.size", "So many bytes fill a batch."},
    Meaning{"message.max.bytes", "The largest request, and so the largest message."},
    Meaning{"queue.buffering.max.messages",
            "So many messages and unserved reports fit into the buffer; then produce() raises BufferError."},
    Meaning{"queue.buffering.max.kbytes", "So much memory the buffer may take; then produce() raises BufferError."},
    Meaning{"acks", "How many brokers must have a record before the leader answers. 0: it does not answer."},
    Meaning{"message.timeout.ms", "After this time an unanswered message fails; retries are within it."},
    Meaning{"retries", "How often a request is sent again after an error that may pass."},
    Meaning{"retry.backoff.ms", "The pause before a request is sent again."},
    Meaning{"max.in.flight", "So many requests may wait for their answers on one connection."},
    Meaning{"socket.timeout.ms", "After this time without an answer a request has failed."},
    Meaning{"reconnect.backoff.ms", "The pause before a lost connection is made again."},
    Meaning{"enable.idempotence", "The broker drops copies that the client's own retries make."},
    Meaning{"compression.type", "How batches are compressed."},
    Meaning{"compression.codec", "How batches are compressed."},
    Meaning{"partitioner", "How a key chooses the partition."},
    Meaning{"sticky.partitioning.linger.ms", "How long messages without a key stay with one partition."},
    Meaning{"delivery.report.only.error", "Reports of success are not queued: only failures are told."},
    Meaning{"statistics.interval.ms", "How often stats_cb is called. 0: never."},
    Meaning{"bootstrap.servers", "Where the client asks first which brokers there are."},
    Meaning{"client.id", "How the client names itself to the brokers."},
    Meaning{"debug", "What the library logs about itself."},
    Meaning{"transactional.id", "The producer's name in transactions."},
    Meaning{"security.protocol", "How the connection is protected."},
    Meaning{"on_delivery", "The callback of messages that bring none of their own."},
    Meaning{"error_cb", "Called, inside poll() or flush(), with errors of the client itself."},
    Meaning{"stats_cb", "Called, inside poll() or flush(), with statistics."},
    Meaning{"throttle_cb", "Called, inside poll() or flush(), when a broker slows the client down."},
    Meaning{"logger", "Where Python's log of the client goes."},
};

// Of a property with several names, the one that scripts use.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kUsual{
    {{"metadata.broker.list", "bootstrap.servers"},
     {"queue.buffering.max.ms", "linger.ms"},
     {"request.required.acks", "acks"},
     {"message.send.max.retries", "retries"},
     {"max.in.flight.requests.per.connection", "max.in.flight"}}};

std::string_view usual_name(std::string_view canonical) {
  const auto at = std::find_if(kUsual.begin(), kUsual.end(), [&](const auto& pair) { return pair.first == canonical; });
  return at == kUsual.end() ? canonical : at->second;
}

// Its place among those that are explained, or after them all.
std::size_t rank_of(std::string_view canonical) {
  const std::string_view name = usual_name(canonical);
  const auto at = std::find_if(kMeanings.begin(), kMeanings.end(), [&](const Meaning& m) { return m.name == name; });
  return static_cast<std::size_t>(at - kMeanings.begin());
}

std::string_view meaning_of(std::string_view canonical) {
  const std::size_t rank = rank_of(canonical);
  return rank < kMeanings.size() ? kMeanings[rank].sentence : std::string_view();
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// "1 MB", "976.5 kB"; decimal, as the property is.
std::string spoken_bytes(std::int64_t bytes) {
  constexpr std::array<std::pair<std::int64_t, std::string_view>, 3> kUnits{
      {{1'000'000'000, "GB"}, {1'000'000, "MB"}, {1'000, "kB"}}};
  for (const auto& [size, unit] : kUnits) {
    if (bytes < size) continue;
    const std::int64_t tenths = bytes / (size / 10);
    return tenths % 10 == 0 ? fmt::format("{} {}", tenths / 10, unit)
                            : fmt::format("{}.{} {}", tenths / 10, tenths % 10, unit);
  }
  return fmt::format("{} bytes", bytes);
}

// What stands for "as much as you like" or for "never" is a number to librdkafka.
std::string_view special_value(std::string_view canonical, std::int64_t number) {
  if (canonical == "message.timeout.ms" && number == 0) return "no limit";
  if (canonical == "message.send.max.retries" && number == 2'147'483'647) return "no limit";
  if (canonical == "queue.buffering.max.messages" && number == 0) return "no limit";
  if (canonical == "max.in.flight.requests.per.connection" && number == 1'000'000) return "no limit";
  if (canonical == "request.required.acks" && number == -1) return "all";
  if (canonical == "statistics.interval.ms" && number == 0) return "never";
  if (canonical == "connections.max.idle.ms" && number == 0) return "never";
  if (canonical == "topic.metadata.refresh.interval.ms" && number == -1) return "never";
  return {};
}

std::string_view default_of(const PropertyInfo& property) {
  if (property.type == PropertyType::callback) return "none";
  return property.fallback.empty() ? "not set" : property.fallback;
}

std::string lower(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), [](unsigned char c) { return std::tolower(c); });
  return small;
}

// Every word is somewhere in it.
bool matches(const ConfigLine& line, const std::string& canonical, std::string_view search) {
  const std::string all =
      lower(fmt::format("{} {} {} {} {}", line.name, canonical, line.value, line.raw, line.meaning));
  const std::string words = lower(search);
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (all.find(words.substr(at, end - at)) == std::string::npos) return false;
    at = end + 1;
  }
  return true;
}

ConfigLine line_of(const StageInput& input, const PropertyInfo& property, std::string_view name, std::string_view raw,
                   bool set) {
  ConfigLine line{.name = std::string(name), .raw = std::string(raw), .set = set};
  line.value = set && property.type == PropertyType::callback ? "set" : spoken_value(name, raw);
  line.meaning = meaning_of(canonical_name(property));
  line.no_effect = input.source == RunSource::simulated && !property.modelled;
  return line;
}

}  // namespace

std::string spoken_value(std::string_view name, std::string_view value) {
  const PropertyInfo* property = find_property(name);
  const std::optional<std::int64_t> number = whole_number(value);
  if (!property || !number) return std::string(value);
  const std::string_view canonical = canonical_name(*property);
  if (const std::string_view special = special_value(canonical, *number); !special.empty()) return std::string(special);
  if (canonical.ends_with(".ms")) return *number == 0 ? "0" : format_duration(*number * kMillisecond);
  if (canonical.ends_with(".kbytes")) return spoken_bytes(*number * 1024);
  if (canonical.ends_with(".bytes") || canonical == "batch.size") return spoken_bytes(*number);
  return property->type == PropertyType::integer ? with_commas(*number) : std::string(value);
}

ConfigRows prepare_config(const StageInput& input, std::string_view search) {
  ConfigRows rows;
  const bool created = !input.world.producers.empty() && input.world.producers.front().created;
  std::vector<std::string_view> given;  // canonical names
  const auto add = [&](const PropertyInfo& property, ConfigLine line) {
    if (matches(line, std::string(canonical_name(property)), search)) rows.lines.push_back(std::move(line));
  };
  std::string_view rest = created ? std::string_view(*input.world.producers.front().configuration) : std::string_view();
  while (!rest.empty()) {
    const std::string_view entry = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), entry.size() + 1));
    const std::size_t equals = entry.find('=');
    const PropertyInfo* property = equals == std::string_view::npos ? nullptr : find_property(entry.substr(0, equals));
    if (!property) continue;
    given.push_back(canonical_name(*property));
    add(*property, line_of(input, *property, entry.substr(0, equals), entry.substr(equals + 1), true));
  }
  std::vector<const PropertyInfo*> rest_of_them;
  for (const PropertyInfo& property : properties()) {
    const bool another_name = !property.alias_of.empty();
    if (another_name || property.side == PropertySide::consumer) continue;
    if (std::find(given.begin(), given.end(), property.name) == given.end()) rest_of_them.push_back(&property);
  }
  std::stable_sort(rest_of_them.begin(), rest_of_them.end(),
                   [](const auto* x, const auto* y) { return rank_of(x->name) < rank_of(y->name); });
  for (const PropertyInfo* property : rest_of_them) {
    add(*property, line_of(input, *property, usual_name(property->name), default_of(*property), false));
  }
  rows.heading = created ? fmt::format("{} set, {} by default", given.size(), rest_of_them.size())
                         : fmt::format("{} properties, no producer yet", rest_of_them.size());
  if (rows.lines.empty()) rows.nothing = fmt::format("No property has “{}” in its name or meaning.", search);
  return rows;
}

std::string text(const ConfigRows& rows, std::size_t most) {
  std::string out = fmt::format("configuration: {}\n", rows.heading);
  for (std::size_t i = 0; i < std::min(most, rows.lines.size()); ++i) {
    const ConfigLine& line = rows.lines[i];
    out += fmt::format("  {} = {}{}{}\n", line.name, line.value, line.set ? "" : " (default)",
                       line.no_effect ? " (no effect in the simulation)" : "");
  }
  if (rows.lines.size() > most) out += fmt::format("  and {} more\n", rows.lines.size() - most);
  if (!rows.nothing.empty()) out += fmt::format("  {}\n", rows.nothing);
  return out;
}

namespace {

constexpr float kHead = 56;   // units, of the card's heading with the field
constexpr float kPitch = 30;  // of a line
constexpr float kTag = 78;    // the column of "default" and "no effect"

std::string hint_of(const ConfigLine& line) {
  std::string hint = line.meaning;
  const auto add = [&](std::string_view sentence) {
    if (!hint.empty()) hint += '\n';
    hint += sentence;
  };
  add(fmt::format("{} = {}{}", line.name, line.raw, line.set ? "" : ", the default"));
  if (line.no_effect) add("The simulation accepts it, and does nothing with it.");
  return hint;
}

void draw_line(Frame& f, const ConfigLine& line, Rect row) {
  Paint& p = f.paint;
  const float value = std::min(p.width(line.set ? Type::strong : Type::text, line.value), row.w * 0.4F);
  const Rect tag{row.right() - p.u(kTag), row.y, p.u(kTag), row.h};
  const Rect place{tag.x - p.u(12) - value, row.y, value, row.h};
  p.hint(row, hint_of(line));
  p.text_in({row.x, row.y, place.x - row.x - p.u(12), row.h}, Type::code, line.set ? Role::text : Role::dim, line.name);
  p.text_in(place, line.set ? Type::strong : Type::text, line.set ? Role::accent : Role::dim, line.value, Align::right);
  const std::string_view word = line.no_effect && line.set ? "no effect" : line.set ? "" : "default";
  p.text(Type::axis, tag.x, tag.cy(), line.set ? Role::amber : Role::dim, word);
}

// A thumb at the right edge: how much of the list is seen.
void draw_thumb(Paint& p, Rect area, std::int32_t first, std::int32_t fit, std::int32_t total) {
  if (total <= fit) return;
  const float share = static_cast<float>(fit) / static_cast<float>(total);
  const float high = std::max(p.u(24), area.h * share);
  const float way = static_cast<float>(first) / static_cast<float>(total - fit);
  p.fill({area.right() - p.u(5), area.y + (area.h - high) * way, p.u(5), high}, Role::outline_strong, 2.5F);
}

}  // namespace

void draw_config(Frame& f, const StageInput& input, ConfigSearch& search) {
  const Rect card = f.layout.configuration;
  if (card.empty()) return;
  Paint& p = f.paint;
  const ConfigRows rows = prepare_config(input, search.words.data());
  if (search.found != search.words.data()) {
    search.found = search.words.data();
    search.first = 0;
  }
  p.card(card);
  const Rect head{card.x + p.u(16), card.y + p.u(8), card.w - p.u(28), p.u(40)};
  const float field = std::min(p.u(200), head.w * 0.46F);
  const float title = p.text(Type::strong, head.x, head.cy(), Role::dim, "Configuration");
  p.hint({head.x, head.y, title, head.h}, rows.heading);
  f.widgets.text_field(p, "search_configuration", {head.right() - field, head.y, field, head.h}, "search",
                       search.words);

  const Rect area{card.x + p.u(16), card.y + p.u(kHead), card.w - p.u(30), card.h - p.u(kHead + 8)};
  const float pitch = std::max(p.u(kPitch), p.height(Type::code) * 1.2F);
  const auto fit = std::max(1, static_cast<std::int32_t>(area.h / pitch));
  const auto total = static_cast<std::int32_t>(rows.lines.size());
  const bool hovered = ImGui::IsMouseHoveringRect({card.x, card.y}, {card.right(), card.bottom()}, false);
  if (hovered) search.first -= static_cast<std::int32_t>(3 * ImGui::GetIO().MouseWheel);
  search.first = std::clamp(search.first, 0, std::max(0, total - fit));
  Rect row{area.x, area.y, area.w - p.u(14), pitch};
  for (std::int32_t i = search.first; i < std::min(total, search.first + fit); ++i) {
    draw_line(f, rows.lines[static_cast<std::size_t>(i)], row);
    row.y += pitch;
  }
  if (!rows.nothing.empty()) p.paragraph(area, Type::text, Role::dim, rows.nothing, 26);
  draw_thumb(p, area, search.first, fit, total);
}

}  // namespace inflight
