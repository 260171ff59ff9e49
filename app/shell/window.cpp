// The window's life and loop; see window.h. Main thread.
#include "app/shell/window.h"

#include <GLFW/glfw3.h>
#include <algorithm>
#include <backends/imgui_impl_glfw.h>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>

#include "app/shell/frame_pacer.h"
#include "app/shell/imgui_compat.h"
#include "app/shell/key_queue.h"
#include "app/shell/scale.h"

namespace inflight {

// What GLFW's callbacks reach.
struct Input {
  FramePacer pacer;
  KeyQueue keys;
};

struct Window::State {
  GLFWwindow* window = nullptr;
  ImGuiContext* imgui = nullptr;
  Input input;
  std::string title;
  float scale = 0;  // none yet

  ~State();
};

namespace {

// What GLFW said last; it reports errors by callback only.
std::string& last_glfw_error() {
  static std::string text;
  return text;
}

Nanos monotonic_now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

Error no_window(std::string_view why) {
  return unavailable(
      fmt::format("No window can be opened: {}. Without one, 'inflight report the-last-ten' prints "
                  "the outcome as text.",
                  why));
}

Error no_display() {
  const auto unset = [](const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr || *value == '\0';
  };
  if (unset("DISPLAY") && unset("WAYLAND_DISPLAY")) return no_window("there is no display (DISPLAY is not set)");
  return no_window(fmt::format("the display does not answer ({})", last_glfw_error()));
}

Input& input_of(GLFWwindow* window) { return *static_cast<Input*>(glfwGetWindowUserPointer(window)); }

void touch(GLFWwindow* window) { input_of(window).pacer.input_came(); }

// Every input and every change of the window owes frames. ImGui's own callbacks, installed later, call these on.
void listen(GLFWwindow* window, Input& input) {
  glfwSetWindowUserPointer(window, &input);
  glfwSetCursorPosCallback(window, [](GLFWwindow* w, double, double) { touch(w); });
  glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int) { touch(w); });
  glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int, int, int) { touch(w); });
  glfwSetScrollCallback(window, [](GLFWwindow* w, double, double) { touch(w); });
  glfwSetCharCallback(window, [](GLFWwindow* w, unsigned) { touch(w); });
  glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int) { touch(w); });
  glfwSetWindowIconifyCallback(window, [](GLFWwindow* w, int) { touch(w); });
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { touch(w); });
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { touch(w); });
  glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) { touch(w); });
}

// Keys go through a queue, from which each frame takes what it can show; so this comes after ImGui's own callbacks.
void queue_keys(GLFWwindow* window) {
  glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
    touch(w);
    if (action != GLFW_REPEAT) input_of(w).keys.add({key, scancode, action == GLFW_PRESS, mods});
  });
}

void give_keys(GLFWwindow* window) {
  Input& input = input_of(window);
  input.keys.give_frame([&](const KeyEvent& event) {
    ImGui_ImplGlfw_KeyCallback(window, event.key, event.scancode, event.down ? GLFW_PRESS : GLFW_RELEASE, event.mods);
  });
  if (!input.keys.empty()) input.pacer.input_came();
}

struct Size {
  int width = 0, height = 0;
  bool empty() const { return width <= 0 || height <= 0; }
};

// What was asked for, or as much of it as the screen has room for, in units of a content scale of 1.
Size fitting(Size wanted) {
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  if (monitor == nullptr) return wanted;
  int x = 0, y = 0;
  Size room;
  glfwGetMonitorWorkarea(monitor, &x, &y, &room.width, &room.height);
  float content_scale = 1.0F;
  glfwGetMonitorContentScale(monitor, &content_scale, nullptr);
  if (room.empty() || content_scale <= 0) return wanted;
  const auto unscaled = [&](int pixels) { return static_cast<int>(static_cast<float>(pixels) / content_scale); };
  return {std::min(wanted.width, unscaled(room.width)), std::min(wanted.height, unscaled(room.height))};
}

GLFWwindow* open_window(const std::string& title, Size size) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  glfwWindowHint(GLFW_COCOA_RETINA_FRAMEBUFFER, GLFW_FALSE);  // a pixel is a unit of layout everywhere
  return glfwCreateWindow(size.width, size.height, title.c_str(), nullptr, nullptr);
}

