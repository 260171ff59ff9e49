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
constexpr std::array<NamedKey, 12> kNamed{{{"Space", ImGuiKey_Space, false},
                                           {"Left", ImGuiKey_LeftArrow, true},
                                           {"Right", ImGuiKey_RightArrow, true},
                                           {"Up", ImGuiKey_UpArrow, true},
                                           {"Down", ImGuiKey_DownArrow, true},
                                           {"Home", ImGuiKey_Home, false},
                                           {"End", ImGuiKey_End, false},
                                           {"PageUp", ImGuiKey_PageUp, false},
                                           {"PageDown", ImGuiKey_PageDown, false},
                                           {"Enter", ImGuiKey_Enter, false},
                                           {"Tab", ImGuiKey_Tab, true},
                                           {"Escape", ImGuiKey_Escape, false}}};

// ImGui 1.86 has no names for letters, digits and F keys: it takes the platform's code, which is GLFW's: of letters and
// digits their ASCII, of F1 290.
bool plain_pressed(char c) {
#if IMGUI_VERSION_NUM < 18700
  return ImGui::IsKeyPressed(static_cast<int>(c), false);
#else
  const int key = c >= 'A' && c <= 'Z' ? ImGuiKey_A + (c - 'A') : ImGuiKey_0 + (c - '0');
  return ImGui::IsKeyPressed(static_cast<ImGuiKey>(key), false);
#endif
}

bool function_key_pressed(int number) {
#if IMGUI_VERSION_NUM < 18700
  return ImGui::IsKeyPressed(289 + number, false);
#else
  return ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_F1 + number - 1), false);
#endif
}

bool named_pressed(const NamedKey& named) {
#if IMGUI_VERSION_NUM < 18700
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(named.key), named.repeats);
#else
  return ImGui::IsKeyPressed(named.key, named.repeats);
#endif
}

bool is_plain(std::string_view key) {
  return key.size() == 1 && ((key[0] >= 'A' && key[0] <= 'Z') || (key[0] >= '0' && key[0] <= '9'));
}

bool is_function_key(std::string_view key) { return key.size() == 2 && key[0] == 'F'; }

bool sign_typed(std::string_view sign) {
  const auto& typed = ImGui::GetIO().InputQueueCharacters;
  return sign.size() == 1 && typed.contains(static_cast<ImWchar>(sign[0]));
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
  const bool alt = take_prefix(key, "Alt+");
  const auto named = std::find_if(kNamed.begin(), kNamed.end(), [&](const NamedKey& k) { return k.name == key; });
  if (named == kNamed.end() && !is_plain(key) && !is_function_key(key)) return sign_typed(key);
  if (io.KeyCtrl != ctrl || io.KeyShift != shift || io.KeyAlt != alt || io.KeySuper) return false;
  if (named != kNamed.end()) return named_pressed(*named);
  return is_plain(key) ? plain_pressed(key[0]) : function_key_pressed(key[1] - '0');
}

// In a field, these move by a word.
static bool is_field_s(std::string_view key) { return key == "Ctrl+Left" || key == "Ctrl+Right"; }

std::vector<Command> pressed_commands(bool presenting, std::size_t choices) {
  std::vector<Command> pressed;
  const bool typing = ImGui::GetIO().WantTextInput;
  for (std::size_t choice = 0; !typing && choice < std::min<std::size_t>(choices, 9); ++choice) {
    const char digit = static_cast<char>('1' + choice);
    if (key_pressed({&digit, 1})) {
      pressed.push_back({CommandId::predict, static_cast<std::int64_t>(choice)});
    }
  }
  const auto answers = [&](std::string_view key) {
    return choices > 0 && key.size() == 1 && key[0] >= '0' && key[0] <= '9';
  };
  for (const CommandInfo& command : commands()) {
    const std::string_view key = command.key;
    if (key.empty() || answers(key) || (presenting && key == "B")) continue;
    const bool no_text_has_it = is_function_key(key) ||
                                (key.starts_with("Ctrl+") && key != "Ctrl+V" && !is_field_s(key)) ||
                                key.starts_with("Page");
    if (typing && !no_text_has_it) continue;
    if (key_pressed(key)) pressed.push_back({command.id});
  }
  return pressed;
}
}  // namespace inflight
