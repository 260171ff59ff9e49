// Theme files: both themes are readable, and a mistake in a file is told with its place.
#include "app/shell/theme.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>

namespace inflight {
namespace {

double luminance(Rgba colour) {
  const auto linear = [](std::uint8_t part) {
    const double value = part / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

// As WCAG 2 counts it.
double contrast(Rgba x, Rgba y) {
  const double light = std::max(luminance(x), luminance(y));
  const double dark = std::min(luminance(x), luminance(y));
  return (light + 0.05) / (dark + 0.05);
}

class Themes : public testing::TestWithParam<const char*> {};

TEST_P(Themes, TextCanBeReadOnEveryGround) {
  const Result<Theme> theme = find_theme(GetParam());
  ASSERT_TRUE(theme.ok()) << theme.error().sentence;
  const Theme& t = theme.value();
  for (const Role ground : {Role::ground, Role::bar, Role::panel, Role::panel_deep, Role::accent_soft}) {
    for (const Role text : {Role::text, Role::dim}) {
      EXPECT_GE(contrast(t[text], t[ground]), 4.5) << name_of(text) << " on " << name_of(ground);
    }
  }
}

TEST_P(Themes, OutcomesCanBeReadOnCardsAndMarksOnOutcomes) {
  const Theme t = find_theme(GetParam()).value();
  for (const Role outcome : {Role::slate, Role::sky, Role::green, Role::amber, Role::vermilion, Role::pink}) {
    EXPECT_GE(contrast(t[Role::on_accent], t[outcome]), 4.5) << "on " << name_of(outcome);
    for (const Role ground : {Role::ground, Role::bar, Role::panel, Role::panel_deep}) {
      EXPECT_GE(contrast(t[outcome], t[ground]), 4.5) << name_of(outcome) << " on " << name_of(ground);
    }
  }
  EXPECT_GE(contrast(t[Role::on_accent], t[Role::accent]), 4.5);
}

INSTANTIATE_TEST_SUITE_P(Both, Themes, testing::Values("dark", "light"), [](const auto& theme) { return theme.param; });

class ThemeFile : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& text) {
    const std::filesystem::path file = testing::TempDir() + "mine.toml";
    std::ofstream(file) << text;
    return file;
  }
};

TEST_F(ThemeFile, AnUnknownRoleIsToldWithItsLine) {
  const Result<Theme> theme = load_theme(write("# mine\ngrund = \"#000000\"\n"));
  ASSERT_FALSE(theme.ok());
  EXPECT_NE(theme.error().sentence.find("line 2: there is no role 'grund'"), std::string::npos);
}

TEST_F(ThemeFile, AColourMustBeAColour) {
  const Result<Theme> theme = load_theme(write("ground = \"black\"\n"));
  ASSERT_FALSE(theme.ok());
  EXPECT_NE(theme.error().sentence.find("line 1: 'ground' must be a colour"), std::string::npos);
}

TEST_F(ThemeFile, AMissingRoleIsNamed) {
  const Result<Theme> theme = load_theme(write("ground = \"#000000\"\n"));
  ASSERT_FALSE(theme.ok());
  EXPECT_NE(theme.error().sentence.find("the role 'bar' has no colour"), std::string::npos);
}

TEST_F(ThemeFile, BrokenTomlIsToldWithItsLine) {
  const Result<Theme> theme = load_theme(write("ground = \"#000000\"\nbar = \n"));
  ASSERT_FALSE(theme.ok());
  EXPECT_NE(theme.error().sentence.find("line 2"), std::string::npos);
}

}  // namespace
}  // namespace inflight
