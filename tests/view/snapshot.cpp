// See snapshot.h.
#include "tests/view/snapshot.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace inflight {

void expect_snapshot(const std::string& name, const std::string& actual) {
  const std::filesystem::path file =
      std::filesystem::path(INFLIGHT_SOURCE_DIR) / "tests/view/snapshots" / (name + ".txt");
  if (std::getenv("INFLIGHT_UPDATE_SNAPSHOTS")) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << actual;
    return;
  }
  std::ifstream in(file);
  ASSERT_TRUE(in) << file << " is missing; run with INFLIGHT_UPDATE_SNAPSHOTS=1 to write it";
  std::stringstream expected;
  expected << in.rdbuf();
  EXPECT_EQ(actual, expected.str());
}

}  // namespace inflight
