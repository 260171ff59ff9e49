// Reading text files: each way to be wrong has its sentence.
#include "core/run/read_file.h"

#include <fstream>
#include <gtest/gtest.h>

namespace inflight {
namespace {

std::filesystem::path scratch(std::string_view name) { return std::filesystem::path(::testing::TempDir()) / name; }

TEST(ReadFile, ReadsATextWhole) {
  std::ofstream(scratch("whole.py")) << "print(1)\n";
  EXPECT_EQ(read_text_file(scratch("whole.py"), 100).value(), "print(1)\n");
}

TEST(ReadFile, TellsMissingFolderLargeAndBinaryApart) {
  std::ofstream(scratch("large.py")) << std::string(101, 'x');
  std::ofstream(scratch("binary.py"), std::ios::binary) << std::string("a\0b", 3);
  const auto sentence = [](const std::filesystem::path& path) { return read_text_file(path, 100).error().sentence; };
  EXPECT_NE(sentence(scratch("none.py")).find("There is no file"), std::string::npos);
  EXPECT_NE(sentence(::testing::TempDir()).find("is a folder"), std::string::npos);
  EXPECT_NE(sentence(scratch("large.py")).find("is larger than"), std::string::npos);
  EXPECT_NE(sentence(scratch("binary.py")).find("is not text"), std::string::npos);
  EXPECT_NE(sentence("/dev/null").find("is not a plain file"), std::string::npos);
}

}  // namespace
}  // namespace inflight
