// See nearest.h.
#include "core/base/nearest.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>
#include <vector>

namespace inflight {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = corner + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
      corner = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back();
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> words) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  if (word.size() > 100) return best;
  for (const std::string_view each : words) {
    const std::size_t far = distance(word, each);
    if (far >= least) continue;
    least = far;
    best = each;
  }
  return best;
}

std::string meant(std::string_view word, std::span<const std::string_view> words) {
  if (word.size() < 3) return "";  // near to many
  const std::string_view found = nearest(word, words);
  return found.empty() ? "" : fmt::format(" Did you mean '{}'?", found);
}

}  // namespace inflight
