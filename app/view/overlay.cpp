// See overlay.h.
#include "app/view/overlay.h"

#include <imgui.h>

namespace inflight {

void draw_overlay(Frame& f, const char* name, const std::function<void(Frame&)>& draw) {
  constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                      ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                                      ImGuiWindowFlags_NoNav;
  const Rect window = f.layout.window;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({window.w, window.h});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin(name, nullptr, kFlags);
  f.widgets.begin_layer();
  Paint paint = f.paint.on(*ImGui::GetWindowDrawList());
  paint.fill(window, Role::ground, 0, 0.72F);
  Frame over = f.with(paint);
  draw(over);
  f.widgets.end_layer();
  ImGui::End();
  ImGui::PopStyleVar(2);
}

bool pressed_beside(Rect card) {
  return ImGui::IsMouseClicked(0) && !ImGui::IsWindowAppearing() &&
         !ImGui::IsMouseHoveringRect({card.x, card.y}, {card.right(), card.bottom()}, false);
}

}  // namespace inflight
