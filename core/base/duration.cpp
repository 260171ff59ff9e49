// Parsing and printing durations; see duration.h.
#include "core/base/duration.h"

#include <array>
#include <cctype>
#include <fmt/format.h>

namespace inflight {
namespace {

struct Unit {
  std::string_view name;
  Nanos nanos;
};

constexpr std::array<Unit, 6> kUnits{{{"ns", 1},
                                      {"us", kMicrosecond},
                                      {"ms", kMillisecond},
                                      {"s", kSecond},
                                      {"min", 60 * kSecond},
                                      {"h", 3600 * kSecond}}};
constexpr Nanos kLongest = Nanos{100} * 365 * 24 * 3600 * kSecond;

Error not_a_duration(std::string_view text) {
  return usage_error(
      fmt::format("'{}' is not a duration. Write a number and a unit, like 400ms, 0.4s or 5min.", text.substr(0, 40)));
}

// "2.50" -> "2.5", "3.00" -> "3".
std::string without_trailing_zeros(std::string digits) {
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

}  // namespace

Result<Nanos> parse_duration(std::string_view text) {
  std::size_t i = 0;
  __extension__ using Wide = __int128;
  Wide digits = 0;
  Wide scale = 1;
  std::size_t count = 0;
  bool in_fraction = false;
  for (; i < text.size() && (std::isdigit(static_cast<unsigned char>(text[i])) || (text[i] == '.' && !in_fraction));
       ++i) {
    if (text[i] == '.') {
      in_fraction = true;
      continue;
    }
    if (++count > 24) return not_a_duration(text);
    digits = digits * 10 + (text[i] - '0');
    if (in_fraction) scale *= 10;
  }
  if (count == 0 || scale > kSecond) return not_a_duration(text);
  std::string_view unit_name = text.substr(i);
  while (!unit_name.empty() && unit_name.front() == ' ') unit_name.remove_prefix(1);
  for (const Unit& unit : kUnits) {
    if (unit.name != unit_name) continue;
    const Wide nanos = digits * unit.nanos / scale;
    if (nanos > kLongest) return usage_error(fmt::format("'{}' is longer than 100 years.", text.substr(0, 40)));
    return static_cast<Nanos>(nanos);
  }
  if (unit_name.empty() && digits == 0) return Nanos{0};
  return not_a_duration(text);
}

std::string format_duration(Nanos duration) {
  if (duration < 0) return "-" + format_duration(duration == std::numeric_limits<Nanos>::min() ? kForever : -duration);
  if (duration == 0) return "0";
  for (std::size_t i = kUnits.size(); i-- > 0;) {
    const Unit& unit = kUnits[i];
    if (duration < unit.nanos) continue;
    const bool whole_only = unit.nanos > kSecond;
    if (whole_only && duration % unit.nanos != 0) continue;
    std::string fraction;
    for (Nanos rest = duration % unit.nanos, digit = unit.nanos / 10; digit > 0; rest %= digit, digit /= 10) {
      fraction += static_cast<char>('0' + rest / digit);
    }
    return fmt::format("{} {}", without_trailing_zeros(fmt::format("{}.{}0", duration / unit.nanos, fraction)),
                       unit.name);
  }
  return fmt::format("{} ns", duration);
}

std::string format_seconds(Nanos at, int decimals) {
  Nanos unit = kSecond;
  for (int i = 0; i < decimals; ++i) unit /= 10;
  const Nanos cut = at / unit;
  const Nanos per_second = kSecond / unit;
  if (decimals == 0) return fmt::format("{} s", cut);
  return fmt::format("{}.{:0{}} s", cut / per_second, cut % per_second, decimals);
}

}  // namespace inflight
