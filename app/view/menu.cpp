// Drawing drop-downs; see menu.h.
#include "app/view/menu.h"

#include <algorithm>
#include <fmt/format.h>
#include <imgui.h>

#include "app/view/keys.h"
#include "app/view/marks.h"

namespace inflight {
namespace {

void draw_entry(Frame& f, Paint& p, const Menu& menu, const MenuEntry& entry, Rect row) {
  const std::string name = fmt::format("{} {}", info(menu.command).name, entry.argument);
  const Touch touch = f.widgets.touch(p, name, row, entry.why_not, "");
  if (touch.hovered && entry.why_not.empty()) p.fill(row, Role::accent_soft, 6);
  if (touch.focused) p.stroke(row, Role::accent, 2, 6);
  if (entry.chosen) tick(p, row.x + p.u(20), row.y + p.u(22), p.u(16), Role::accent);
  const Rect words{row.x + p.u(40), row.y + p.u(6), row.w - p.u(52), p.u(32)};
  p.text_in(words, Type::strong, entry.why_not.empty() ? Role::text : Role::dim, entry.words);
  const std::string& below = entry.why_not.empty() ? entry.sentence : entry.why_not;
  if (!below.empty()) p.text_in({words.x, row.y + p.u(36), words.w, p.u(24)}, Type::axis, Role::dim, below);
  if (!touch.pressed) return;
  f.emit(menu.command, entry.argument);
  ImGui::CloseCurrentPopup();
}

void draw_list(Frame& f, const Menu& menu, Rect place, const std::string& id) {
  Paint& stage = f.paint;
  const bool sentences = std::any_of(menu.entries.begin(), menu.entries.end(),
                                     [](const auto& e) { return !e.sentence.empty() || !e.why_not.empty(); });
  const float row_height = stage.u(sentences ? 66 : 44);
  const float pad = stage.u(8);
  const Rect list{place.x, place.bottom() + stage.u(2), std::max(place.w, stage.u(sentences ? 560 : 420)),
                  row_height * static_cast<float>(menu.entries.size()) + 2 * pad};
  ImGui::SetNextWindowPos({list.x, list.y});
  ImGui::SetNextWindowSize({list.w, list.h});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_PopupBorderSize, 0);
  ImGui::PushStyleColor(ImGuiCol_PopupBg, IM_COL32(0, 0, 0, 0));
  constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoResize |
                                      ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoSavedSettings;
  if (ImGui::BeginPopup(id.c_str(), kFlags)) {
    if (key_pressed("Escape")) ImGui::CloseCurrentPopup();
    Paint p = stage.on(*ImGui::GetWindowDrawList());
    p.fill(list, Role::panel, 10);
    p.stroke(list, Role::outline_strong, 1.5F, 10);
    Rect row{list.x + pad, list.y + pad, list.w - 2 * pad, row_height};
    for (const MenuEntry& entry : menu.entries) {
      draw_entry(f, p, menu, entry, row);
      row.y += row_height;
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
}

}  // namespace

void draw_menu(Frame& f, const Menu& menu, Rect place, Type type) {
  Paint& p = f.paint;
  const std::string id = fmt::format("list of {}", info(menu.command).name);
  const std::string words = p.fit(type, menu.title, place.w - p.u(44));
  const Rect body{place.x, place.y, p.width(type, words) + p.u(44), place.h};
  const Touch touch = f.widgets.touch(p, info(menu.command).name, body, "", info(menu.command).sentence);
  if (touch.hovered || touch.focused) p.fill(body, Role::panel, 8);
  if (touch.focused) p.stroke(body, Role::accent, 2, 8);
  p.text(type, body.x + p.u(10), body.cy(), Role::text, words);
  const float x = body.right() - p.u(16);
  p.triangle(x - p.u(5), body.cy() - p.u(2), x + p.u(5), body.cy() - p.u(2), x, body.cy() + p.u(5), Role::dim);
  if (touch.pressed) ImGui::OpenPopup(id.c_str());
  draw_list(f, menu, body, id);
}

}  // namespace inflight
