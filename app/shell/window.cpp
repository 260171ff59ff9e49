// The window's life and loop; see window.h. Main thread.
#include "app/shell/window.h"

#include <GLFW/glfw3.h>
#include <algorithm>
#include <backends/imgui_impl_glfw.h>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <utility>
#include <vector>

#include "app/shell/frame_pacer.h"
#include "app/shell/imgui_compat.h"
#include "app/shell/input_queue.h"
#include "app/shell/scale.h"

namespace inflight {

// What GLFW's callbacks reach.
struct Input {
  FramePacer pacer;
  InputQueue queue;
  Mouse mouse;
  Placement normal;                  // where the window is, or was before it was maximized
  std::vector<std::string> dropped;  // files, not told to the app yet
};

// What fonts are baked for.
struct Lettered {
  float scale = 0;              // none yet
  std::vector<float> enlarged;  // times the scale
};

struct Window::State {
  GLFWwindow* window = nullptr;
  ImGuiContext* imgui = nullptr;
  Input input;
  std::string title;
  Lettered lettered;

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

// GLFW names keys as an American keyboard has them. A letter is what this keyboard writes on it: Z on a German one,
// too.
int letter_on(int key, int scancode) {
  if (key < GLFW_KEY_SPACE || key > GLFW_KEY_GRAVE_ACCENT) return key;
  const char* name = glfwGetKeyName(key, scancode);
  const bool letter = name != nullptr && name[0] >= 'a' && name[0] <= 'z' && name[1] == '\0';
  return letter ? GLFW_KEY_A + (name[0] - 'a') : key;
}

// For when no event says so: the window moved, or the mouse left it.
void ask_for_mouse(GLFWwindow* window) {
  MouseEvent event;
  glfwGetCursorPos(window, &event.x, &event.y);
  input_of(window).queue.add(event);
  touch(window);
}

// Keys and the mouse go through a queue, from which each frame takes what it can show; so this comes after ImGui's own
// callbacks.
void queue_input(GLFWwindow* window) {
  glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
    touch(w);
    if (action != GLFW_REPEAT)
      input_of(w).queue.add(
          KeyEvent{.key = letter_on(key, scancode), .scancode = scancode, .down = action == GLFW_PRESS, .mods = mods});
  });
  glfwSetCharCallback(window, [](GLFWwindow* w, unsigned character) {
    touch(w);
    input_of(w).queue.add(KeyEvent{.character = character, .down = true});
  });
  glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) {
    touch(w);
    input_of(w).queue.add(MouseEvent{.x = x, .y = y});
  });
  glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int button, int action, int) {
    touch(w);
    input_of(w).queue.add(MouseEvent{.kind = MouseEvent::Kind::button, .button = button, .down = action == GLFW_PRESS});
  });
  glfwSetScrollCallback(window, [](GLFWwindow* w, double x, double y) {
    touch(w);
    input_of(w).queue.add(MouseEvent{.kind = MouseEvent::Kind::wheel, .x = x, .y = y});
  });
}

// One event of the queue, to ImGui.
struct Giver {
  GLFWwindow* window;

  void operator()(const KeyEvent& event) const {
    if (event.character != 0) return ImGui_ImplGlfw_CharCallback(window, event.character);
    ImGui_ImplGlfw_KeyCallback(window, event.key, event.scancode, event.down ? GLFW_PRESS : GLFW_RELEASE, event.mods);
  }
  void operator()(const MouseEvent& event) const {
    Mouse& mouse = input_of(window).mouse;
    switch (event.kind) {
      case MouseEvent::Kind::move: return mouse.move(event.x, event.y);
      case MouseEvent::Kind::button: return mouse.press(event.button, event.down);
      case MouseEvent::Kind::wheel: return ImGui_ImplGlfw_ScrollCallback(window, event.x, event.y);
    }
  }
};

void give_input(GLFWwindow* window) {
  Input& input = input_of(window);
  input.queue.give_frame(Giver{window}, ImGui::GetIO().WantTextInput);
  if (!input.queue.empty()) input.pacer.input_came();
}

struct Size {
  int width = 0, height = 0;
  bool empty() const { return width <= 0 || height <= 0; }
};

Screen screen_of(GLFWmonitor* monitor) {
  Screen screen;
  glfwGetMonitorWorkarea(monitor, &screen.x, &screen.y, &screen.width, &screen.height);
  glfwGetMonitorContentScale(monitor, &screen.scale, nullptr);
  return screen;
}

// The primary one first. Monitors that say nothing of themselves are left out.
std::vector<Screen> screens() {
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  std::vector<Screen> found;
  for (int i = 0; i < count; ++i) {
    const Screen screen = screen_of(monitors[i]);
    if (screen.width > 0 && screen.height > 0 && screen.scale > 0) found.push_back(screen);
  }
  return found;
}

// The window's own place and size now, whatever state it is in.
Placement current_placement(GLFWwindow* window) {
  float scale = 1;
  glfwGetWindowContentScale(window, &scale, nullptr);
  int width = 0, height = 0, x = 0, y = 0;
  glfwGetWindowSize(window, &width, &height);
  glfwGetWindowPos(window, &x, &y);
  const auto units = [&](int pixels) {
    return static_cast<std::int32_t>(std::lround(static_cast<float>(pixels) / std::max(scale, 0.1F)));
  };
  return {.x = x, .y = y, .width = units(width), .height = units(height)};
}

