// The clickable things and the keyboard's focus among them; see widgets.h.
#include "app/view/widgets.h"

#include <algorithm>
#include <imgui.h>
#include <utility>

#include "app/view/keys.h"

namespace inflight {

void Widgets::begin_frame() {
  shown_ = std::exchange(drawn_, {});
  std::stable_partition(shown_.begin(), shown_.end(), [](const Widget& w) { return w.raised; });
  raised_ = false;
  moved_ = false;
  settles_ = std::max(0, settles_ - 1);
  note_layers();
  enter_ = key_pressed("Enter");
  if (ImGui::IsMouseClicked(0)) focus_.clear();
  if (ImGui::GetIO().WantTextInput) {  // Escape and all but Tab are the text's
    if (!key_pressed("Tab") && !key_pressed("Shift+Tab")) return;
    ImGui::SetWindowFocus(nullptr);
  }
  if (key_pressed("Tab") || (in_layer() && key_pressed("Down"))) move_focus(false);
  if (key_pressed("Shift+Tab") || (in_layer() && key_pressed("Up"))) move_focus(true);
  if (key_pressed("Escape")) focus_.clear();
}

// A list that the keyboard opened has the focus on its first entry.
void Widgets::note_layers() {
  int top = 0;
  for (const Widget& widget : shown_) top = std::max(top, widget.layer);
  const bool opened = top > top_layer_;
  top_layer_ = top;
  if (opened && !focus_.empty()) {
    focus_.clear();
    move_focus(false);
  }
}

void Widgets::move_focus(bool back) {
  moved_ = true;
  settles_ = 3;
  std::vector<std::string> order;
  for (const Widget& widget : shown_) {
    if (widget.usable && widget.layer == top_layer_) order.push_back(widget.name);
  }
  if (order.empty()) return focus_.clear();
  const auto at = std::find(order.begin(), order.end(), focus_);
  if (at == order.end()) {
    focus_ = back ? order.back() : order.front();
  } else if (back) {
    focus_ = at == order.begin() ? order.back() : *std::prev(at);
  } else {
    focus_ = std::next(at) == order.end() ? order.front() : *std::next(at);
  }
}

Touch Widgets::touch(Paint& paint, std::string_view name, Rect rect, std::string_view why_not,
                     std::string_view sentence) {
  Touch touch;
  if (rect.empty()) return touch;
  const bool usable = why_not.empty();
  drawn_.push_back({std::string(name), rect, usable, layer_, raised_});
  ImGui::SetCursorScreenPos({rect.x, rect.y});
  const bool clicked = ImGui::InvisibleButton(drawn_.back().name.c_str(), {rect.w, rect.h});
  touch.hovered = ImGui::IsItemHovered();
  touch.held = usable && ImGui::IsItemActive();
  touch.focused = usable && layer_ == top_layer_ && focus_ == name;
  touch.pressed = usable && (clicked || (touch.focused && enter_));
  if (touch.hovered) paint.hint(rect, usable ? sentence : why_not);
  return touch;
}

bool Widgets::text_field(Paint& p, std::string_view name, Rect rect, const char* hint, std::span<char> words,
                         bool hidden) {
  if (rect.empty()) return false;
  drawn_.push_back({std::string(name), rect, true, layer_, raised_});
  const bool focused = layer_ == top_layer_ && focus_ == name;
  const auto colour = [&](ImGuiCol part, Role role) { ImGui::PushStyleColor(part, p.colour(role)); };
  colour(ImGuiCol_FrameBg, Role::panel_deep);
  colour(ImGuiCol_Text, Role::text);
  colour(ImGuiCol_TextDisabled, Role::dim);
  colour(ImGuiCol_TextSelectedBg, Role::accent_soft);
  const float pad = (rect.h - p.height(Type::text)) / 2;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {p.u(12), pad});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, p.u(8));
  p.push_font(Type::text);
  ImGui::SetCursorScreenPos({rect.x, rect.y});
  ImGui::SetNextItemWidth(rect.w);
  if (focused && (enter_ || (moved_ && layer_ > 0))) ImGui::SetKeyboardFocusHere();
  const std::string id = "##" + drawn_.back().name;
  const ImGuiInputTextFlags flags = hidden ? ImGuiInputTextFlags_Password : ImGuiInputTextFlags_None;
  ImGui::InputTextWithHint(id.c_str(), hint, words.data(), words.size(), flags);
  const bool typing = ImGui::IsItemActive();
  const bool entered = ImGui::IsItemDeactivated() && key_pressed("Enter");
  ImGui::PopFont();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor(4);
  p.stroke(rect, typing || focused ? Role::accent : Role::outline_strong, typing || focused ? 2 : 1.4F, 8);
  return entered;
}

Rect Widgets::find(std::string_view name) const {
  for (const auto* list : {&drawn_, &shown_}) {
    const auto at = std::find_if(list->begin(), list->end(), [&](const Widget& w) { return w.name == name; });
    if (at != list->end()) return at->rect;
  }
  return {};
}

std::vector<std::string> Widgets::names() const {
  std::vector<std::string> names;
  for (const Widget& widget : drawn_) names.push_back(widget.name);
  return names;
}

}  // namespace inflight
