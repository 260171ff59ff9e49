// Drawing drop-downs; see menu.h.
#include "app/view/menu.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <imgui.h>

#include "app/view/keys.h"
#include "app/view/marks.h"

namespace inflight {
namespace {

const std::string& below(const MenuEntry& entry) { return entry.why_not.empty() ? entry.sentence : entry.why_not; }

constexpr float kRule = 9;  // units, of the line above a group

// Units. Where there is no room for all rows, what is said below an entry stands beside it.
float height_of(const MenuEntry& entry, bool tight) {
  return (tight || below(entry).empty() ? 44.0F : 64.0F) + (entry.starts_group ? kRule : 0);
}

float height_of(const Menu& menu, bool tight) {
  float high = 0;
  for (const MenuEntry& entry : menu.entries) high += height_of(entry, tight);
  return high;
}

// A scale with a tick for each step, a longer one where it counts from, and a knob. Returns the step that it is led to.
std::int64_t draw_slider(Paint& p, const Slider& slider, const Touch& touch, Rect scale) {
  const float step = scale.w / static_cast<float>(slider.most - slider.least);
  const auto x_of = [&](std::int64_t at) { return std::round(scale.x + step * static_cast<float>(at - slider.least)); };
  p.line(scale.x, scale.cy(), scale.right(), scale.cy(), Role::dim, 2);
  for (std::int64_t at = slider.least; at <= slider.most; ++at) {
    const float half = p.u(at == 0 ? 9 : 4);
    p.line(x_of(at), scale.cy() - half, x_of(at), scale.cy() + half, Role::dim, 1.5F);
  }
  p.disc(x_of(slider.at), scale.cy(), 9, Role::accent);
  if (!slider.chosen) p.disc(x_of(slider.at), scale.cy(), 6, Role::panel);
  std::int64_t led_to = slider.at;
  if (touch.held) led_to = slider.least + std::lround((ImGui::GetIO().MousePos.x - scale.x) / step);
  if (touch.focused && key_pressed("Left")) --led_to;
  if (touch.focused && key_pressed("Right")) ++led_to;
  return std::clamp(led_to, slider.least, slider.most);
}

void draw_entry(Frame& f, Paint& p, const Menu& menu, const MenuEntry& entry, Rect row, bool tight) {
  if (entry.starts_group) {
    p.line(row.x + p.u(6), row.y + p.u(4), row.right() - p.u(6), row.y + p.u(4), Role::outline, 1.5F);
    row = {row.x, row.y + p.u(kRule), row.w, row.h - p.u(kRule)};
  }
  const bool usable = entry.why_not.empty();
  Rect place = row;  // of what can be pressed
  if (entry.slider) place = {row.cx(), row.y, row.right() - row.cx() - p.u(6), row.h};
  const Touch touch = f.widgets.touch(p, fmt::format("{} {}", menu.name, entry.name), place, entry.why_not, "");
  if (touch.hovered && usable) p.fill(row, Role::accent_soft, 6);
  if (touch.focused) p.stroke(row, Role::accent, 2, 6);
  const bool two_lines = !tight && !below(entry).empty();
  const float first = row.y + (two_lines ? p.u(22) : row.h / 2);
  if (entry.chosen) tick(p, row.x + p.u(20), first, p.u(16), Role::accent);
  float right = entry.slider ? place.x : row.right() - p.u(14);
  if (!entry.key.empty()) right -= p.text(Type::axis, right, first, Role::dim, entry.key, Align::right) + p.u(16);
  const Rect words{row.x + p.u(40), first - p.u(16), right - row.x - p.u(40), p.u(32)};
  p.text_in(words, Type::strong, usable ? Role::text : Role::dim, entry.words);
  if (two_lines) {
    p.text_in({words.x, row.y + p.u(34), row.right() - p.u(12) - words.x, p.u(24)}, Type::axis, Role::dim,
              below(entry));
  } else if (!below(entry).empty()) {
    const float x = words.x + p.width(Type::strong, entry.words) + p.u(16);
    if (x < right) p.text_in({x, words.y, right - x, words.h}, Type::axis, Role::dim, below(entry));
  }
  if (entry.slider) {
    const std::int64_t led_to = draw_slider(p, *entry.slider, touch, place.inset(p.u(14), 0));
    if (led_to != entry.slider->at) f.emit(entry.command.id, led_to);
    return;
  }
  if (!touch.pressed) return;
  f.commands.push_back(entry.command);
  if (!menu.stays) ImGui::CloseCurrentPopup();
}

// Below the button, or above it where there is more room, within the window; rows that would not fit are lower.
Rect place_list(const Frame& f, const Menu& menu, Rect button) {
  const float u = f.layout.scale;
  const bool wide = std::any_of(menu.entries.begin(), menu.entries.end(),
                                [](const auto& e) { return e.slider || !below(e).empty(); });
  const float high = u * (16 + height_of(menu, false));
  const float w = std::max(button.w, u * (wide ? 660 : 420));
  const float below = f.layout.window.bottom() - button.bottom() - 10 * u;
  const bool upwards = high > below && button.y > below;
  const float y = upwards ? std::max(8 * u, button.y - 2 * u - high) : button.bottom() + 2 * u;
  const float x = std::clamp(button.x, 8 * u, std::max(8 * u, f.layout.window.w - w - 8 * u));
  // Whole pixels: a window of ImGui's has no others, and would cut the list's edge off.
  const float h = std::min(high, f.layout.window.bottom() - y - 8 * u);
  return {std::floor(x), std::floor(y), std::ceil(w), std::ceil(h)};
}

}  // namespace

void draw_menu_list(Frame& f, const Menu& menu, Rect button, bool opens) {
  const std::string id = fmt::format("list of {}", menu.name);
  if (opens) ImGui::OpenPopup(id.c_str());
  const Rect list = place_list(f, menu, button);
  ImGui::SetNextWindowPos({list.x, list.y});
  ImGui::SetNextWindowSize({list.w, list.h});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, 0);
  ImGui::PushStyleColor(ImGuiCol_PopupBg, IM_COL32(0, 0, 0, 0));
  constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoResize |
                                      ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoScrollbar |
                                      ImGuiWindowFlags_NoSavedSettings;
  if (ImGui::BeginPopup(id.c_str(), kFlags)) {
    if (key_pressed("Escape")) ImGui::CloseCurrentPopup();
    f.widgets.begin_layer();
    Paint p = f.paint.on(*ImGui::GetWindowDrawList());
    p.fill(list, Role::panel, 10);
    p.stroke(list, Role::outline_strong, 1.5F, 10);
    const float pad = p.u(8);
    const float room = list.h - 2 * pad + 1;
    const bool tight = p.u(height_of(menu, false)) > room;
    const float share = std::min(1.0F, room / std::max(1.0F, p.u(height_of(menu, tight))));
    Rect row{list.x + pad, list.y + pad, list.w - 2 * pad, 0};
    for (const MenuEntry& entry : menu.entries) {
      row.h = share * p.u(height_of(entry, tight));
      draw_entry(f, p, menu, entry, row, tight);
      row.y += row.h;
    }
    f.widgets.end_layer();
    ImGui::EndPopup();
  }
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
}

void draw_menu(Frame& f, const Menu& menu, std::string_view title, Rect place, Type type) {
  if (place.empty()) return;
  Paint& p = f.paint;
  const std::string words = p.fit(type, title, place.w - p.u(44));
  const Rect body{place.x, place.y, p.width(type, words) + p.u(44), place.h};
  const Touch touch = f.widgets.touch(p, menu.name, body, "", words == title ? menu.sentence : title);
  if (touch.hovered || touch.focused) p.fill(body, Role::panel, 8);
  if (touch.focused) p.stroke(body, Role::accent, 2, 8);
  p.text(type, body.x + p.u(10), body.cy(), Role::text, words);
  const float x = body.right() - p.u(16);
  p.triangle(x - p.u(5), body.cy() - p.u(2), x + p.u(5), body.cy() - p.u(2), x, body.cy() + p.u(5), Role::dim);
  draw_menu_list(f, menu, body, touch.pressed);
}

}  // namespace inflight
