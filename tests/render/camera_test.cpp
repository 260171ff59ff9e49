// The camera goes where it is told, in a run that nobody plays, and its pictures are equal to the byte.
#include "app/render/camera.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inflight {
namespace {

using ::testing::HasSubstr;

class CameraStory : public ::testing::Test {
 protected:
  void SetUp() override { camera = make(); }
  static std::unique_ptr<Camera> make(CameraOptions options = {.width = 640, .height = 360}) {
    Result<std::unique_ptr<Camera>> made = Camera::create(options);
    if (!made) return nullptr;
    Lesson lesson = find_lesson("the-last-ten").value();
    RunOptions run = options_of(lesson);
    EXPECT_TRUE(made.value()->open(std::move(run), std::move(lesson)).ok());
    return std::move(made).value();
  }
  static RunOptions script(std::string text) {
    RunOptions options;
    options.script = std::move(text);
    options.script_name = "own.py";
    return options;
  }
  const World& world() const { return camera->session().world(); }
  std::unique_ptr<Camera> camera;
};

// A machine without EGL can't make pictures.
#define SKIP_WITHOUT_CAMERA() \
  if (camera == nullptr) GTEST_SKIP() << "no offscreen GL here"

TEST_F(CameraStory, BeforeTheRunNothingHasHappened) {
  SKIP_WITHOUT_CAMERA();
  EXPECT_EQ(camera->session().status(), RunStatus::ready);
  EXPECT_FALSE(camera->pixels().empty());
}

TEST_F(CameraStory, AnInstantShowsWhatHappenedUpToItAndNothingOfTheFuture) {
  SKIP_WITHOUT_CAMERA();
  ASSERT_TRUE(camera->go_to(9'450 * kMillisecond).ok());
  EXPECT_EQ(camera->session().play_head().at(), 9'450 * kMillisecond);
  EXPECT_EQ(world().produced, 95);
  EXPECT_EQ(world().told, 90);
  EXPECT_LE(camera->session().end_ns(), 9'450 * kMillisecond);
  ASSERT_TRUE(camera->go_to(kSecond).ok());
  EXPECT_EQ(world().produced, 10) << "and back";
}

TEST_F(CameraStory, TheEndHasAllOutcomesAndAnInstantAfterItIsTheEnd) {
  SKIP_WITHOUT_CAMERA();
  ASSERT_TRUE(camera->go_to_end().ok());
  EXPECT_EQ(world().phase, Phase::settled);
  EXPECT_EQ(world().count(Outcome::lost), 10);
  const std::vector<std::uint8_t> end = camera->pixels();
  ASSERT_TRUE(camera->go_to(kSecond * 3600).ok());
  EXPECT_EQ(camera->pixels(), end);
}

TEST_F(CameraStory, TheExitIsTheMomentBeforeTheProcessEnds) {
  SKIP_WITHOUT_CAMERA();
  ASSERT_TRUE(camera->go_to_exit().ok());
  EXPECT_EQ(world().phase, Phase::running);
  EXPECT_EQ(world().produced, 100);
  EXPECT_EQ(camera->session().recording().event(world().events).kind, EventKind::process_exited);
}

TEST_F(CameraStory, APersonMayActInBetween) {
  SKIP_WITHOUT_CAMERA();
  ASSERT_TRUE(camera->go_to(kSecond).ok());
  camera->perform({CommandId::reject_next});
  ASSERT_TRUE(camera->go_to_end().ok());
  EXPECT_EQ(world().count(Outcome::failed), 15);
}

TEST_F(CameraStory, TwoPicturesOfOneInstantAreEqualToTheByte) {
  SKIP_WITHOUT_CAMERA();
  ASSERT_TRUE(camera->go_to(9'400 * kMillisecond).ok());
  const std::vector<std::uint8_t> first = camera->pixels();
  ASSERT_TRUE(camera->go_to_end().ok());
  EXPECT_NE(camera->pixels(), first);
  camera.reset();
  camera = make();
  ASSERT_TRUE(camera->go_to(9'400 * kMillisecond).ok());
  EXPECT_EQ(camera->pixels(), first);
  camera.reset();
  camera = make({.width = 640, .height = 360, .theme = "light"});
  ASSERT_TRUE(camera->go_to(9'400 * kMillisecond).ok());
  EXPECT_NE(camera->pixels(), first);
}

TEST_F(CameraStory, PlayedIsAsItLooksWhileItPlaysAndEqualToTheByteToo) {
  SKIP_WITHOUT_CAMERA();
  constexpr Nanos kOnItsWay = 1'450 * kMillisecond;
  ASSERT_TRUE(camera->play_to(kOnItsWay).ok());
  EXPECT_TRUE(camera->session().play_head().playing());
  const Nanos at = camera->session().play_head().at();
  EXPECT_GE(at, kOnItsWay);
  EXPECT_LE(at, kOnItsWay + kMillisecond);
  EXPECT_LE(camera->session().end_ns(), at) << "nothing of the future";
  const std::vector<std::uint8_t> first = camera->pixels();
  camera.reset();
  camera = make();
  ASSERT_TRUE(camera->play_to(kOnItsWay).ok());
  EXPECT_EQ(camera->pixels(), first);
  ASSERT_TRUE(camera->go_to(kOnItsWay).ok());
  EXPECT_NE(camera->pixels(), first) << "at rest, the button says Go on";
}

TEST_F(CameraStory, AProgramThatNeverEndsHasInstantsAllTheSame) {
  SKIP_WITHOUT_CAMERA();
  ASSERT_TRUE(camera->open(script("import time\nwhile True:\n    time.sleep(0.1)\n"), std::nullopt).ok());
  ASSERT_TRUE(camera->go_to(5 * kSecond).ok());
  EXPECT_EQ(camera->session().play_head().at(), 5 * kSecond);
}

TEST_F(CameraStory, AProgramThatFailsIsAPictureToo) {
  SKIP_WITHOUT_CAMERA();
  ASSERT_TRUE(camera->open(script("raise ValueError('no')\n"), std::nullopt).ok());
  ASSERT_TRUE(camera->go_to_end().ok());
  EXPECT_EQ(world().exit.how, ExitHow::exception);
}

TEST(CameraErrors, NameWhatIsWrong) {
  const Result<std::unique_ptr<Camera>> theme = Camera::create({.theme = "purple"});
  ASSERT_FALSE(theme.ok());
  EXPECT_THAT(theme.error().sentence, HasSubstr("'purple'"));
  const Result<std::unique_ptr<Camera>> size = Camera::create({.width = 10});
  ASSERT_FALSE(size.ok());
  EXPECT_THAT(size.error().sentence, HasSubstr("10x1080"));
}

}  // namespace
}  // namespace inflight
