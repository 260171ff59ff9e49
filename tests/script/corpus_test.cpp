// The corpus: scripts whose output python3 wrote. Our machine must show the same, and end with the same status. That
// the expected output is python3's, same_as_python.py checks, whose --update writes it anew.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "tests/script/run_text.h"

namespace inflight::script {
namespace {

namespace fs = std::filesystem;

const fs::path kCorpus = fs::path(INFLIGHT_SOURCE_DIR) / "tests/script/corpus";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream all;
  all << file.rdbuf();
  return all.str();
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& entry : fs::directory_iterator(kCorpus)) {
    if (entry.path().extension() == ".py") all.push_back(entry.path().stem().string());
  }
  std::sort(all.begin(), all.end());
  return all;
}

class Corpus : public testing::TestWithParam<std::string> {};

TEST_P(Corpus, PrintsWhatPythonPrints) {
  EXPECT_EQ(transcript(read(kCorpus / (GetParam() + ".py")), GetParam() + ".py"),
            read(kCorpus / (GetParam() + ".out")));
}

INSTANTIATE_TEST_SUITE_P(All, Corpus, testing::ValuesIn(names()), [](const auto& one) { return one.param; });

}  // namespace
}  // namespace inflight::script
