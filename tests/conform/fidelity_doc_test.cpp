// docs/FIDELITY.md has the table that conform makes; this test keeps the two equal. INFLIGHT_UPDATE_SNAPSHOTS=1 writes
// the table anew.
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "core/conform/fidelity.h"

namespace inflight::conform {
namespace {

constexpr std::string_view kBegin = "<!-- made by: inflight conform --fidelity -->\n";

TEST(FidelityDocument, HasTheTableThatConformMakes) {
  const std::string path = INFLIGHT_SOURCE_DIR "/docs/FIDELITY.md";
  std::stringstream read;
  read << std::ifstream(path).rdbuf();
  const std::string text = read.str();
  const std::size_t begin = text.find(kBegin);
  ASSERT_NE(begin, std::string::npos);
  const std::string expected = text.substr(0, begin) + std::string(kBegin) + fidelity_table();
  if (std::getenv("INFLIGHT_UPDATE_SNAPSHOTS")) std::ofstream(path) << expected;
  EXPECT_EQ(text, expected) << "refresh it with INFLIGHT_UPDATE_SNAPSHOTS=1";
}

}  // namespace
}  // namespace inflight::conform
