// Without a display a window is refused in a sentence that says what to do. (In a process of its own: GLFW keeps a
// display that it has found.)
#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/shell/window.h"

namespace inflight {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// Takes the display away for the time of a test.
class NoDisplay {
 public:
  explicit NoDisplay(const char* instead) {
    if (const char* was = std::getenv("DISPLAY")) display_ = was;
    ::unsetenv("WAYLAND_DISPLAY");
    instead != nullptr ? ::setenv("DISPLAY", instead, 1) : ::unsetenv("DISPLAY");
  }
  ~NoDisplay() { display_.empty() ? ::unsetenv("DISPLAY") : ::setenv("DISPLAY", display_.c_str(), 1); }

 private:
  std::string display_;
};

TEST(WindowWithoutADisplay, IsToldInASentence) {
  const NoDisplay no_display(nullptr);
  const Result<std::unique_ptr<Window>> made = Window::create("Inflight", {.width = 1280, .height = 720});
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(made.error().sentence, AllOf(HasSubstr("DISPLAY is not set"), HasSubstr("inflight report")));
}

TEST(WindowWithoutADisplay, NamesADisplayThatDoesNotAnswer) {
  const NoDisplay no_display(":4711");
  const Result<std::unique_ptr<Window>> made = Window::create("Inflight", {.width = 1280, .height = 720});
  ASSERT_FALSE(made.ok());
  EXPECT_THAT(made.error().sentence, AllOf(HasSubstr("does not answer"), HasSubstr(":4711")));
}

}  // namespace
}  // namespace inflight
