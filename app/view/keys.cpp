// Reading the keyboard through ImGui; see keys.h.
#include "app/view/keys.h"

#include <algorithm>
#include <array>
#include <imgui.h>

namespace inflight {
namespace {

struct NamedKey {
  std::string_view name;
  ImGuiKey key;
  bool repeats;
};
constexpr std::array<NamedKey, 8> kNamed{{{"Space", ImGuiKey_Space, false},
                                          {"Left", ImGuiKey_LeftArrow, true},
                                          {"Right", ImGuiKey_RightArrow, true},
                                          {"Home", ImGuiKey_Home, false},
                                          {"End", ImGuiKey_End, false},
                                          {"Enter", ImGuiKey_Enter, false},
                                          {"Tab", ImGuiKey_Tab, true},
                                          {"Escape", ImGuiKey_Escape, false}}};

// ImGui 1.86 has no names for letters and digits: it takes the platform's code, which for these is GLFW's, their ASCII.
bool character_pressed(char c) {
#if IMGUI_VERSION_NUM < 18700
  return ImGui::IsKeyPressed(static_cast<int>(c), false);
#else
  const int key = c >= 'A' && c <= 'Z' ? ImGuiKey_A + (c - 'A') : ImGuiKey_0 + (c - '0');
  return ImGui::IsKeyPressed(static_cast<ImGuiKey>(key), false);
#endif
}

bool named_pressed(const NamedKey& named) {
#if IMGUI_VERSION_NUM < 18700
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(named.key), named.repeats);
#else
  return ImGui::IsKeyPressed(named.key, named.repeats);
#endif
}

bool take_prefix(std::string_view& key, std::string_view prefix) {
  if (!key.starts_with(prefix)) return false;
  key.remove_prefix(prefix.size());
  return true;
}

}  // namespace

bool key_pressed(std::string_view key) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool ctrl = take_prefix(key, "Ctrl+");
  const bool shift = take_prefix(key, "Shift+");
  if (io.KeyCtrl != ctrl || io.KeyShift != shift || io.KeyAlt || io.KeySuper) return false;
  const auto named = std::find_if(kNamed.begin(), kNamed.end(), [&](const NamedKey& k) { return k.name == key; });
  if (named != kNamed.end()) return named_pressed(*named);
  return key.size() == 1 && character_pressed(key.front());
}

std::vector<Command> pressed_commands() {
  std::vector<Command> pressed;
  if (ImGui::GetIO().WantTextInput) return pressed;
  for (const CommandInfo& command : commands()) {
    if (!command.key.empty() && key_pressed(command.key)) pressed.push_back({command.id});
  }
  return pressed;
}

}  // namespace inflight
