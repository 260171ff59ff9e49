// The pictures of the docs show the program as it is: docs/pictures/take.sh, run anew, gives what is committed.
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/shell/offscreen.h"
#include "tests/render/picture_file.h"
#include "tests/shell/temporary_folder.h"

namespace inflight {
namespace {

namespace fs = std::filesystem;

TEST(DocsPictures, AreWhatTheProgramDraws) {
  if (!Offscreen::create(16, 16)) GTEST_SKIP() << "no offscreen GL here";
  const TemporaryFolder taken("docs-pictures");
  const fs::path committed = fs::path(INFLIGHT_SOURCE_DIR) / "docs/pictures";
  const std::string command =
      fmt::format("INFLIGHT='{}' '{}' '{}'", INFLIGHT_BINARY, (committed / "take.sh").string(), taken.path().string());
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
  ASSERT_FALSE(taken.names().empty());
  for (const std::string& name : taken.names()) {
    const std::optional<Picture> now = read_png(taken.path() / name);
    const std::optional<Picture> then = read_png(committed / name);
    ASSERT_TRUE(now && then) << name;
    EXPECT_EQ(difference(*then, *now), "") << name << " is stale. To take it anew: docs/pictures/take.sh";
  }
}

}  // namespace
}  // namespace inflight
