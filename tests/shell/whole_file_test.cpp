// Whole or not at all: whatever goes wrong, a reader finds the old bytes or the new ones.
#include "app/shell/whole_file.h"

#include <atomic>
#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

#include "tests/shell/temporary_folder.h"

namespace inflight {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class WholeFile : public ::testing::Test {
 protected:
  std::string contents() const { return TemporaryFolder::read(file); }
  TemporaryFolder folder{"whole-file"};
  fs::path file = folder.path() / "kept.txt";
};

TEST_F(WholeFile, IsReplacedAndNeverWrittenInto) {
  ASSERT_TRUE(write_whole(file, "first").ok());
  fs::create_hard_link(file, folder.path() / "old");
  ASSERT_TRUE(write_whole(file, "second, and longer").ok());
  EXPECT_EQ(contents(), "second, and longer");
  EXPECT_EQ(TemporaryFolder::read(folder.path() / "old"), "first") << "the old bytes were touched";
  EXPECT_EQ(folder.names().size(), 2u) << "a temporary file was left";
}

TEST_F(WholeFile, StaysAsItWasIfTheDiskIsFull) {
  ASSERT_TRUE(write_whole(file, "first").ok());
  // The nearest thing to a full disk: no file of this process may grow beyond ten bytes.
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{10, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const Status written = write_whole(file, std::string(100, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(written.ok());
  EXPECT_THAT(written.error().sentence, HasSubstr(file.string()));
  EXPECT_EQ(contents(), "first");
  EXPECT_THAT(folder.names(), ElementsAre("kept.txt"));
}

TEST_F(WholeFile, OfTwoWritersIsOneOfTheirs) {
  const std::string ones(20'000, '1');
  const std::string twos(30'000, '2');
  ASSERT_TRUE(write_whole(file, ones).ok());
  const auto write_often = [&](const std::string& bytes) {
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(write_whole(file, bytes).ok());
  };
  std::thread one(write_often, ones);
  std::thread two(write_often, twos);
  for (int i = 0; i < 100; ++i) {
    const std::string seen = contents();
    EXPECT_TRUE(seen == ones || seen == twos) << "a mixture of " << seen.size() << " bytes";
  }
  one.join();
  two.join();
  EXPECT_THAT(folder.names(), ElementsAre("kept.txt"));
}

TEST_F(WholeFile, KeepsItsPermissionsAndTheLinkThatLeadsToIt) {
  TemporaryFolder::write(file, "first");
  ::chmod(file.c_str(), 0640);
  fs::create_symlink(file, folder.path() / "link");
  ASSERT_TRUE(write_whole(folder.path() / "link", "second").ok());
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link"));
  EXPECT_EQ(contents(), "second");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms(0640));
}

TEST_F(WholeFile, LeavesWhatIsNoPlainFileAlone) {
  EXPECT_FALSE(write_whole(folder.path(), "x").ok());
  const Status device = write_whole("/dev/null", "x");
  ASSERT_FALSE(device.ok());
  EXPECT_THAT(device.error().sentence, HasSubstr("not a plain file"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(WholeFile, GoesOnBesideADraftThatWasLeftByACrash) {
  TemporaryFolder::write(folder.path() / (".inflight-" + std::to_string(::getpid()) + "-0.tmp"), "half a fi");
  ASSERT_TRUE(write_whole(file, "whole").ok());
  EXPECT_EQ(contents(), "whole");
}

}  // namespace
}  // namespace inflight
