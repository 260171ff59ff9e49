// find(), count(), replace(), partition() and their like, of str and bytes; see methods_text.h.
#include <algorithm>
#include <fmt/format.h>

#include "core/script/methods_text.h"
#include "core/script/source.h"
#include "core/script/text.h"

namespace inflight::script {

template <>
std::string_view part_of<Str>(Machine& m, const Value& argument, std::string_view sentence) {
  if (const Str* text = argument.get<Str>()) return text->text;
  // CPython's clinic names an argument, and says None.
  const bool none = argument.is_none() && sentence.find("argument") != std::string_view::npos;
  m.raise(errors::TypeError, fmt::format("{}, not {}", sentence, none ? "None" : type_of(argument).name));
}

template <>
std::string_view part_of<Bytes>(Machine& m, const Value& argument, std::string_view) {
  if (const Bytes* bytes = argument.get<Bytes>()) return bytes->data;
  m.raise(errors::TypeError, fmt::format("a bytes-like object is required, not '{}'", type_of(argument).name));
}

namespace {

std::int64_t length_of(const Value& self) {
  return self.is(Str::kType) ? self.to<Str>().characters() : static_cast<std::int64_t>(self.to<Bytes>().data.size());
}

// The stretch of the text that the arguments start and end name, in bytes.
struct Stretch {
  std::size_t from = 0;
  std::size_t to = 0;
  bool beyond = false;  // it starts behind the end, or ends before it starts: not even "" is in it
};

template <typename T>
Stretch stretch_of(Machine& m, const Value& self, const Args& args) {
  const std::int64_t length = length_of(self);
  const auto bound = [&](std::size_t n, std::int64_t fallback) {
    if (args.positional.size() <= n || args.positional[n].is_none()) return fallback;
    if (!args.positional[n].is_integral()) {
      m.raise(errors::TypeError, "slice indices must be integers or None or have an __index__ method");
    }
    const std::int64_t at = args.positional[n].as_integer();
    return at < 0 ? std::max<std::int64_t>(0, at + length) : at;
  };
  const std::int64_t from = bound(1, 0);
  const std::int64_t to = std::min(bound(2, length), length);
  if (from > to) return {.beyond = true};
  const std::string& text = content<T>(self);
  const bool plain = static_cast<std::int64_t>(text.size()) == length;
  const auto offset = [&](std::int64_t at) {
    return plain ? static_cast<std::size_t>(at) : byte_offset(text, static_cast<std::size_t>(at));
  };
  return {.from = offset(from), .to = offset(to)};
}

void expect_search(Machine& m, const Value& self, const Args& args, std::string_view name) {
  if (!args.named.empty()) {
    m.raise(errors::TypeError, fmt::format("{}.{}() takes no keyword arguments", type_of(self).name, name));
  }
  const std::size_t given = args.positional.size();
  if (given >= 1 && given <= 3) return;
  m.raise(errors::TypeError, fmt::format("{}() takes at {} ({} given)", name,
                                         given == 0 ? "least 1 argument" : "most 3 arguments", given));
}

// What is searched for: bytes also look for a single byte.
template <typename T>
std::string sought(Machine& m, const Value& argument) {
  if constexpr (std::is_same_v<T, Bytes>) {
    if (argument.is_integral()) {
      if (argument.as_integer() < 0 || argument.as_integer() > 255) {
        m.raise(errors::ValueError, "byte must be in range(0, 256)");
      }
      return std::string(1, static_cast<char>(argument.as_integer()));
    }
    if (!argument.is(Bytes::kType)) {
      m.raise(errors::TypeError,
              fmt::format("argument should be integer or bytes-like object, not '{}'", type_of(argument).name));
    }
  }
  return std::string(part_of<T>(m, argument, "must be str"));
}

template <typename T>
std::int64_t find_in(Machine& m, const Value& self, const Args& args, std::string_view name, bool last) {
  expect_search(m, self, args, name);
  const std::string part = sought<T>(m, args.positional[0]);
  const Stretch stretch = stretch_of<T>(m, self, args);
  if (stretch.beyond) return -1;
  const std::string_view text = std::string_view(content<T>(self)).substr(0, stretch.to);
  m.charge_steps(static_cast<std::int64_t>(text.size() / 64));
  const std::size_t at = last ? text.rfind(part) : text.find(part, stretch.from);
  if (at == std::string_view::npos || at < stretch.from) return -1;
  if (std::is_same_v<T, Bytes>) return static_cast<std::int64_t>(at);
  return static_cast<std::int64_t>(count_characters(text.substr(0, at)));
}

template <typename T>
Value must_find(Machine& m, std::int64_t at) {
  if (at < 0) {
    m.raise(errors::ValueError, std::is_same_v<T, Str> ? "substring not found" : "subsection not found");
  }
  return Value::integer(at);
}

template <typename T>
Value begins_or_ends(Machine& m, const Value& self, const Args& args, bool begins) {
  const std::string_view name = begins ? "startswith" : "endswith";
  expect_search(m, self, args, name);
  const Stretch stretch = stretch_of<T>(m, self, args);
  const std::string_view text =
      stretch.beyond ? std::string_view()
                     : std::string_view(content<T>(self)).substr(stretch.from, stretch.to - stretch.from);
  const auto matches = [&](const Value& one) {
    const std::string& part = content<T>(one);
    if (stretch.beyond) return false;
    return begins ? text.starts_with(part) : text.ends_with(part);
  };
  const std::string_view type = T::kType.name;
  if (const Tuple* several = args.positional[0].get<Tuple>()) {
    for (const Value& one : several->items) {
      if (!one.is(T::kType)) {
        m.raise(errors::TypeError,
                std::is_same_v<T, Str>
                    ? fmt::format("tuple for {} must only contain str, not {}", name, type_of(one).name)
                    : fmt::format("a bytes-like object is required, not '{}'", type_of(one).name));
      }
      if (matches(one)) return Value::boolean(true);
    }
    return Value::boolean(false);
  }
  if (!args.positional[0].is(T::kType)) {
    m.raise(errors::TypeError, fmt::format("{} first arg must be {} or a tuple of {}, not {}", name, type, type,
                                           type_of(args.positional[0]).name));
  }
  return Value::boolean(matches(args.positional[0]));
}

template <typename T>
Value parts(Machine& m, const Value& self, const Args& args, std::string_view name, bool last) {
  expect_one(m, self, args, name);
  const std::string_view text = content<T>(self);
  const std::string part(part_of<T>(m, args.positional[0], "must be str"));
  if (part.empty()) m.raise(errors::ValueError, "empty separator");
  const std::size_t at = last ? text.rfind(part) : text.find(part);
  if (at == std::string_view::npos) {
    const Value none = make<T>(m, "");
    return last ? m.tuple({none, none, self}) : m.tuple({self, none, none});
  }
  return m.tuple({make<T>(m, text.substr(0, at)), make<T>(m, part), make<T>(m, text.substr(at + part.size()))});
}

// Where the next "" is put in: behind one character.
std::size_t behind_one(std::string_view text, std::size_t at, bool characters) {
  if (at >= text.size()) return text.size() + 1;
  if (!characters) return at + 1;
  next_code_point(text, at);
  return at;
}

}  // namespace

template <typename T>
Value text_find(Machine& m, const Value& self, const Args& args) {
  return Value::integer(find_in<T>(m, self, args, "find", false));
}
template <typename T>
Value text_rfind(Machine& m, const Value& self, const Args& args) {
  return Value::integer(find_in<T>(m, self, args, "rfind", true));
}
template <typename T>
Value text_index(Machine& m, const Value& self, const Args& args) {
  return must_find<T>(m, find_in<T>(m, self, args, "index", false));
}
template <typename T>
Value text_rindex(Machine& m, const Value& self, const Args& args) {
  return must_find<T>(m, find_in<T>(m, self, args, "rindex", true));
}

template <typename T>
Value text_count(Machine& m, const Value& self, const Args& args) {
  expect_search(m, self, args, "count");
  const std::string part = sought<T>(m, args.positional[0]);
  const Stretch stretch = stretch_of<T>(m, self, args);
  if (stretch.beyond) return Value::integer(0);
  const std::string_view text = std::string_view(content<T>(self)).substr(stretch.from, stretch.to - stretch.from);
  m.charge_steps(static_cast<std::int64_t>(text.size() / 64));
  if (part.empty()) {
    return Value::integer(1 + static_cast<std::int64_t>(std::is_same_v<T, Str> ? count_characters(text) : text.size()));
  }
  std::int64_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return Value::integer(found);
}

template <typename T>
Value text_startswith(Machine& m, const Value& self, const Args& args) {
  return begins_or_ends<T>(m, self, args, true);
}
template <typename T>
Value text_endswith(Machine& m, const Value& self, const Args& args) {
  return begins_or_ends<T>(m, self, args, false);
}

template <typename T>
Value text_replace(Machine& m, const Value& self, const Args& args) {
  expect_method(m, self, args, "replace", 2, 3);
  const std::string_view from = part_of<T>(m, args.positional[0], "replace() argument 1 must be str");
  const std::string_view to = part_of<T>(m, args.positional[1], "replace() argument 2 must be str");
  std::int64_t left = args.positional.size() > 2 ? m.index_of(args.positional[2], "") : -1;
  if (left < 0) left = INT64_MAX;
  const std::string_view text = content<T>(self);
  std::string out;
  std::size_t copied = 0;  // of the text
  for (std::size_t at = 0; left > 0 && at <= text.size(); --left) {
    const std::size_t found = text.find(from, at);
    if (found == std::string_view::npos) break;
    m.charge_steps(1);
    m.heap().reserve(out.size() + to.size() + text.size());
    out += text.substr(copied, found - copied);
    out += to;
    copied = found + from.size();
    at = from.empty() ? behind_one(text, found, std::is_same_v<T, Str>) : copied;
  }
  out += text.substr(copied);
  return make<T>(m, out);
}

template <typename T>
Value text_partition(Machine& m, const Value& self, const Args& args) {
  return parts<T>(m, self, args, "partition", false);
}
template <typename T>
Value text_rpartition(Machine& m, const Value& self, const Args& args) {
  return parts<T>(m, self, args, "rpartition", true);
}

template <typename T>
Value text_removeprefix(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "removeprefix");
  const std::string_view part = part_of<T>(m, args.positional[0], "removeprefix() argument must be str");
  const std::string_view text = content<T>(self);
  return text.starts_with(part) ? make<T>(m, text.substr(part.size())) : self;
}
template <typename T>
Value text_removesuffix(Machine& m, const Value& self, const Args& args) {
  expect_one(m, self, args, "removesuffix");
  const std::string_view part = part_of<T>(m, args.positional[0], "removesuffix() argument must be str");
  const std::string_view text = content<T>(self);
  return text.ends_with(part) ? make<T>(m, text.substr(0, text.size() - part.size())) : self;
}

#define INFLIGHT_FOR_BOTH(function)                                  \
  template Value function<Str>(Machine&, const Value&, const Args&); \
  template Value function<Bytes>(Machine&, const Value&, const Args&);
INFLIGHT_FOR_BOTH(text_find)
INFLIGHT_FOR_BOTH(text_rfind)
INFLIGHT_FOR_BOTH(text_index)
INFLIGHT_FOR_BOTH(text_rindex)
INFLIGHT_FOR_BOTH(text_count)
INFLIGHT_FOR_BOTH(text_startswith)
INFLIGHT_FOR_BOTH(text_endswith)
INFLIGHT_FOR_BOTH(text_replace)
INFLIGHT_FOR_BOTH(text_partition)
INFLIGHT_FOR_BOTH(text_rpartition)
INFLIGHT_FOR_BOTH(text_removeprefix)
INFLIGHT_FOR_BOTH(text_removesuffix)
#undef INFLIGHT_FOR_BOTH

}  // namespace inflight::script
