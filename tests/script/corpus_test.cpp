// The corpus: scripts whose output python3 wrote. Our machine must print the same; and where there is a python3, the
// expected output is checked against it, so that it can't drift. INFLIGHT_UPDATE=1 writes the expected output anew from
// python3.
#include <algorithm>
#include <cstdlib>
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

// Output, then what an uncaught exception says, as a terminal shows both.
std::string transcript(std::string_view text, const std::string& name) {
  const Outcome outcome = run_text(text, name + ".py");
  if (!outcome.refused.empty()) return outcome.refused + "\n";
  return outcome.printed + (outcome.ended.reason.empty() ? "" : outcome.ended.reason + "\n");
}

std::string python_transcript(const std::string& name) {
  const std::string command = "cd '" + kCorpus.string() + "' && python3 -W ignore " + name + ".py 2>&1";
  std::FILE* pipe = popen(command.c_str(), "r");
  std::string all;
  char part[4096];
  for (std::size_t size = 0; (size = std::fread(part, 1, sizeof part, pipe)) > 0;) all.append(part, size);
  pclose(pipe);
  // python3 names the file by its full path.
  const std::string folder = kCorpus.string() + "/";
  for (std::size_t at = all.find(folder); at != std::string::npos; at = all.find(folder, at))
    all.erase(at, folder.size());
  return all;
}

class Corpus : public testing::TestWithParam<std::string> {};

TEST_P(Corpus, PrintsWhatPythonPrints) {
  EXPECT_EQ(transcript(read(kCorpus / (GetParam() + ".py")), GetParam()), read(kCorpus / (GetParam() + ".out")));
}

TEST_P(Corpus, ExpectedOutputIsPythons) {
  // Tracebacks differ between versions; 3.11 is Debian 12's, and ours.
  if (std::system("python3 -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null") != 0) {
    GTEST_SKIP() << "no python 3.11 here";
  }
  const std::string written = python_transcript(GetParam());
  if (std::getenv("INFLIGHT_UPDATE") != nullptr) std::ofstream(kCorpus / (GetParam() + ".out")) << written;
  EXPECT_EQ(written, read(kCorpus / (GetParam() + ".out")));
}

INSTANTIATE_TEST_SUITE_P(All, Corpus, testing::ValuesIn(names()), [](const auto& one) { return one.param; });

}  // namespace
}  // namespace inflight::script
