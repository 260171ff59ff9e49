// EGL without a surface, a frame buffer, and ImGui's OpenGL3 backend; see offscreen.h.
#include "app/shell/offscreen.h"

#define GL_GLEXT_PROTOTYPES
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>
#include <fmt/format.h>
#include <imgui.h>
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <algorithm>
#include <cassert>
#include <stb/stb_image_write.h>

#include "app/shell/whole_file.h"

namespace inflight {

struct Offscreen::Egl {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  GLuint frame_buffer = 0, colour_buffer = 0;
  ImGuiContext* imgui = nullptr;
};

namespace {

Error missing(const char* what) {
  return unavailable(
      fmt::format("Pictures need {}, and it is not here (EGL error {:#x}). On Debian: "
                  "sudo apt-get install libegl1 libgl1-mesa-dri.",
                  what, eglGetError()));
}

// The process's one surfaceless display, EGL_NO_DISPLAY if there is none. It is never terminated: that would unload the
// driver, which costs a tenth of a second to load again.
EGLDisplay surfaceless_display() {
  static const EGLDisplay display = [] {
    const auto get_display =
        reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (get_display == nullptr) return EGL_NO_DISPLAY;
    const EGLDisplay found = get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    return eglInitialize(found, nullptr, nullptr) == EGL_TRUE ? found : EGL_NO_DISPLAY;
  }();
  return display;
}

EGLContext core_context(EGLDisplay display) {
  const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint found = 0;
  if (eglChooseConfig(display, wanted, &config, 1, &found) != EGL_TRUE || found == 0) return EGL_NO_CONTEXT;
  const EGLint version[] = {
      EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  return eglCreateContext(display, config, EGL_NO_CONTEXT, version);
}

}  // namespace

Offscreen::Offscreen(int width, int height) : width_(width), height_(height), egl_(std::make_unique<Egl>()) {}

Result<std::unique_ptr<Offscreen>> Offscreen::create(int width, int height) {
  if (width < 16 || height < 16 || width > 8192 || height > 8192) {
    return bad_input(fmt::format("A picture of {}x{} pixels can't be made; take 16 to 8192 each way.", width, height));
  }
  std::unique_ptr<Offscreen> made(new Offscreen(width, height));
  if (const Status started = made->start(); !started) return started.error();
  return made;
}

Status Offscreen::start() {
  egl_->display = surfaceless_display();
  if (egl_->display == EGL_NO_DISPLAY) return missing("EGL's surfaceless platform");
  if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE) return missing("desktop OpenGL");
  egl_->context = core_context(egl_->display);
  if (egl_->context == EGL_NO_CONTEXT ||
      eglMakeCurrent(egl_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, egl_->context) != EGL_TRUE) {
    return missing("OpenGL 3.3");
  }
  glGenFramebuffers(1, &egl_->frame_buffer);
  glBindFramebuffer(GL_FRAMEBUFFER, egl_->frame_buffer);
  glGenRenderbuffers(1, &egl_->colour_buffer);
  glBindRenderbuffer(GL_RENDERBUFFER, egl_->colour_buffer);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width_, height_);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, egl_->colour_buffer);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) return missing("a frame buffer");

  egl_->imgui = ImGui::CreateContext();
  ImGui::SetCurrentContext(egl_->imgui);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = ImVec2(static_cast<float>(width_), static_cast<float>(height_));
  io.DeltaTime = 1.0F / 60.0F;
  if (!ImGui_ImplOpenGL3_Init("#version 330 core")) return missing("OpenGL 3.3");
  return Done{};
}

Offscreen::~Offscreen() {
  if (egl_->imgui != nullptr) {
    ImGui::SetCurrentContext(egl_->imgui);
    if (ImGui::GetIO().BackendRendererUserData != nullptr) ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext(egl_->imgui);
  }
  if (egl_->colour_buffer != 0) glDeleteRenderbuffers(1, &egl_->colour_buffer);
  if (egl_->frame_buffer != 0) glDeleteFramebuffers(1, &egl_->frame_buffer);
  if (egl_->display == EGL_NO_DISPLAY) return;
  eglMakeCurrent(egl_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  if (egl_->context != EGL_NO_CONTEXT) eglDestroyContext(egl_->display, egl_->context);
}

ImFontAtlas& Offscreen::fonts() {
  ImGui::SetCurrentContext(egl_->imgui);
  return *ImGui::GetIO().Fonts;
}

void Offscreen::rehearse(const std::function<void()>& draw_frame) {
  ImGui::SetCurrentContext(egl_->imgui);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  draw_frame();
  ImGui::Render();
}

void Offscreen::render(const std::function<void()>& draw_frame) {
  rehearse(draw_frame);
  glViewport(0, 0, width_, height_);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

std::vector<std::uint8_t> Offscreen::pixels() const {
  const std::size_t row = static_cast<std::size_t>(width_) * 4;
  std::vector<std::uint8_t> picture(row * static_cast<std::size_t>(height_));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, picture.data());
  for (int top = 0, bottom = height_ - 1; top < bottom; ++top, --bottom) {  // GL's first row is the lowest
    const auto upper = picture.begin() + static_cast<std::ptrdiff_t>(row) * top;
    const auto lower = picture.begin() + static_cast<std::ptrdiff_t>(row) * bottom;
    std::swap_ranges(upper, upper + static_cast<std::ptrdiff_t>(row), lower);
  }
  return picture;
}

Status Offscreen::save_png(const std::filesystem::path& file) const {
  std::vector<std::uint8_t> picture = pixels();
  const std::size_t shown = picture.size() / 4;
  for (std::size_t i = 1; i < shown; ++i) {  // nothing is transparent, and a quarter less is written
    for (std::size_t channel = 0; channel < 3; ++channel) picture[i * 3 + channel] = picture[i * 4 + channel];
  }
  std::string png;
  const auto append = [](void* to, void* bytes, int count) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), static_cast<std::size_t>(count));
  };
  if (stbi_write_png_to_func(append, &png, width_, height_, 3, picture.data(), width_ * 3) == 0) {
    return bad_input(fmt::format("There is not enough memory for the picture {}.", file.string()));
  }
  return write_whole(file, png);
}

}  // namespace inflight
