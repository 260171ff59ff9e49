// See by_hand.h.
#include "tests/view/by_hand.h"

namespace inflight {

ByHand::ByHand() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {kWide, kHigh};
  io.DeltaTime = 1.0F / 60;
  // As the GLFW backend maps them; 1.86 reads keys by the platform's codes.
  for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = kFirstCode + key;
  fonts_.fonts.fill(io.Fonts->AddFontDefault());
  fonts_.scale = 1;
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
  io.MousePos = {-1, -1};
}

ByHand::~ByHand() { ImGui::DestroyContext(); }

void ByHand::frame() {
  ImGui::NewFrame();
  draw();
  ImGui::EndFrame();
  ImGui::Render();
}

void ByHand::click(std::string_view name) {
  const Rect rect = widget(name);
  ASSERT_FALSE(rect.empty()) << name << " was not drawn";
  click_at(rect.cx(), rect.cy());
}

void ByHand::click_at(float x, float y) {
  ImGuiIO& io = ImGui::GetIO();
  io.MousePos = {x, y};
  frame();
  io.MouseDown[0] = true;
  frame();
  io.MouseDown[0] = false;
  frame();
}

void ByHand::press(int code, bool shift, bool ctrl) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyShift = shift;
  io.KeyCtrl = ctrl;
  io.KeysDown[code] = true;
  frame();
  io.KeysDown[code] = false;
  io.KeyShift = io.KeyCtrl = false;
  frame();
}

}  // namespace inflight
