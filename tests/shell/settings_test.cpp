// What the window remembers, as stories: kept and read again, and whatever lies in the file instead, the program goes
// on and says in one sentence what it left out.
#include "app/shell/settings.h"

#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/shell/temporary_folder.h"

namespace inflight {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Settings unlike_the_defaults() {
  return {.lesson = "a \"script\" of\nmy=own é.py",
          .theme = "light",
          .full = true,
          .presenter = true,
          .reduce_motion = true,
          .introduced = true,
          .speed = "1/4",
          .window = {.x = -1280, .y = 0, .width = 1280, .height = 720, .maximized = true}};
}

class SettingsFile : public ::testing::Test {
 protected:
  LoadedSettings load_from(std::string_view text) {
    TemporaryFolder::write(file, text);
    return load_settings(file);
  }
  std::string kept() const { return TemporaryFolder::read(folder.path() / "settings.toml.bad"); }

  TemporaryFolder folder{"settings"};
  fs::path file = folder.path() / "settings.toml";
};

TEST_F(SettingsFile, GivesBackWhatWasSaved) {
  ASSERT_TRUE(save_settings(file, unlike_the_defaults()).ok());
  const LoadedSettings loaded = load_settings(file);
  EXPECT_EQ(loaded.settings, unlike_the_defaults());
  EXPECT_THAT(loaded.notice, IsEmpty());
  ASSERT_TRUE(save_settings(file, {}).ok());
  EXPECT_EQ(load_settings(file).settings, Settings{});
  EXPECT_THAT(folder.names(), ElementsAre("settings.toml"));
}

TEST_F(SettingsFile, ThatIsNotThereYetIsNoNews) {
  const LoadedSettings loaded = load_settings(file);
  EXPECT_EQ(loaded.settings, Settings{});
  EXPECT_THAT(loaded.notice, IsEmpty());
  EXPECT_THAT(folder.names(), IsEmpty());
}

TEST_F(SettingsFile, MakesItsFolders) {
  const fs::path deep = folder.path() / "a" / "b" / "settings.toml";
  ASSERT_TRUE(save_settings(deep, unlike_the_defaults()).ok());
  EXPECT_EQ(load_settings(deep).settings, unlike_the_defaults());
}

TEST_F(SettingsFile, ThatIsTornIsKeptBesideAndSaidInOneSentence) {
  for (const std::string_view torn :
       {"theme = \"li", "theme = ", "\x89PNG\r\n\x1A\n", "[[[[", "full = true\nfull = true", "{\"theme\": \"light\"}",
        "theme = \"\xFF\xFE\"", "x = 99999999999999999999999"}) {
    const LoadedSettings loaded = load_from(torn);
    EXPECT_EQ(loaded.settings, Settings{}) << torn;
    EXPECT_THAT(loaded.notice,
                AllOf(HasSubstr(file.string()), HasSubstr("can't be read"), HasSubstr("settings.toml.bad")));
    EXPECT_THAT(loaded.notice, Not(HasSubstr("\n")));
    EXPECT_EQ(kept(), torn);
    EXPECT_FALSE(fs::exists(file));
  }
}

TEST_F(SettingsFile, ThatIsNestedTooDeepOrTooLargeIsKeptBesideToo) {
  const std::string deep = "a = " + std::string(20'000, '[') + std::string(20'000, ']');
  EXPECT_THAT(load_from(deep).notice, HasSubstr("settings.toml.bad"));
  EXPECT_EQ(kept(), deep);
  const std::string large = "# " + std::string(100'000, 'x');
  EXPECT_THAT(load_from(large).notice, HasSubstr("larger than 64 KiB"));
  EXPECT_EQ(kept(), large);
}

TEST_F(SettingsFile, GivesWhatIsRightAndDefaultsForWhatIsWrong) {
  const LoadedSettings loaded =
      load_from("theme = \"light\"\nfull = \"yes\"\nwidth = 5\nheight = 800\nmaximized = 1\nx = 1.5\nlesson = []\n");
  EXPECT_EQ(loaded.settings, (Settings{.theme = "light", .window = {.height = 800}}));
  EXPECT_THAT(loaded.notice,
              AllOf(HasSubstr("'lesson' should be a lesson or a script, and 4 more"), HasSubstr("settings.toml.bad")));
  EXPECT_THAT(kept(), HasSubstr("full = \"yes\"")) << "what could not be used is not lost by the next save";
  EXPECT_TRUE(fs::exists(file));
}

TEST_F(SettingsFile, HasBoundsForEveryValue) {
  for (const char* wrong : {"theme = \"../dark\"", "theme = \"\"", "width = -1", "width = 1000000", "height = 0",
                            "x = 9223372036854775807", "y = -200000"}) {
    const LoadedSettings loaded = load_from(wrong);
    EXPECT_EQ(loaded.settings, Settings{}) << wrong;
    EXPECT_THAT(loaded.notice, HasSubstr("should be")) << wrong;
  }
  EXPECT_THAT(load_from("lesson = \"" + std::string(5000, 'x') + "\"").settings.lesson, IsEmpty());
}

TEST_F(SettingsFile, OfANewerInflightOrWithUnknownKeysIsReadAsFarAsItGoes) {
  const LoadedSettings newer = load_from("version = 2\ntheme = \"light\"\nsound = true\n");
  EXPECT_EQ(newer.settings.theme, "light");
  EXPECT_THAT(newer.notice, HasSubstr("a newer Inflight, and 1 more"));
  EXPECT_THAT(kept(), HasSubstr("sound = true"));
  const LoadedSettings foreign = load_from("[package]\nname = \"x\"\n");
  EXPECT_EQ(foreign.settings, Settings{});
  EXPECT_THAT(foreign.notice, HasSubstr("'package' is no setting"));
}

TEST_F(SettingsFile, ThatIsNoPlainFileIsNotOpened) {
  fs::create_directory(file);
  EXPECT_THAT(load_settings(file).notice, HasSubstr("not a plain file"));
  EXPECT_FALSE(save_settings(file, {}).ok());
  EXPECT_TRUE(fs::is_directory(file));
  fs::remove(file);
  ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);  // opening it would wait for ever
  EXPECT_THAT(load_settings(file).notice, HasSubstr("not a plain file"));
}

TEST_F(SettingsFile, InAFolderThatTakesNoFilesIsOneSentence) {
  // /proc takes none, not even from root, who may write everywhere else.
  const Status no_folder = save_settings("/proc/inflight/settings.toml", {});
  ASSERT_FALSE(no_folder.ok());
  EXPECT_THAT(no_folder.error().sentence, HasSubstr("/proc/inflight"));
  const Status no_file = save_settings("/proc/settings.toml", {});
  ASSERT_FALSE(no_file.ok());
  EXPECT_THAT(no_file.error().sentence, HasSubstr("/proc/settings.toml"));
  TemporaryFolder::write(file, "");
  EXPECT_FALSE(save_settings(file / "below a file" / "settings.toml", {}).ok());
}

TEST_F(SettingsFile, OfTwoWindowsIsTheLastOnes) {
  ASSERT_TRUE(save_settings(file, {.lesson = "the-last-ten"}).ok());
  ASSERT_TRUE(save_settings(file, unlike_the_defaults()).ok());
  EXPECT_EQ(load_settings(file).settings, unlike_the_defaults());
}

TEST(SettingsPlace, FollowsTheEnvironment) {
  const char* home = std::getenv("HOME");
  const std::string home_before = home != nullptr ? home : "";
  ::setenv("XDG_CONFIG_HOME", "/somewhere", 1);
  ::setenv("HOME", "/home/me", 1);
  EXPECT_EQ(settings_file(), "/somewhere/inflight/settings.toml");
  ::setenv("XDG_CONFIG_HOME", "not/absolute", 1);
  EXPECT_EQ(settings_file(), "/home/me/.config/inflight/settings.toml");
  ::unsetenv("XDG_CONFIG_HOME");
  EXPECT_EQ(settings_file(), "/home/me/.config/inflight/settings.toml");
  ::unsetenv("HOME");
  EXPECT_EQ(settings_file(), "");
  EXPECT_FALSE(save_settings(settings_file(), {}).ok());
  EXPECT_EQ(load_settings(settings_file()).settings, Settings{});
  if (home != nullptr) ::setenv("HOME", home_before.c_str(), 1);
}

}  // namespace
}  // namespace inflight
