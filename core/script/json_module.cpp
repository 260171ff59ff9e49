// json.dumps() as CPython's writes it; see json_module.h.
#include "core/script/json_module.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "core/script/text.h"

namespace inflight::script {
namespace {

struct Style {
  bool ascii = true;
  bool sort_keys = false;
  std::string indent;  // one level's; empty: on one line
  bool indented = false;
  std::string item_separator = ", ";
  std::string key_separator = ": ";
  Value fallback;  // default=
};

std::string quoted(std::string_view text, bool ascii) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = next_code_point(text, at);
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      default:
        if (c < 0x20 || (ascii && c >= 0x7F && c < 0x10000 && c != 0x7F))
          out += fmt::format("\\u{:04x}", c);
        else if (ascii && c >= 0x10000)
          out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF));
        else
          append_utf8(out, c);
    }
  }
  return out + "\"";
}

std::string real(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return float_repr(value);
}

class Writer {
 public:
  Writer(Machine& machine, const Style& style) : m_(machine), style_(style) {}

  void write(const Value& value) {
    const ReprGuard guard(m_);
    m_.heap().reserve(out_.size());
    if (value.is_none())
      out_ += "null";
    else if (value.is_boolean())
      out_ += value.as_integer() != 0 ? "true" : "false";
    else if (value.is_integer())
      out_ += std::to_string(value.as_integer());
    else if (value.is_real())
      out_ += real(value.as_real());
    else if (const Str* text = value.get<Str>())
      out_ += quoted(text->text, style_.ascii);
    else if (const List* list = value.get<List>())
      items(list->items);
    else if (const Tuple* tuple = value.get<Tuple>())
      items(tuple->items);
    else if (const Dict* dict = value.get<Dict>())
      members(*dict);
    else if (!style_.fallback.is_unset())
      write(m_.call(style_.fallback, {&value, 1}));
    else
      m_.raise(errors::TypeError, fmt::format("Object of type {} is not JSON serializable", type_of(value).name));
  }

  std::string take() { return std::move(out_); }

 private:
  void new_line() {
    if (!style_.indented) return;
    out_ += '\n';
    for (std::int32_t n = 0; n < level_; ++n) out_ += style_.indent;
  }

  void items(const std::vector<Value>& all) {
    if (all.empty()) {
      out_ += "[]";
      return;
    }
    out_ += '[';
    ++level_;
    for (std::size_t n = 0; n < all.size(); ++n) {
      if (n > 0) out_ += style_.item_separator;
      new_line();
      write(all[n]);
    }
    --level_;
    new_line();
    out_ += ']';
  }

  std::string key(const Value& value) {
    if (const Str* text = value.get<Str>()) return text->text;
    if (value.is_none()) return "null";
    if (value.is_boolean()) return value.as_integer() != 0 ? "true" : "false";
    if (value.is_integer()) return std::to_string(value.as_integer());
    if (value.is_real()) return real(value.as_real());
    m_.raise(errors::TypeError, fmt::format("keys must be str, int, float, bool or None, not {}", type_of(value).name));
  }

  void members(const Dict& dict) {
    std::vector<std::pair<std::string, Value>> all;
    for (std::size_t at = 0; at < dict.table.end(); ++at) {
      const Table::Entry& entry = dict.table.at(at);
      if (!entry.key.is_unset()) all.emplace_back(key(entry.key), entry.value);
    }
    if (style_.sort_keys) {
      std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    }
    if (all.empty()) {
      out_ += "{}";
      return;
    }
    out_ += '{';
    ++level_;
    for (std::size_t n = 0; n < all.size(); ++n) {
      if (n > 0) out_ += style_.item_separator;
      new_line();
      out_ += quoted(all[n].first, style_.ascii) + style_.key_separator;
      write(all[n].second);
    }
    --level_;
    new_line();
    out_ += '}';
  }

  Machine& m_;
  const Style& style_;
  std::string out_;
  std::int32_t level_ = 0;
};

Value dumps(Machine& m, const Value&, const Args& args) {
  if (args.positional.size() != 1) {
    m.raise(errors::TypeError,
            fmt::format("dumps() takes 1 positional argument but {} were given", args.positional.size()));
  }
  Style style;
  bool separators = false;
  for (std::size_t n = 0; n < args.named.size(); ++n) {
    const std::string& name = args.names[n];
    const Value& value = args.named[n];
    if (name == "ensure_ascii")
      style.ascii = m.truth(value);
    else if (name == "sort_keys")
      style.sort_keys = m.truth(value);
    else if (name == "default")
      style.fallback = value.is_none() ? Value() : value;
    else if (name == "indent") {
      style.indented = !value.is_none();
      if (value.is_integral())
        style.indent = std::string(static_cast<std::size_t>(std::clamp<std::int64_t>(value.as_integer(), 0, 100)), ' ');
      else if (value.is(Str::kType))
        style.indent = value.to<Str>().text;
      if (style.indented && !separators) style.item_separator = ",";
    } else if (name == "separators") {
      if (value.is_none()) continue;
      const std::vector<Value> both = m.collect(value);
      if (both.size() != 2) m.raise(errors::ValueError, "separators must be a pair of texts");
      style.item_separator = m.str(both[0]);
      style.key_separator = m.str(both[1]);
      separators = true;
    } else {
      m.raise(errors::TypeError, fmt::format("Inflight's json.dumps() has no argument '{}'", name));
    }
  }
  Writer writer(m, style);
  writer.write(args.positional[0]);
  return m.text_of(writer.take());
}

constexpr std::array kMembers{ModuleMember{"dumps", dumps}};
constexpr ModuleSpec kModule{"json", kMembers};

}  // namespace

const ModuleSpec& json_module() { return kModule; }

}  // namespace inflight::script
