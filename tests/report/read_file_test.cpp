// Reading text files: each way to be wrong has its sentence.
#include "core/run/read_file.h"

#include <fstream>
#include <gtest/gtest.h>

namespace inflight {
namespace {

class ReadFile : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              (std::string("read_file_") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path write(const char* name, std::string_view bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }
  static std::string complaint(const std::filesystem::path& path) { return read_text_file(path, 100).error().sentence; }
  std::filesystem::path folder_;
};

TEST_F(ReadFile, ReadsATextWhole) {
  EXPECT_EQ(read_text_file(write("whole.py", "print(1)\n"), 100).value(), "print(1)\n");
}

TEST_F(ReadFile, TellsMissingFolderLargeAndBinaryApart) {
  EXPECT_NE(complaint(folder_ / "none.py").find("There is no file"), std::string::npos);
  EXPECT_NE(complaint(folder_).find("is a folder"), std::string::npos);
  EXPECT_NE(complaint(write("large.py", std::string(101, 'x'))).find("is larger than"), std::string::npos);
  EXPECT_NE(complaint(write("binary.py", std::string_view("a\0b", 3))).find("is not text"), std::string::npos);
  EXPECT_NE(complaint("/dev/null").find("is not a plain file"), std::string::npos);
}

}  // namespace
}  // namespace inflight
