// Upper and lower case, and what kind of characters a str has; see methods_text.h.
#include <array>

#include "core/script/methods_text.h"
#include "core/script/source.h"
#include "core/script/text.h"
#include "core/script/unicode.h"

namespace inflight::script {
namespace {

// Each character changed by `change`(out, character, whether the one before has a case).
template <typename F>
Value changed(Machine& m, const Value& self, const Args& args, std::string_view name, F&& change) {
  expect_none(m, self, args, name);
  const std::string& text = self.to<Str>().text;
  m.heap().reserve(3 * text.size());
  std::string out;
  bool after_cased = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = next_code_point(text, at);
    change(out, c, after_cased);
    after_cased = is_cased(c);
  }
  return m.text(out);
}

Value upper(Machine& m, const Value& self, const Args& args) {
  return changed(m, self, args, "upper", [](std::string& out, std::uint32_t c, bool) { append_upper(out, c); });
}
Value lower(Machine& m, const Value& self, const Args& args) {
  return changed(m, self, args, "lower", [](std::string& out, std::uint32_t c, bool) { append_lower(out, c); });
}
Value casefold(Machine& m, const Value& self, const Args& args) {
  return changed(m, self, args, "casefold", [](std::string& out, std::uint32_t c, bool) { append_folded(out, c); });
}
Value swapcase(Machine& m, const Value& self, const Args& args) {
  return changed(m, self, args, "swapcase", [](std::string& out, std::uint32_t c, bool) { append_swapped(out, c); });
}
Value title(Machine& m, const Value& self, const Args& args) {
  return changed(m, self, args, "title", [](std::string& out, std::uint32_t c, bool after_cased) {
    after_cased ? append_lower(out, c) : append_title(out, c);
  });
}
Value capitalize(Machine& m, const Value& self, const Args& args) {
  return changed(m, self, args, "capitalize", [](std::string& out, std::uint32_t c, bool) {
    out.empty() ? append_title(out, c) : append_lower(out, c);
  });
}

template <bool (*Holds)(std::uint32_t), bool Empty>
Value all_are(Machine& m, const Value& self, const Args& args, std::string_view name) {
  expect_none(m, self, args, name);
  const std::string& text = self.to<Str>().text;
  for (std::size_t at = 0; at < text.size();) {
    if (!Holds(next_code_point(text, at))) return Value::boolean(false);
  }
  return Value::boolean(Empty || !text.empty());
}
bool is_alnum(std::uint32_t c) { return is_alpha(c) || is_numeric(c) || is_digit(c) || is_decimal(c); }
bool is_plain(std::uint32_t c) { return c < 0x80; }

Value isalpha(Machine& m, const Value& self, const Args& args) {
  return all_are<is_alpha, false>(m, self, args, "isalpha");
}
Value isalnum(Machine& m, const Value& self, const Args& args) {
  return all_are<is_alnum, false>(m, self, args, "isalnum");
}
Value isdecimal(Machine& m, const Value& self, const Args& args) {
  return all_are<is_decimal, false>(m, self, args, "isdecimal");
}
Value isdigit(Machine& m, const Value& self, const Args& args) {
  return all_are<is_digit, false>(m, self, args, "isdigit");
}
Value isnumeric(Machine& m, const Value& self, const Args& args) {
  return all_are<is_numeric, false>(m, self, args, "isnumeric");
}
Value isspace(Machine& m, const Value& self, const Args& args) {
  return all_are<is_space, false>(m, self, args, "isspace");
}
Value isprintable(Machine& m, const Value& self, const Args& args) {
  return all_are<is_printable, true>(m, self, args, "isprintable");
}
Value isascii(Machine& m, const Value& self, const Args& args) {
  return all_are<is_plain, true>(m, self, args, "isascii");
}

// Some character has this case, and none the other.
Value has_case(Machine& m, const Value& self, const Args& args, std::string_view name, bool upper_case) {
  expect_none(m, self, args, name);
  const std::string& text = self.to<Str>().text;
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = next_code_point(text, at);
    if (is_title(c) || (upper_case ? is_lower(c) : is_upper(c))) return Value::boolean(false);
    any = any || is_cased(c);
  }
  return Value::boolean(any);
}
Value isupper(Machine& m, const Value& self, const Args& args) { return has_case(m, self, args, "isupper", true); }
Value islower(Machine& m, const Value& self, const Args& args) { return has_case(m, self, args, "islower", false); }

Value istitle(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args, "istitle");
  const std::string& text = self.to<Str>().text;
  bool any = false;
  bool after_cased = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t c = next_code_point(text, at);
    if ((is_upper(c) || is_title(c)) ? after_cased : (is_lower(c) && !after_cased)) return Value::boolean(false);
    after_cased = is_cased(c);
    any = any || after_cased;
  }
  return Value::boolean(any);
}

Value isidentifier(Machine& m, const Value& self, const Args& args) {
  expect_none(m, self, args, "isidentifier");
  const std::string& text = self.to<Str>().text;
  bool first = true;
  for (std::size_t at = 0; at < text.size(); first = false) {
    const std::uint32_t c = next_code_point(text, at);
    if (c != '_' && !is_alpha(c) && (first || !is_decimal(c))) return Value::boolean(false);
  }
  return Value::boolean(!first);
}

constexpr std::array kCase{Method{"upper", upper},
                           Method{"lower", lower},
                           Method{"casefold", casefold},
                           Method{"swapcase", swapcase},
                           Method{"title", title},
                           Method{"capitalize", capitalize},
                           Method{"isalpha", isalpha},
                           Method{"isalnum", isalnum},
                           Method{"isdecimal", isdecimal},
                           Method{"isdigit", isdigit},
                           Method{"isnumeric", isnumeric},
                           Method{"isspace", isspace},
                           Method{"isprintable", isprintable},
                           Method{"isascii", isascii},
                           Method{"isupper", isupper},
                           Method{"islower", islower},
                           Method{"istitle", istitle},
                           Method{"isidentifier", isidentifier}};

}  // namespace

std::span<const Method> case_methods() { return kCase; }

}  // namespace inflight::script
