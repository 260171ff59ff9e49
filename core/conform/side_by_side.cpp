// See side_by_side.h.
#include "core/conform/side_by_side.h"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>
#include <vector>

namespace inflight::conform {
namespace {

constexpr std::size_t kColumn = 78;

struct Row {
  std::string at;
  std::string text;
};

bool worth_showing(EventKind kind) {
  switch (kind) {
    case EventKind::run_started:
    case EventKind::line_reached:
    case EventKind::computed:
    case EventKind::message_offered:
    case EventKind::call_started:
    case EventKind::partition_assigned:
    case EventKind::log_read_to: return false;
    default: return true;
  }
}

std::vector<Row> rows_of(const Recording& recording, std::size_t most) {
  std::vector<Row> rows;
  for (std::uint64_t i = 0; i < recording.size() && rows.size() < most; ++i) {
    const Fact fact = recording.fact(i);
    if (!worth_showing(fact.event.kind)) continue;
    std::string text = to_text(fact);
    std::replace(text.begin(), text.end(), '\n', ' ');
    const std::size_t space = text.find(' ');
    rows.push_back({text.substr(0, space - 6), text.substr(space + 1, kColumn)});  // milliseconds
  }
  return rows;
}

std::string line_of(std::string_view left_at, std::string_view left, std::string_view right_at,
                    std::string_view right) {
  return fmt::format("{:>8} {:<{}} | {:>8} {}\n", left_at, left, kColumn, right_at, right);
}

// [l][r]: how many rows the rest of both from there on have in common.
using Lengths = std::vector<std::vector<std::uint16_t>>;
Lengths common_lengths(const std::vector<Row>& left, const std::vector<Row>& right) {
  Lengths lengths(left.size() + 1, std::vector<std::uint16_t>(right.size() + 1, 0));
  for (std::size_t l = left.size(); l-- > 0;) {
    for (std::size_t r = right.size(); r-- > 0;) {
      lengths[l][r] = left[l].text == right[r].text ? static_cast<std::uint16_t>(lengths[l + 1][r + 1] + 1)
                                                    : std::max(lengths[l + 1][r], lengths[l][r + 1]);
    }
  }
  return lengths;
}

}  // namespace

// What both say, in the same order and as much of it as possible, stands in one row; else the earlier one comes first.
std::string side_by_side(const Recording& simulated, const Recording& real, std::size_t most_rows) {
  const std::vector<Row> left = rows_of(simulated, most_rows);
  const std::vector<Row> right = rows_of(real, most_rows);
  const Lengths common = common_lengths(left, right);
  std::string out = line_of("", "simulated", "", "real");
  std::size_t l = 0;
  std::size_t r = 0;
  while (l < left.size() || r < right.size()) {
    const bool both = l < left.size() && r < right.size();
    if (both && left[l].text == right[r].text) {
      out += line_of(left[l].at, left[l].text, right[r].at, right[r].text);
      ++l;
      ++r;
    } else if (r == right.size() || (l < left.size() && common[l + 1][r] >= common[l][r + 1])) {
      out += line_of(left[l].at, left[l].text, "", "");
      ++l;
    } else {
      out += line_of("", "", right[r].at, right[r].text);
      ++r;
    }
  }
  if (std::max(left.size(), right.size()) == most_rows) out += "... and more\n";
  return out;
}

std::string listing(const std::string& script, const std::vector<std::int32_t>& lines_off) {
  std::istringstream lines(script);
  std::string out;
  std::int32_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const bool off = std::binary_search(lines_off.begin(), lines_off.end(), number);
    out += fmt::format("{:>4} {} {}\n", number, off ? "off" : "   ", line);
  }
  return out;
}

}  // namespace inflight::conform
