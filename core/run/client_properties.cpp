// See client_properties.h.
#include "core/run/client_properties.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <string>

#include "core/run/read_file.h"

namespace inflight {
namespace {

constexpr std::size_t kLargestFile = 1 << 20;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::filesystem::path without_tilde(const std::filesystem::path& path) {
  const std::string text = path.string();
  const char* home = std::getenv("HOME");
  return text.starts_with("~/") && home != nullptr ? std::filesystem::path(home) / text.substr(2) : path;
}

}  // namespace

Result<Property> parse_property(std::string_view text, std::string_view where) {
  const std::size_t equals = text.find('=');
  const std::string_view name = trimmed(text.substr(0, equals));
  if (equals == std::string_view::npos || name.empty()) {
    return usage_error(fmt::format("{} should be name=value, like linger.ms=50.", where));
  }
  return Property{std::string(name), std::string(trimmed(text.substr(equals + 1)))};
}

Result<Properties> read_client_properties(const std::filesystem::path& path) {
  const Result<std::string> text = read_text_file(without_tilde(path), kLargestFile);
  if (!text) return text.error();
  Properties properties;
  std::string_view rest = text.value();
  for (int number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), end + 1));
    if (line.empty() || line.front() == '#') continue;
    Result<Property> property = parse_property(line, fmt::format("{}, line {}", path.string(), number));
    if (!property) return property.error();
    properties.push_back(std::move(property).value());
  }
  return properties;
}

}  // namespace inflight
