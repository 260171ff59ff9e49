// split(), strip(), join() and their like, of str and bytes; see methods_text.h.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include "core/script/methods_text.h"
#include "core/script/text.h"
#include "core/script/unicode.h"

namespace inflight::script {
namespace {

template <typename T>
constexpr bool kIsText = std::is_same_v<T, Str>;

// One character, or one byte, at `at`, which moves behind it.
template <typename T>
std::uint32_t next_of(std::string_view text, std::size_t& at) {
  if (kIsText<T>) return next_code_point(text, at);
  return static_cast<unsigned char>(text[at++]);
}
template <typename T>
bool blank(std::uint32_t c) {
  return kIsText<T> ? is_space(c) : (c == ' ' || (c >= 9 && c <= 13));
}
// Where the character before `at` begins.
template <typename T>
std::size_t before(std::string_view text, std::size_t at) {
  --at;
  while (kIsText<T> && at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

struct Split {
  std::optional<std::string> separator;
  std::int64_t most = INT64_MAX;
};

template <typename T>
Split split_arguments(Machine& m, const Args& args, std::string_view name) {
  static constexpr std::array<std::string_view, 2> kNames{"sep", "maxsplit"};
  const auto given = parse_args(m, args, name, kNames, 0);
  Split split;
  if (given[0] != nullptr && !given[0]->is_none()) {
    split.separator = part_of<T>(m, *given[0], "must be str or None");
    if (split.separator->empty()) m.raise(errors::ValueError, "empty separator");
  }
  if (given[1] != nullptr) split.most = m.index_of(*given[1], "");
  if (split.most < 0) split.most = INT64_MAX;
  return split;
}

template <typename T>
std::string_view strip_argument(Machine& m, const Value& argument, std::string_view name) {
  if (std::is_same_v<T, Str> && !argument.is(Str::kType)) {
    m.raise(errors::TypeError, fmt::format("{} arg must be None or str", name));
  }
  return part_of<T>(m, argument, "");
}

template <typename T>
Value strip_sides(Machine& m, const Value& self, const Args& args, std::string_view name, bool left, bool right) {
  expect_method(m, self, args, name, 0, 1);
  const std::string_view text = content<T>(self);
  std::vector<std::uint32_t> what;
  const bool blanks = args.positional.empty() || args.positional[0].is_none();
  if (!blanks) {
    const std::string_view given = strip_argument<T>(m, args.positional[0], name);
    for (std::size_t at = 0; at < given.size();) what.push_back(next_of<T>(given, at));
  }
  const auto goes = [&](std::size_t at) {
    const std::uint32_t c = next_of<T>(text, at);
    return blanks ? blank<T>(c) : std::find(what.begin(), what.end(), c) != what.end();
  };
  std::size_t from = 0;
  std::size_t to = text.size();
  while (left && from < to && goes(from)) next_of<T>(text, from);
  while (right && from < to && goes(before<T>(text, to))) to = before<T>(text, to);
  if (from == 0 && to == text.size()) return self;
  return make<T>(m, text.substr(from, to - from));
}

bool ends_line(std::uint32_t c, bool text) {
  if (c == '\n' || c == '\r') return true;
  return text && ((c >= 0x0B && c <= 0x0C) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029);
}

}  // namespace

template <typename T>
Value text_split(Machine& m, const Value& self, const Args& args) {
  const Split how = split_arguments<T>(m, args, "split");
  const std::string_view text = content<T>(self);
  Value result = m.list();
  List& parts = result.to<List>();
  std::int64_t left = how.most;
  std::size_t at = 0;
  if (how.separator) {
    for (; left > 0; --left) {
      const std::size_t found = text.find(*how.separator, at);
      if (found == std::string_view::npos) break;
      m.append(parts, make<T>(m, text.substr(at, found - at)));
      at = found + how.separator->size();
    }
    m.append(parts, make<T>(m, text.substr(at)));
    return result;
  }
  while (true) {
    std::size_t from = at;
    while (at < text.size() && blank<T>(next_of<T>(text, at))) from = at;
    if (from >= text.size()) return result;
    if (left-- <= 0) {
      m.append(parts, make<T>(m, text.substr(from)));
      return result;
    }
    std::size_t end = from;
    for (at = from; at < text.size();) {
      end = at;
      if (blank<T>(next_of<T>(text, at))) break;
      end = at;
    }
    m.append(parts, make<T>(m, text.substr(from, end - from)));
    at = end;
  }
}

template <typename T>
Value text_rsplit(Machine& m, const Value& self, const Args& args) {
  const Split how = split_arguments<T>(m, args, "rsplit");
  const std::string_view text = content<T>(self);
  std::vector<Value> parts;
  std::int64_t left = how.most;
  std::size_t end = text.size();
  if (how.separator) {
    for (; left > 0; --left) {
      const std::size_t at = text.substr(0, end).rfind(*how.separator);
      if (at == std::string_view::npos) break;
      const std::size_t from = at + how.separator->size();
      parts.push_back(make<T>(m, text.substr(from, end - from)));
      end = at;
    }
    parts.push_back(make<T>(m, text.substr(0, end)));
  } else {
    const auto blank_before = [&](std::size_t at) {
      std::size_t look = before<T>(text, at);
      return blank<T>(next_of<T>(text, look));
    };
    while (true) {
      while (end > 0 && blank_before(end)) end = before<T>(text, end);
      if (end == 0) break;
      std::size_t from = end;
      if (left-- <= 0)
        from = 0;
      else
        while (from > 0 && !blank_before(from)) from = before<T>(text, from);
      parts.push_back(make<T>(m, text.substr(from, end - from)));
      end = from;
    }
  }
  std::reverse(parts.begin(), parts.end());
  return m.list(std::move(parts));
}

template <typename T>
Value text_splitlines(Machine& m, const Value& self, const Args& args) {
  static constexpr std::array<std::string_view, 1> kNames{"keepends"};
  const auto given = parse_args(m, args, "splitlines", kNames, 0);
  const bool keep = given[0] != nullptr && m.truth(*given[0]);
  const std::string_view text = content<T>(self);
  Value result = m.list();
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = at;
    const std::uint32_t c = next_of<T>(text, at);
    if (!ends_line(c, kIsText<T>)) continue;
    if (c == '\r' && at < text.size() && text[at] == '\n') ++at;
    m.append(result.to<List>(), make<T>(m, text.substr(from, (keep ? at : end) - from)));
    from = at;
  }
  if (from < text.size()) m.append(result.to<List>(), make<T>(m, text.substr(from)));
  return result;
}

template <typename T>
Value text_strip(Machine& m, const Value& self, const Args& args) {
  return strip_sides<T>(m, self, args, "strip", true, true);
}
template <typename T>
Value text_lstrip(Machine& m, const Value& self, const Args& args) {
  return strip_sides<T>(m, self, args, "lstrip", true, false);
}
template <typename T>
Value text_rstrip(Machine& m, const Value& self, const Args& args) {
  return strip_sides<T>(m, self, args, "rstrip", false, true);
}

template <typename T>
Value text_join(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "join");
  if (!m.iterable(args.positional[0])) m.raise(errors::TypeError, "can only join an iterable");
  const std::vector<Value> parts = m.collect(args.positional[0]);
  const std::string& separator = content<T>(self);
  std::size_t size = 0;
  for (std::size_t n = 0; n < parts.size(); ++n) {
    if (!parts[n].is(T::kType)) {
      m.raise(errors::TypeError,
              fmt::format("sequence item {}: expected {}, {} found", n,
                          kIsText<T> ? "str instance" : "a bytes-like object", type_of(parts[n]).name));
    }
    size += content<T>(parts[n]).size() + separator.size();
  }
  m.heap().reserve(size);
  std::string out;
  out.reserve(size);
  for (std::size_t n = 0; n < parts.size(); ++n) {
    if (n > 0) out += separator;
    out += content<T>(parts[n]);
  }
  return make<T>(m, out);
}

template <typename T>
Value text_expandtabs(Machine& m, const Value& self, const Args& args) {
  static constexpr std::array<std::string_view, 1> kNames{"tabsize"};
  const auto given = parse_args(m, args, "expandtabs", kNames, 0);
  const std::int64_t size = given[0] != nullptr ? m.index_of(*given[0], "") : 8;
  const std::string_view text = content<T>(self);
  std::string out;
  std::int64_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const std::uint32_t c = next_of<T>(text, at);
    if (c == '\t') {
      const std::int64_t spaces = size > 0 ? size - column % size : 0;
      m.heap().reserve(out.size() + static_cast<std::size_t>(spaces));
      out.append(static_cast<std::size_t>(spaces), ' ');
      column += spaces;
      continue;
    }
    out += text.substr(from, at - from);
    column = c == '\n' || c == '\r' ? 0 : column + 1;
  }
  return make<T>(m, out);
}

#define INFLIGHT_FOR_BOTH(function)                                  \
  template Value function<Str>(Machine&, const Value&, const Args&); \
  template Value function<Bytes>(Machine&, const Value&, const Args&);
INFLIGHT_FOR_BOTH(text_split)
INFLIGHT_FOR_BOTH(text_rsplit)
INFLIGHT_FOR_BOTH(text_splitlines)
INFLIGHT_FOR_BOTH(text_strip)
INFLIGHT_FOR_BOTH(text_lstrip)
INFLIGHT_FOR_BOTH(text_rstrip)
INFLIGHT_FOR_BOTH(text_join)
INFLIGHT_FOR_BOTH(text_expandtabs)
#undef INFLIGHT_FOR_BOTH

}  // namespace inflight::script
