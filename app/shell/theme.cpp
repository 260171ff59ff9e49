// Reading theme files; see theme.h. Any thread.
#include "app/shell/theme.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <optional>
#include <system_error>
#include <toml++/toml.h>
#include <vector>

namespace inflight {
namespace {

// In the order of Role.
constexpr std::array<std::string_view, kRoleCount> kNames{
    "ground",      "bar",       "panel", "panel_deep", "outline", "outline_strong", "text",      "dim",  "accent",
    "accent_soft", "on_accent", "slate", "sky",        "green",   "amber",          "vermilion", "pink", "arrow"};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// "#RRGGBB" or "#RRGGBBAA".
std::optional<Rgba> parse_colour(std::string_view text) {
  if ((text.size() != 7 && text.size() != 9) || text[0] != '#') return std::nullopt;
  std::array<std::uint8_t, 4> bytes{0, 0, 0, 255};
  for (std::size_t i = 1; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]);
    const int low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes[i / 2] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return Rgba{bytes[0], bytes[1], bytes[2], bytes[3]};
}

Error wrong(const std::filesystem::path& file, const toml::source_region& at, std::string_view what) {
  return bad_input(fmt::format("{}, line {}: {}.", file.string(), at.begin.line, what));
}

std::filesystem::path themes_folder() {
  const char* own = std::getenv("INFLIGHT_THEMES");
  return own != nullptr && *own != '\0' ? own : INFLIGHT_THEMES_DIR;
}

// "dark, light"
std::string known_themes(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return fmt::format("{}", fmt::join(names, ", "));
}

Result<Theme> theme_of(const toml::table& table, const std::filesystem::path& file) {
  Theme theme;
  theme.name = file.stem().string();
  std::array<bool, kRoleCount> given{};
  for (const auto& [key, value] : table) {
    const auto found = std::find(kNames.begin(), kNames.end(), key.str());
    if (found == kNames.end()) {
      return wrong(file, key.source(), fmt::format("'{}' is not a role that a theme has", key.str()));
    }
    const auto text = value.value_exact<std::string>();
    const std::optional<Rgba> colour = text ? parse_colour(*text) : std::nullopt;
    if (!colour) {
      return wrong(file, value.source(),
                   fmt::format("'{}' should be a colour like \"#35C49A\" or \"#35C49A80\"", key.str()));
    }
    const auto role = static_cast<std::size_t>(found - kNames.begin());
    theme.colours[role] = *colour;
    given[role] = true;
  }
  for (std::size_t role = 0; role < kRoleCount; ++role) {
    if (!given[role]) return bad_input(fmt::format("{}: the role '{}' is missing.", file.string(), kNames[role]));
  }
  return theme;
}

}  // namespace

std::string_view name_of(Role role) { return kNames[static_cast<std::size_t>(role)]; }

Result<Theme> load_theme(const std::filesystem::path& file) {
  try {
    return theme_of(toml::parse_file(file.string()), file);
  } catch (const toml::parse_error& error) {
    if (error.source().begin.line == 0) {
      return bad_input(fmt::format("The theme {} can't be read: {}.", file.string(), error.description()));
    }
    return wrong(file, error.source(), error.description());
  }
}

Result<Theme> find_theme(std::string_view name) {
  const std::filesystem::path folder = themes_folder();
  const std::filesystem::path file = folder / fmt::format("{}.toml", name);
  std::error_code failed;
  if (name.find_first_of("/\\") != std::string_view::npos || !std::filesystem::exists(file, failed)) {
    return bad_input(
        fmt::format("There is no theme '{}' in {}. It has: {}.", name, folder.string(), known_themes(folder)));
  }
  return load_theme(file);
}

}  // namespace inflight
