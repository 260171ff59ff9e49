// A recording as a run: it is read piece by piece.
#include "core/run/recorded_play.h"

#include <fstream>
#include <gtest/gtest.h>
#include <vector>

#include "core/recording/file_form.h"

namespace inflight {
namespace {

class Counting : public FactSink {
 public:
  void accept(const Fact&) override { ++facts; }
  int facts = 0;
};

TEST(RecordedPlay, TellsHowMuchOfTheFileHasBeenRead) {
  const std::string path = testing::TempDir() + "long.inflight";
  constexpr int kLines = 100'000;  // of 98 bytes
  {
    std::ofstream file(path, std::ios::binary);
    file << kFileBegins << ",\"version\":1,\"source\":\"mock\",\"script_name\":\"mine.py\",\"script\":\"\"}\n";
    for (int i = 0; i < kLines; ++i) {
      file << "{\"at_ns\":5,\"kind\":\"output\",\"line\":\"" << std::string(60, 'x') << "\"}\n";
    }
  }
  const Result<std::unique_ptr<inflight::Run>> run = play_recording(path);
  ASSERT_TRUE(run.ok());
  Counting counting;
  std::vector<int> percents;
  RunState state;
  while (!state.ended && !state.failed) {
    state = run.value()->advance(0, counting);
    percents.push_back(state.percent);
    if (percents.size() > 100) FAIL() << "it never ends";
  }
  EXPECT_EQ(percents, (std::vector{42, 85, 100}));
  EXPECT_EQ(counting.facts, kLines);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace inflight
