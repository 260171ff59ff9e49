// Both themes can be read by everybody: enough contrast, every role there, and a wrong file is told with its line.
#include "app/shell/theme.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace inflight {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// WCAG 2.1: relative luminance, and the ratio of two.
double luminance(Rgba colour) {
  const auto linear = [](std::uint8_t byte) {
    const double c = byte / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

double contrast(Rgba a, Rgba b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

constexpr std::array kOutcomes{Role::slate, Role::sky, Role::green, Role::amber, Role::vermilion, Role::pink};

class EveryTheme : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    Result<Theme> found = find_theme(GetParam());
    ASSERT_TRUE(found.ok()) << found.error().sentence;
    theme = std::move(found).value();
  }
  void expect_readable(Role ink, Role on) {
    EXPECT_GE(contrast(theme[ink], theme[on]), 4.5) << name_of(ink) << " on " << name_of(on) << " in " << theme.name;
  }
  Theme theme;
};

TEST_P(EveryTheme, TextCanBeReadWhereverTextStands) {
  for (const Role on : {Role::ground, Role::bar, Role::panel, Role::panel_deep, Role::accent_soft}) {
    expect_readable(Role::text, on);
    expect_readable(Role::dim, on);
  }
}

TEST_P(EveryTheme, OutcomesCanBeReadAsTextOnGroundBarAndPanels) {
  for (const Role outcome : kOutcomes) {
    for (const Role on : {Role::ground, Role::bar, Role::panel, Role::panel_deep}) expect_readable(outcome, on);
  }
}

TEST_P(EveryTheme, NumbersCanBeReadInsideSquaresAndOnTheAccent) {
  expect_readable(Role::on_accent, Role::accent);
  for (const Role outcome : kOutcomes) expect_readable(Role::on_accent, outcome);
}

TEST_P(EveryTheme, AccentIsNoOutcomesColour) {
  for (const Role outcome : kOutcomes) EXPECT_NE(theme[Role::accent], theme[outcome]) << name_of(outcome);
  expect_readable(Role::accent, Role::panel);
}

INSTANTIATE_TEST_SUITE_P(Theme, EveryTheme, ::testing::Values("dark", "light"),
                         [](const auto& theme) { return std::string(theme.param); });

// A theme file of the test's own, gone afterwards.
class ThemeFile : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::temp_directory_path() / ("inflight-theme-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ifstream dark(INFLIGHT_SOURCE_DIR "/assets/themes/dark.toml");
    for (std::string line; std::getline(dark, line);) lines.push_back(line);
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  Result<Theme> load() {
    const std::filesystem::path file = folder / "own.toml";
    std::ofstream out(file);
    for (const std::string& line : lines) out << line << '\n';
    out.close();
    return load_theme(file);
  }
  // The number of the line that gives a role, from 1.
  std::size_t line_of(const std::string& role) {
    const auto is_it = [&](const std::string& line) { return line.rfind(role + " =", 0) == 0; };
    return static_cast<std::size_t>(std::find_if(lines.begin(), lines.end(), is_it) - lines.begin()) + 1;
  }

  std::filesystem::path folder;
  std::vector<std::string> lines;
};

TEST_F(ThemeFile, GivesColoursWithAndWithoutAlpha) {
  lines[line_of("sky") - 1] = "sky = \"#0a0B0C80\"";
  const Result<Theme> theme = load();
  ASSERT_TRUE(theme.ok()) << theme.error().sentence;
  EXPECT_EQ(theme.value()[Role::sky], (Rgba{10, 11, 12, 128}));
  EXPECT_EQ(theme.value()[Role::green], (Rgba{0x35, 0xC4, 0x9A, 255}));
  EXPECT_EQ(theme.value().name, "own");
}

TEST_F(ThemeFile, WithoutARoleIsToldWhichOne) {
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line_of("amber")) - 1);
  const Result<Theme> theme = load();
  ASSERT_FALSE(theme.ok());
  EXPECT_THAT(theme.error().sentence, AllOf(HasSubstr("own.toml"), HasSubstr("'amber' is missing")));
}

TEST_F(ThemeFile, WithAnUnknownKeyIsToldItsLine) {
  lines.push_back("purple = \"#FF00FF\"");
  const Result<Theme> theme = load();
  ASSERT_FALSE(theme.ok());
  EXPECT_THAT(theme.error().sentence,
              AllOf(HasSubstr("line " + std::to_string(lines.size())), HasSubstr("'purple' is not a role")));
}

TEST_F(ThemeFile, WithAWrongColourIsToldItsLine) {
  for (const char* wrong :
       {"\"green\"", "\"#12345\"", "\"#GG0000\"", "\"\"", "12", "[\"#000000\"]", "\"#1122334455\""}) {
    lines[line_of("green") - 1] = std::string("green = ") + wrong;
    const Result<Theme> theme = load();
    ASSERT_FALSE(theme.ok()) << wrong;
    EXPECT_THAT(theme.error().sentence,
                AllOf(HasSubstr("line " + std::to_string(line_of("green"))), HasSubstr("'green' should be a colour")));
  }
}

TEST_F(ThemeFile, ThatIsNoTomlIsToldItsLine) {
  lines.insert(lines.begin(), "what = = 1");
  const Result<Theme> theme = load();
  ASSERT_FALSE(theme.ok());
  EXPECT_THAT(theme.error().sentence, HasSubstr("own.toml, line 1"));
}

TEST_F(ThemeFile, ThatIsNotThereIsToldByName) {
  const Result<Theme> theme = load_theme(folder / "nowhere.toml");
  ASSERT_FALSE(theme.ok());
  EXPECT_THAT(theme.error().sentence, HasSubstr("nowhere.toml"));
}

TEST_F(ThemeFile, IsFoundByNameInTheFolderThatTheEnvironmentNames) {
  ASSERT_TRUE(load().ok());
  ::setenv("INFLIGHT_THEMES", folder.c_str(), 1);
  const Result<Theme> own = find_theme("own");
  const Result<Theme> dark = find_theme("dark");
  ::unsetenv("INFLIGHT_THEMES");
  EXPECT_TRUE(own.ok());
  ASSERT_FALSE(dark.ok());
  EXPECT_THAT(dark.error().sentence, AllOf(HasSubstr("no theme 'dark'"), HasSubstr("It has: own.")));
}

TEST(FindTheme, NeverLeavesTheThemesFolder) {
  const Result<Theme> theme = find_theme("../themes/dark");
  ASSERT_FALSE(theme.ok());
  EXPECT_THAT(theme.error().sentence, HasSubstr("It has: dark, light."));
}

}  // namespace
}  // namespace inflight
