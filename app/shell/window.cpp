// GLFW, ImGui's two backends, and the loop; see window.h.
#include "app/shell/window.h"

#include <GLFW/glfw3.h>
#include <algorithm>
#include <atomic>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <chrono>
#include <fmt/format.h>

#include "app/shell/frame_pacer.h"
#include "app/shell/imgui_compat.h"
#include "app/shell/keys.h"

namespace inflight {
namespace {

std::atomic<bool> g_open{false};  // a window is there to be woken

struct Inputs {
  App* app = nullptr;
  FramePacer pacer;
};
Inputs& inputs_of(GLFWwindow* window) { return *static_cast<Inputs*>(glfwGetWindowUserPointer(window)); }

void on_key(GLFWwindow* window, int key, int scancode, int action, int mods) {
  inputs_of(window).pacer.input();
  if (action == GLFW_RELEASE) return;
  const std::string name = key_name(key, scancode, mods);
  const bool steps = key == GLFW_KEY_LEFT || key == GLFW_KEY_RIGHT || key == GLFW_KEY_UP || key == GLFW_KEY_DOWN;
  if (action == GLFW_REPEAT && !steps) return;  // a held Space must not start and hold in turn
  if (!name.empty()) inputs_of(window).app->key(name);
}

// Ours are installed first; ImGui's backend calls them on.
void install_callbacks(GLFWwindow* window) {
  glfwSetKeyCallback(window, on_key);
  glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int, int, int) { inputs_of(w).pacer.input(); });
  glfwSetScrollCallback(window, [](GLFWwindow* w, double, double) { inputs_of(w).pacer.input(); });
  glfwSetCursorPosCallback(window, [](GLFWwindow* w, double, double) { inputs_of(w).pacer.input(); });
  glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int) { inputs_of(w).pacer.input(); });
  glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int) { inputs_of(w).pacer.input(); });
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { inputs_of(w).pacer.input(); });
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { inputs_of(w).pacer.input(); });
}

std::string glfw_reason() {
  const char* description = nullptr;
  glfwGetError(&description);
  return description ? description : "no reason given";
}

GLFWwindow* make_window(const std::string& title) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "inflight");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "inflight");
  int x = 0, y = 0, width = 1920, height = 1080;
  if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
  GLFWwindow* window =
      glfwCreateWindow(std::clamp(width, 640, 1920), std::clamp(height, 360, 1080), title.c_str(), nullptr, nullptr);
  if (window) glfwSetWindowSizeLimits(window, 640, 360, GLFW_DONT_CARE, GLFW_DONT_CARE);
  return window;
}

void wait_for_events(Nanos wait) {
  if (wait == kForever) {
    glfwWaitEvents();
  } else if (wait > 0) {
    glfwWaitEventsTimeout(static_cast<double>(wait) / static_cast<double>(kSecond));
  } else {
    glfwPollEvents();
  }
}

class Loop {
 public:
  Loop(GLFWwindow* window, App& app) : window_(window), app_(app) { inputs_.app = &app; }

  void run() {
    glfwSetWindowUserPointer(window_, &inputs_);
    install_callbacks(window_);
    ImGui_ImplGlfw_InitForOpenGL(window_, true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    while (!glfwWindowShouldClose(window_) && !app_.quits()) {
      if (app_.tick(monotonic_now())) inputs_.pacer.changed();
      inputs_.pacer.set_moving(app_.wants_frames());
      const Nanos wait = inputs_.pacer.wait(monotonic_now());
      if (wait == 0) draw();
      wait_for_events(wait);
    }
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
  }

 private:
  void draw() {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    if (width <= 0 || height <= 0) return inputs_.pacer.drew(monotonic_now());  // minimised
    const float scale = scale_for(static_cast<float>(width), static_cast<float>(height));
    if (scale != fonts_.scale || !fonts_[Type::text]) load(scale);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    drawn_ = true;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    app_.draw(size.x, size.y, fonts_);
    ImGui::Render();
    glViewport(0, 0, width, height);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(window_);
    if (app_.title() != title_) {
      title_ = app_.title();
      glfwSetWindowTitle(window_, title_.c_str());
    }
    inputs_.pacer.drew(monotonic_now());
  }

  void load(float scale) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    fonts_ = load_fonts(atlas, scale);
    if (drawn_) {  // the first frame makes the texture by itself
      ImGui_ImplOpenGL3_DestroyFontsTexture();
      ImGui_ImplOpenGL3_CreateFontsTexture();
    }
  }

  GLFWwindow* window_;
  App& app_;
  Inputs inputs_;
  Fonts fonts_;
  std::string title_;
  bool drawn_ = false;
};

}  // namespace

float scale_for(float width, float height) { return std::clamp(std::min(width / 1920, height / 1080), 0.5F, 4.0F); }

Nanos monotonic_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

Status run_window(App& app) {
  if (!glfwInit()) {
    return unavailable(
        fmt::format("There is no display to open a window on ({}). Use `inflight report` for a run without a window.",
                    glfw_reason()));
  }
  GLFWwindow* window = make_window(app.title());
  if (!window) {
    Error error = unavailable(fmt::format("The window could not be opened: {}. It needs OpenGL 3.3.", glfw_reason()));
    glfwTerminate();
    return error;
  }
  glfwMakeContextCurrent(window);
  glfwSwapInterval(1);
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  g_open = true;
  Loop(window, app).run();
  g_open = false;
  ImGui::DestroyContext();
  glfwDestroyWindow(window);
  glfwTerminate();
  return Done{};
}

void wake_window() {
  if (g_open) glfwPostEmptyEvent();
}

}  // namespace inflight
