// See unicode.h.
#include "core/script/unicode.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "core/script/text.h"

namespace inflight::script {
namespace {

// Each step-th character from first to last; and to how far away its other case lies, or to what text it becomes.
struct Stretch {
  std::uint32_t first;
  std::uint32_t last;
  std::uint32_t step;
  std::int32_t by;
  const char* several;
};

#define INFLIGHT_TABLE(name) constexpr Stretch k_##name[] = {
#define R(first, last, step) {first, last, step, 0, nullptr},
#define S(first, last, step, by) {first, last, step, by, nullptr},
#define M(character, text) {character, character, 1, 0, text},
#define INFLIGHT_END \
  }                  \
  ;
#include "core/script/unicode.inl"
#undef INFLIGHT_TABLE
#undef R
#undef S
#undef M
#undef INFLIGHT_END

const Stretch* find(std::span<const Stretch> table, std::uint32_t c) {
  const auto at =
      std::partition_point(table.begin(), table.end(), [c](const Stretch& stretch) { return stretch.last < c; });
  if (at == table.end() || c < at->first || (c - at->first) % at->step != 0) return nullptr;
  return &*at;
}

bool ascii_upper(std::uint32_t c) { return c >= 'A' && c <= 'Z'; }
bool ascii_lower(std::uint32_t c) { return c >= 'a' && c <= 'z'; }
bool ascii_digit(std::uint32_t c) { return c >= '0' && c <= '9'; }

void append_changed(std::string& out, std::uint32_t c, std::span<const Stretch> table) {
  const Stretch* stretch = find(table, c);
  if (stretch != nullptr && stretch->several != nullptr) {
    out += stretch->several;
    return;
  }
  append_utf8(out, stretch == nullptr ? c : static_cast<std::uint32_t>(static_cast<std::int32_t>(c) + stretch->by));
}

}  // namespace

bool is_alpha(std::uint32_t c) { return c < 0x80 ? ascii_upper(c) || ascii_lower(c) : find(k_alpha, c) != nullptr; }
bool is_upper(std::uint32_t c) { return c < 0x80 ? ascii_upper(c) : find(k_upper, c) != nullptr; }
bool is_lower(std::uint32_t c) { return c < 0x80 ? ascii_lower(c) : find(k_lower, c) != nullptr; }
bool is_title(std::uint32_t c) { return find(k_title, c) != nullptr; }
bool is_decimal(std::uint32_t c) { return c < 0x80 ? ascii_digit(c) : find(k_decimal, c) != nullptr; }
bool is_digit(std::uint32_t c) { return c < 0x80 ? ascii_digit(c) : find(k_digit, c) != nullptr; }
bool is_numeric(std::uint32_t c) { return c < 0x80 ? ascii_digit(c) : find(k_numeric, c) != nullptr; }
bool is_space(std::uint32_t c) {
  return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F) : find(k_space, c) != nullptr;
}
bool is_printable(std::uint32_t c) { return c < 0x80 ? c >= 0x20 && c != 0x7F : find(k_unprintable, c) == nullptr; }
bool is_cased(std::uint32_t c) { return is_upper(c) || is_lower(c) || is_title(c); }

void append_upper(std::string& out, std::uint32_t c) {
  c < 0x80 ? append_utf8(out, ascii_lower(c) ? c - 32 : c) : append_changed(out, c, k_to_upper);
}
void append_lower(std::string& out, std::uint32_t c) {
  c < 0x80 ? append_utf8(out, ascii_upper(c) ? c + 32 : c) : append_changed(out, c, k_to_lower);
}
void append_title(std::string& out, std::uint32_t c) {
  c < 0x80 ? append_upper(out, c) : append_changed(out, c, k_to_title);
}
void append_folded(std::string& out, std::uint32_t c) {
  c < 0x80 ? append_lower(out, c) : append_changed(out, c, k_to_folded);
}
void append_swapped(std::string& out, std::uint32_t c) { is_upper(c) ? append_lower(out, c) : append_upper(out, c); }

}  // namespace inflight::script
