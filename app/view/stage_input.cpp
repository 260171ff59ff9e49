// Small helpers of the prepare steps; see stage_input.h.
#include "app/view/stage_input.h"

#include <algorithm>
#include <fmt/format.h>

namespace inflight {

bool StageInput::is_off(std::int32_t line) const {
  return std::binary_search(lines_off.begin(), lines_off.end(), line);
}

bool StageInput::prediction_open() const {
  const bool ended =
      std::any_of(past_runs.begin(), past_runs.end(), [](const PastRun& run) { return run.is_shown && run.ended; });
  return (question || prediction) && !process_gone() && !ended;
}

std::string with_commas(std::int64_t count) {
  std::string digits = fmt::format("{}", count);
  for (std::ptrdiff_t at = std::ssize(digits) - 3; at > (count < 0 ? 1 : 0); at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

std::string in_short(std::int64_t count) {
  if (count < 10'000) return with_commas(count);
  if (count < 1'000'000) return fmt::format("{}k", count / 1000);
  return fmt::format("{}.{}M", with_commas(count / 1'000'000), count % 1'000'000 / 100'000);
}

std::string one_line(std::string_view sentence) {
  std::string line(sentence);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", with_commas(count), count == 1 ? one : many);
}

}  // namespace inflight
