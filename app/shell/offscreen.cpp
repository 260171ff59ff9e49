// EGL, a framebuffer, and ImGui's OpenGL 3 backend; see offscreen.h.
#include "app/shell/offscreen.h"

#define EGL_EGLEXT_PROTOTYPES
#define GL_GLEXT_PROTOTYPES
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>
#include <fmt/format.h>

#include "app/shell/imgui_compat.h"

namespace inflight {
namespace {

class EglOffscreen : public Offscreen {
 public:
  EglOffscreen(int width, int height) : width_(width), height_(height) {}
  ~EglOffscreen() override {
    if (imgui_) {
      ImGui_ImplOpenGL3_Shutdown();
      ImGui::DestroyContext(imgui_);
    }
    if (framebuffer_) glDeleteFramebuffers(1, &framebuffer_);
    if (colour_) glDeleteRenderbuffers(1, &colour_);
    if (display_ == EGL_NO_DISPLAY) return;
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context_ != EGL_NO_CONTEXT) eglDestroyContext(display_, context_);
    // The display itself stays for the process's life: loading the driver again costs more than a picture.
  }

  Status start() {
    if (const char* missing = make_context()) {
      return unavailable(
          fmt::format("No picture can be drawn here: {} (EGL error 0x{:04X}). Install libegl1 and libgl1-mesa-dri.",
                      missing, eglGetError()));
    }
    glGenRenderbuffers(1, &colour_);
    glBindRenderbuffer(GL_RENDERBUFFER, colour_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width_, height_);
    glGenFramebuffers(1, &framebuffer_);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
      return unavailable(fmt::format("A picture of {} x {} is too large for this machine's GL.", width_, height_));
    }
    imgui_ = ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().DisplaySize = {static_cast<float>(width_), static_cast<float>(height_)};
    ImGui_ImplOpenGL3_Init("#version 330 core");
    return Done{};
  }

  void fonts_changed() override {
    if (!drawn_) return;  // the first frame makes the texture by itself
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
  }

  void frame(const std::function<void()>& draw) override {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
    ImGui::NewFrame();
    drawn_ = true;
    draw();
    ImGui::Render();
    glViewport(0, 0, width_, height_);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  }

  std::vector<std::uint8_t> pixels() const override {
    const std::size_t row = static_cast<std::size_t>(width_) * 4;
    std::vector<std::uint8_t> upside_down(row * static_cast<std::size_t>(height_));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, upside_down.data());
    std::vector<std::uint8_t> picture;
    picture.reserve(upside_down.size());
    for (std::size_t y = static_cast<std::size_t>(height_); y-- > 0;) {
      const auto first = upside_down.begin() + static_cast<std::ptrdiff_t>(y * row);
      picture.insert(picture.end(), first, first + static_cast<std::ptrdiff_t>(row));
    }
    for (std::size_t i = 3; i < picture.size(); i += 4) picture[i] = 255;
    return picture;
  }

 private:
  // Null, or what could not be had.
  const char* make_context() {
    display_ = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display_ == EGL_NO_DISPLAY || !eglInitialize(display_, nullptr, nullptr)) {
      display_ = EGL_NO_DISPLAY;
      return "EGL has no surfaceless platform";
    }
    if (!eglBindAPI(EGL_OPENGL_API)) return "EGL has no OpenGL";
    const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(display_, wanted, &config, 1, &count) || count == 0) return "EGL has no OpenGL configuration";
    const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_NONE};
    context_ = eglCreateContext(display_, config, EGL_NO_CONTEXT, version);
    if (context_ == EGL_NO_CONTEXT) return "OpenGL 3.3 is missing";
    if (!eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_)) return "OpenGL needs a surface";
    return nullptr;
  }

  int width_;
  int height_;
  EGLDisplay display_ = EGL_NO_DISPLAY;
  EGLContext context_ = EGL_NO_CONTEXT;
  GLuint colour_ = 0;
  GLuint framebuffer_ = 0;
  ImGuiContext* imgui_ = nullptr;
  bool drawn_ = false;
};

}  // namespace

Result<std::unique_ptr<Offscreen>> Offscreen::create(int width, int height) {
  if (width < 1 || height < 1 || width > 16384 || height > 16384) {
    return usage_error(fmt::format("A picture of {} x {} can't be made; 1 to 16384 pixels each way.", width, height));
  }
  auto offscreen = std::make_unique<EglOffscreen>(width, height);
  if (const Status started = offscreen->start(); !started) return started.error();
  return std::unique_ptr<Offscreen>(std::move(offscreen));
}

}  // namespace inflight
