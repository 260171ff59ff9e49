// See keys.h.
#include "app/shell/keys.h"

#include <GLFW/glfw3.h>
#include <array>
#include <cctype>
#include <utility>

namespace inflight {
namespace {

constexpr std::array<std::pair<int, const char*>, 14> kNamed{{
    {GLFW_KEY_SPACE, "Space"},
    {GLFW_KEY_LEFT, "Left"},
    {GLFW_KEY_RIGHT, "Right"},
    {GLFW_KEY_UP, "Up"},
    {GLFW_KEY_DOWN, "Down"},
    {GLFW_KEY_HOME, "Home"},
    {GLFW_KEY_END, "End"},
    {GLFW_KEY_PAGE_UP, "PageUp"},
    {GLFW_KEY_PAGE_DOWN, "PageDown"},
    {GLFW_KEY_ENTER, "Enter"},
    {GLFW_KEY_KP_ENTER, "Enter"},
    {GLFW_KEY_ESCAPE, "Escape"},
    {GLFW_KEY_TAB, "Tab"},
    {GLFW_KEY_F1, "F1"},
}};

}  // namespace

std::string key_name(int key, int scancode, int mods) {
  std::string name;
  bool named = false;
  for (const auto& [code, words] : kNamed) {
    if (code != key) continue;
    name = words;
    named = true;
  }
  if (!named) {
    const char* printed = glfwGetKeyName(key, scancode);
    if (!printed || printed[0] == 0 || printed[1] != 0) return "";
    name = static_cast<char>(std::toupper(static_cast<unsigned char>(printed[0])));
  }
  std::string prefix;
  if (mods & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) prefix += "Ctrl+";
  if (mods & GLFW_MOD_ALT) prefix += "Alt+";
  if (named && (mods & GLFW_MOD_SHIFT)) prefix += "Shift+";
  return prefix + name;
}

}  // namespace inflight
