// The clickable things and the keyboard's focus among them; see widgets.h.
#include "app/view/widgets.h"

#include <algorithm>
#include <imgui.h>
#include <utility>

#include "app/view/keys.h"

namespace inflight {

void Widgets::begin_frame() {
  shown_ = std::exchange(drawn_, {});
  enter_ = key_pressed("Enter");
  if (key_pressed("Tab")) move_focus(false);
  if (key_pressed("Shift+Tab")) move_focus(true);
  if (key_pressed("Escape") || ImGui::IsMouseClicked(0)) focus_.clear();
}

void Widgets::move_focus(bool back) {
  std::vector<std::string> order;
  for (const Widget& widget : shown_) {
    if (widget.usable) order.push_back(widget.name);
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
  drawn_.push_back({std::string(name), rect, usable});
  ImGui::SetCursorScreenPos({rect.x, rect.y});
  const bool clicked = ImGui::InvisibleButton(drawn_.back().name.c_str(), {rect.w, rect.h});
  touch.hovered = ImGui::IsItemHovered();
  touch.held = usable && ImGui::IsItemActive();
  touch.focused = usable && focus_ == name;
  touch.pressed = usable && (clicked || (touch.focused && enter_));
  if (touch.hovered) paint.hint(rect, usable ? sentence : why_not);
  return touch;
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