Size size_of(GLFWwindow* window) {
  Size size;
  glfwGetFramebufferSize(window, &size.width, &size.height);
  return size;
}

void wait_for_events(Nanos wait) {
  if (wait == 0) return glfwPollEvents();
  if (wait == kForever) return glfwWaitEvents();
  glfwWaitEventsTimeout(timeout_seconds(wait));
}

void draw_frame(App& app, GLFWwindow* window, Size size) {
  give_keys(window);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  app.draw(ImGui::GetIO().DisplaySize);
  ImGui::Render();
  glViewport(0, 0, size.width, size.height);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window);
}

}  // namespace

Window::State::~State() {
  if (imgui != nullptr) {
    if (ImGui::GetIO().BackendRendererUserData != nullptr) ImGui_ImplOpenGL3_Shutdown();
    if (ImGui::GetIO().BackendPlatformUserData != nullptr) ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext(imgui);
  }
  // No glfwTerminate: it unloads the driver, and what Mesa keeps until the process ends would look like leaks of ours.
  if (window != nullptr) glfwDestroyWindow(window);
}

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}
Window::~Window() = default;

Result<std::unique_ptr<Window>> Window::create(const std::string& title, int width, int height) {
  glfwSetErrorCallback([](int, const char* text) { last_glfw_error() = text; });
  if (glfwInit() != GLFW_TRUE) return no_display();
  auto state = std::make_unique<State>();
  state->title = title;
  state->window = open_window(title, fitting({width, height}));
  if (state->window == nullptr) {
    return no_window(
        fmt::format("it needs OpenGL 3.3 ({}); on Debian: sudo apt-get install libgl1-mesa-dri", last_glfw_error()));
  }
  glfwMakeContextCurrent(state->window);
  glfwSwapInterval(1);
  glfwSetWindowSizeLimits(state->window, 640, 480, GLFW_DONT_CARE, GLFW_DONT_CARE);
  listen(state->window, state->input);

  IMGUI_CHECKVERSION();
  state->imgui = ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  if (!ImGui_ImplGlfw_InitForOpenGL(state->window, true) || !ImGui_ImplOpenGL3_Init("#version 330 core")) {
    return no_window("OpenGL 3.3 can't be loaded; on Debian: sudo apt-get install libgl1-mesa-dri");
  }
  queue_keys(state->window);
  return std::unique_ptr<Window>(new Window(std::move(state)));
}

// Fonts are baked at a scale, so a window that became larger or moved to another monitor bakes them again.
static void adopt_scale(App& app, GLFWwindow* window, Size size, float& scale) {
  float content_scale = 1.0F;
  glfwGetWindowContentScale(window, &content_scale, nullptr);
  const float wanted = ui_scale(size.width, size.height, content_scale);
  if (wanted == scale) return;
  scale = wanted;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  app.scale_changed(atlas, scale);
  drop_font_texture();
}

void Window::run(App& app) {
  GLFWwindow* window = state_->window;
  FramePacer& pacer = state_->input.pacer;
  const auto over = [&] { return glfwWindowShouldClose(window) == GLFW_TRUE || app.quits(); };
  const auto moving = [&] { return app.wants_frames() && glfwGetWindowAttrib(window, GLFW_ICONIFIED) == GLFW_FALSE; };
  while (!over()) {
    wait_for_events(pacer.wait(monotonic_now(), moving()));
    const Nanos now = monotonic_now();
    if (app.tick(now)) pacer.picture_changed();
    if (over()) break;
    if (std::string title = app.title(); title != state_->title) {
      state_->title = std::move(title);
      glfwSetWindowTitle(window, state_->title.c_str());
    }
    if (!pacer.due(now, moving())) continue;
    if (const Size size = size_of(window); !size.empty()) {
      adopt_scale(app, window, size, state_->scale);
      draw_frame(app, window, size);
    }
    pacer.frame_drawn(now);  // a window without a surface has nothing to draw: that counts too, or the loop would spin
  }
}

void Window::wake() { glfwPostEmptyEvent(); }

std::uint64_t Window::frames() const { return state_->input.pacer.frames(); }

}  // namespace inflight