// A place is remembered as the one to go back to unless the window fills the screen: of maximizing, the size often
// comes before the word for it.
void remember_placement(GLFWwindow* window) {
  const auto is = [&](int attribute) { return glfwGetWindowAttrib(window, attribute) == GLFW_TRUE; };
  if (is(GLFW_MAXIMIZED) || is(GLFW_ICONIFIED)) return;
  const Placement now = current_placement(window);
  for (const Screen& screen : screens()) {
    const auto part = [&](std::int32_t size, std::int32_t room) {
      return static_cast<float>(size) * screen.scale / static_cast<float>(room);
    };
    if (part(now.width, screen.width) >= 1 && part(now.height, screen.height) >= 0.9F) return;
  }
  input_of(window).normal = now;
}

// Every input and every change of the window owes frames. ImGui's own callbacks, installed later, call these on.
void listen(GLFWwindow* window, Input& input) {
  glfwSetWindowUserPointer(window, &input);
  glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int) { ask_for_mouse(w); });
  glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int) { touch(w); });
  glfwSetWindowIconifyCallback(window, [](GLFWwindow* w, int) { touch(w); });
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { touch(w); });
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { touch(w); });
  glfwSetWindowSizeCallback(window, [](GLFWwindow* w, int, int) { remember_placement(w); });
  glfwSetWindowPosCallback(window, [](GLFWwindow* w, int, int) {
    remember_placement(w);
    ask_for_mouse(w);
  });
  glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** paths) {
    input_of(w).dropped.assign(paths, paths + count);
    touch(w);
  });
  glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) { touch(w); });
}

GLFWwindow* open_window(const std::string& title, const Placement& placement) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  glfwWindowHint(GLFW_COCOA_RETINA_FRAMEBUFFER, GLFW_FALSE);  // a pixel is a unit of layout everywhere
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);                   // until it is where it belongs
  GLFWwindow* window = glfwCreateWindow(placement.width, placement.height, title.c_str(), nullptr, nullptr);
  if (window == nullptr) return nullptr;
  if (placement.has_place()) glfwSetWindowPos(window, placement.x, placement.y);
  if (placement.maximized) glfwMaximizeWindow(window);
  glfwShowWindow(window);
  return window;
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
  give_input(window);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  input_of(window).mouse.stay();
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

Result<std::unique_ptr<Window>> Window::create(const std::string& title, const Placement& wish) {
  glfwSetErrorCallback([](int, const char* text) { last_glfw_error() = text; });
  if (glfwInit() != GLFW_TRUE) return no_display();
  auto state = std::make_unique<State>();
  const Placement placement = fitting(wish, screens());
  state->input.normal = placement;
  state->title = title;
  state->window = open_window(title, placement);
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
  queue_input(state->window);
  return std::unique_ptr<Window>(new Window(std::move(state)));
}

// Fonts are baked at a scale, so a window that became larger or moved to another monitor bakes them again. Those of a
// zoomed region are kept while the scale is the same: to zoom it again costs nothing.
static void adopt_scale(App& app, GLFWwindow* window, Size size, Lettered& lettered) {
  float content_scale = 1.0F;
  glfwGetWindowContentScale(window, &content_scale, nullptr);
  const Lettering wanted = app.lettering();
  const float scale = ui_scale(size.width, size.height, content_scale, wanted);
  auto& enlarged = lettered.enlarged;
  const bool has =
      wanted.enlarged <= 1 || std::find(enlarged.begin(), enlarged.end(), wanted.enlarged) != enlarged.end();
  if (scale == lettered.scale && has) return;
  if (scale != lettered.scale) enlarged.clear();
  if (wanted.enlarged > 1) enlarged.push_back(wanted.enlarged);
  lettered.scale = scale;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  app.scale_changed(atlas, scale);
  for (const float factor : enlarged) app.enlarge(atlas, scale * factor);
  renew_font_texture();
}

void Window::run(App& app) {
  GLFWwindow* window = state_->window;
  FramePacer& pacer = state_->input.pacer;
  const auto over = [&] { return glfwWindowShouldClose(window) == GLFW_TRUE || app.quits(); };
  const auto moving = [&] { return app.wants_frames() && glfwGetWindowAttrib(window, GLFW_ICONIFIED) == GLFW_FALSE; };
  while (!over()) {
    wait_for_events(pacer.wait(monotonic_now(), moving()));
    if (auto& dropped = state_->input.dropped; !dropped.empty()) app.dropped(std::exchange(dropped, {}));
    const Nanos now = monotonic_now();
    if (app.tick(now)) pacer.picture_changed();
    if (over()) break;
    if (std::string title = app.title(); title != state_->title) {
      state_->title = std::move(title);
      glfwSetWindowTitle(window, state_->title.c_str());
    }
    if (!pacer.due(now, moving())) continue;
    if (const Size size = size_of(window); !size.empty()) {
      adopt_scale(app, window, size, state_->lettered);
      draw_frame(app, window, size);
    }
    pacer.frame_drawn(now);  // a window without a surface has nothing to draw: that counts too, or the loop would spin
  }
}

void Window::hide() { glfwHideWindow(state_->window); }

void Window::wake() { glfwPostEmptyEvent(); }

Placement Window::placement() const {
  Placement placement = state_->input.normal;
  placement.maximized = glfwGetWindowAttrib(state_->window, GLFW_MAXIMIZED) == GLFW_TRUE;
  return placement;
}

std::uint64_t Window::frames() const { return state_->input.pacer.frames(); }

}  // namespace inflight
