// Theme: colours by role, read from assets/themes/*.toml. Roles, not places: a view names what a thing is.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace inflight {

struct Rgba {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  friend bool operator==(const Rgba&, const Rgba&) = default;
};

enum class Role : std::uint8_t {
  ground,          // behind everything
  bar,             // title bar and bar of verbs
  panel,           // a card on the ground
  panel_deep,      // terminal, slots: set into a panel
  outline,         // a card's edge
  outline_strong,  // a button's edge, the process frame
  text,
  dim,          // secondary text
  accent,       // the interface's own; no outcome's colour
  accent_soft,  // a selected or current thing's ground
  on_accent,    // text and marks on accent or on an outcome's colour
  slate,        // in local buffer
  sky,          // in flight
  green,        // stored, delivered
  amber,        // report waiting
  vermilion,    // failed
  pink,         // lost
  arrow,        // resting connections between stations
};
inline constexpr std::size_t kRoleCount = 18;
std::string_view name_of(Role role);  // "panel_deep", as in the file

struct Theme {
  std::string name;  // "dark"
  std::array<Rgba, kRoleCount> colours{};
  Rgba operator[](Role role) const { return colours[static_cast<std::size_t>(role)]; }
};

// Every role must be given, as "#RRGGBB" or "#RRGGBBAA"; unknown keys are errors.
Result<Theme> load_theme(const std::filesystem::path& file);
// By name, from the program's own themes.
Result<Theme> find_theme(std::string_view name);

}  // namespace inflight
