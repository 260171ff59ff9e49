// Reading of theme files; see theme.h.
#include "app/shell/theme.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <toml++/toml.h>

namespace inflight {
namespace {

constexpr std::array<std::string_view, kRoleCount> kNames{
    "ground",      "bar",       "panel", "panel_deep", "outline", "outline_strong", "text",      "dim",  "accent",
    "accent_soft", "on_accent", "slate", "sky",        "green",   "amber",          "vermilion", "pink", "arrow",
};

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool parse_colour(std::string_view text, Rgba& colour) {
  if ((text.size() != 7 && text.size() != 9) || text[0] != '#') return false;
  std::array<std::uint8_t, 4> parts{0, 0, 0, 255};
  for (std::size_t i = 1; i < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    if (high < 0 || low < 0) return false;
    parts[i / 2] = static_cast<std::uint8_t>(high * 16 + low);
  }
  colour = {parts[0], parts[1], parts[2], parts[3]};
  return true;
}

Error at(const std::filesystem::path& file, const toml::source_region& place, std::string_view what) {
  return bad_input(fmt::format("{}, line {}: {}", file.string(), place.begin.line, what));
}

std::filesystem::path themes_folder() {
  if (const char* folder = std::getenv("INFLIGHT_THEMES")) return folder;
  return INFLIGHT_THEMES_DIR;
}

}  // namespace

std::string_view name_of(Role role) { return kNames[static_cast<std::size_t>(role)]; }

Result<Theme> load_theme(const std::filesystem::path& file) {
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    return at(file, error.source(), fmt::format("{}.", error.description()));
  }
  Theme theme;
  theme.name = file.stem().string();
  std::array<bool, kRoleCount> given{};
  for (const auto& [key, node] : table) {
    const auto found = std::find(kNames.begin(), kNames.end(), key.str());
    if (found == kNames.end()) {
      return at(file, node.source(),
                fmt::format("there is no role '{}'. The roles are: {}.", key.str(), fmt::join(kNames, ", ")));
    }
    const auto role = static_cast<std::size_t>(found - kNames.begin());
    if (!parse_colour(node.value_or(std::string_view{}), theme.colours[role])) {
      return at(file, node.source(), fmt::format("'{}' must be a colour as \"#RRGGBB\" or \"#RRGGBBAA\".", key.str()));
    }
    given[role] = true;
  }
  for (std::size_t role = 0; role < kRoleCount; ++role) {
    if (!given[role]) {
      return bad_input(fmt::format("{}: the role '{}' has no colour. Add a line: {} = \"#RRGGBB\"", file.string(),
                                   kNames[role], kNames[role]));
    }
  }
  return theme;
}

Result<Theme> find_theme(std::string_view name) { return load_theme(themes_folder() / fmt::format("{}.toml", name)); }

}  // namespace inflight
