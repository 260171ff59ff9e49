// Golden pictures: six moments that teach, in both themes and two sizes, as they look now. A change of looks shows here
// as a difference to be looked at. INFLIGHT_UPDATE_SNAPSHOTS=1 takes them anew; review them like any diff.
#include <cstdlib>
#include <fmt/format.h>
#include <functional>
#include <gtest/gtest.h>

#include "app/render/camera.h"
#include "tests/render/picture_file.h"

namespace inflight {
namespace {

// Goes to where a callback of this message has just begun.
Status go_into_callback_of(Camera& camera, MessageId message) {
  if (const Status made = camera.go_to_end(); !made) return made;
  const Recording& recording = camera.session().recording();
  for (std::uint64_t i = 0; i < recording.size(); ++i) {
    const Event& event = recording.event(i);
    if (event.kind == EventKind::callback_started && event.message == message) return camera.go_to_event(i);
  }
  return bad_input("no such callback");
}

struct Moment {
  const char* name;
  const char* lesson;
  std::function<Status(Camera&)> go;
};

const std::vector<Moment>& moments() {
  static const std::vector<Moment> all{
      {"question", "the-last-ten", [](Camera&) { return Status(Done{}); }},
      {"first-batch", "the-last-ten", [](Camera& c) { return c.go_to(1'550 * kMillisecond); }},
      {"callback", "the-last-ten", [](Camera& c) { return go_into_callback_of(c, 80); }},
      {"nobody-polls", "nobody-called-poll", [](Camera& c) { return c.go_to(9'400 * kMillisecond); }},
      {"exit", "the-last-ten", [](Camera& c) { return c.go_to_end(); }},
      {"rejected", "the-last-ten",
       [](Camera& c) {
         if (Status made = c.go_to(kSecond); !made) return made;
         c.perform({CommandId::reject_next});
         return c.go_to(1'850 * kMillisecond);
       }},
  };
  return all;
}

struct Look {
  int width, height;
  const char* theme;
};

class Golden : public ::testing::TestWithParam<Look> {};

void compare(const Picture& actual, const std::string& name) {
  const std::filesystem::path golden = std::filesystem::path(INFLIGHT_SOURCE_DIR) / "tests/render/pictures" / name;
  if (std::getenv("INFLIGHT_UPDATE_SNAPSHOTS") != nullptr) return write_png(golden, coarse(actual));
  const std::filesystem::path taken = std::filesystem::current_path() / "pictures" / name;
  write_png(taken, actual);
  const std::optional<Picture> expected = read_png(golden);
  if (!expected) {
    ADD_FAILURE() << golden << " is not there. INFLIGHT_UPDATE_SNAPSHOTS=1 takes it.";
    return;
  }
  EXPECT_EQ(difference(*expected, actual), "")
      << "Compare " << taken << " with " << golden << " (both at half size).\n"
      << "If the new one is right, run the test with INFLIGHT_UPDATE_SNAPSHOTS=1.";
}

TEST_P(Golden, MomentsLookAsTheyDid) {
  const Look look = GetParam();
  Result<std::unique_ptr<Camera>> camera =
      Camera::create({.width = look.width, .height = look.height, .theme = look.theme});
  if (!camera) GTEST_SKIP() << camera.error().sentence;
  for (const Moment& moment : moments()) {
    Lesson lesson = find_lesson(moment.lesson).value();
    RunOptions options = options_of(lesson);
    ASSERT_TRUE(camera.value()->open(std::move(options), std::move(lesson)).ok());
    const Status there = moment.go(*camera.value());
    ASSERT_TRUE(there.ok()) << moment.name << ": " << there.error().sentence;
    const Picture picture = halved(camera.value()->pixels(), look.width, look.height);
    compare(picture, fmt::format("{}-{}-{}.png", moment.name, look.theme, look.height));
  }
}

INSTANTIATE_TEST_SUITE_P(Pictures, Golden,
                         ::testing::Values(Look{1920, 1080, "dark"}, Look{1920, 1080, "light"}, Look{1280, 720, "dark"},
                                           Look{1280, 720, "light"}),
                         [](const auto& look) { return fmt::format("{}_{}", look.param.theme, look.param.height); });

// The comparison itself: it lets a driver's rounding pass, and no changed digit.
TEST(PictureDifference, LetsShadesPassButNoChange) {
  Picture one{200, 100, std::vector<std::uint8_t>(200 * 100 * 3, 40)};
  Picture other = one;
  for (std::size_t i = 0; i < other.rgb.size(); i += 60) other.rgb[i] = 44;
  EXPECT_EQ(difference(one, other), "");
  for (std::size_t y = 10; y < 20; ++y) {
    for (std::size_t x = 30; x < 33; ++x) other.rgb[(y * 200 + x) * 3] = 200;
  }
  EXPECT_EQ(difference(one, other).substr(0, 44), "30 pixels differ within (30, 10) to (32, 19)");
  EXPECT_NE(difference(one, {100, 100, {}}), "");
  for (std::uint8_t& shade : other.rgb) shade = 46;
  EXPECT_NE(difference(one, other), "") << "the ground has another colour";
}

}  // namespace
}  // namespace inflight
