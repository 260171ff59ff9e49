// The recorder between processes: what is written is read whole, in order, by another process, whatever ends the
// writer.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "core/recorder/private_file.h"
#include "core/recorder/reader.h"
#include "core/recorder/writer.h"

namespace inflight::recorder {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// What a reader saw, without the time.
struct Seen {
  std::vector<std::string> lines;
  std::vector<std::uint64_t> extras;
  std::vector<Nanos> times;
};

Result<std::int64_t> read_all(Reader& reader, Seen& seen) {
  return reader.read([&](const Fact& fact, std::uint64_t extra) {
    Fact timeless = fact;
    timeless.event.at_ns = 0;
    const std::string line = to_text(timeless);
    seen.lines.push_back(line.substr(line.find(' ') + 1));
    seen.extras.push_back(extra);
    seen.times.push_back(fact.event.at_ns);
  });
}

template <typename Struct>
Fact fact_of(const Struct& fields) {
  return make_fact(0, {}, fields);
}

Descriptor private_file() {
  Result<Descriptor> file = make_private_file();
  EXPECT_TRUE(file.ok());
  return std::move(file).value();
}

TEST(Recorder, WhatIsWrittenIsReadInOrderWithTextsAndIds) {
  const Descriptor file = private_file();
  Writer writer(file.get());
  const std::vector<MessageId> ids{7, 8, 9};
  writer.write(fact_of(RunStarted{.source = RunSource::mock, .seed = 4, .script = "program.py"}));
  writer.write(fact_of(MessageOffered{.message = 7, .size_bytes = 3}), 0xABCDEF);
  writer.write(fact_of(RequestSent{.request = 1, .broker = 2, .partition = 0, .messages = ids}));
  writer.write(fact_of(Output{.line = std::string(500, 'x')}));

  Reader reader(file.get());
  Seen seen;
  const Result<std::int64_t> count = read_all(reader, seen);
  ASSERT_TRUE(count.ok());
  EXPECT_EQ(count.value(), 4);
  EXPECT_THAT(seen.lines[0], HasSubstr("program.py"));
  EXPECT_EQ(seen.extras[1], 0xABCDEFu);
  EXPECT_THAT(seen.lines[2], HasSubstr("7"));
  EXPECT_THAT(seen.lines[2], HasSubstr("9"));
  EXPECT_THAT(seen.lines[3], HasSubstr(std::string(500, 'x')));
  EXPECT_TRUE(std::is_sorted(seen.times.begin(), seen.times.end()));
  EXPECT_EQ(reader.torn_bytes(), 0u);
}

TEST(Recorder, ReaderTailsAFileThatGrows) {
  const Descriptor file = private_file();
  Writer writer(file.get());
  Reader reader(file.get());
  Seen seen;
  EXPECT_EQ(read_all(reader, seen).value(), 0);
  writer.write(fact_of(Output{.line = "one"}));
  EXPECT_EQ(read_all(reader, seen).value(), 1);
  EXPECT_EQ(read_all(reader, seen).value(), 0);
  writer.write(fact_of(Output{.line = "two"}));
  writer.write(fact_of(Output{.line = "three"}));
  EXPECT_EQ(read_all(reader, seen).value(), 2);
}

TEST(Recorder, ReaderTakesABoundedAmountAndSaysIfThereIsMore) {
  const Descriptor file = private_file();
  Writer writer(file.get());
  constexpr int kMany = 20'000;  // more than the reader fetches at once
  for (int i = 0; i < kMany; ++i) writer.write(fact_of(Computed{.steps = i}));
  Reader reader(file.get());
  std::int64_t seen = 0;
  const auto count = [&](const Fact& fact, std::uint64_t) { EXPECT_EQ(as<Computed>(fact).steps, seen++); };
  ASSERT_TRUE(reader.read(count, 1).ok());
  EXPECT_LT(seen, kMany);
  EXPECT_FALSE(reader.caught_up());
  ASSERT_TRUE(reader.read(count).ok());
  EXPECT_EQ(seen, kMany);
  EXPECT_TRUE(reader.caught_up());
}

TEST(Recorder, WhatWasReadIsGivenBackToTheDisk) {
  const Descriptor file = private_file();
  Writer writer(file.get());
  Reader reader(file.get());
  const std::string megabyte(1 << 20, 'm');
  for (int i = 0; i < 40; ++i) {
    writer.write(fact_of(Output{.line = megabyte}));
    ASSERT_TRUE(reader.read([](const Fact&, std::uint64_t) {}).ok());
  }
  struct stat status {};
  ASSERT_EQ(::fstat(file.get(), &status), 0);
  EXPECT_GT(status.st_size, 40 << 20);
  EXPECT_LT(status.st_blocks * 512, 20 << 20);
}

// Copies the first `size` bytes of a file into another.
Descriptor torn_copy(const Descriptor& from, std::size_t size) {
  std::vector<char> bytes(size);
  EXPECT_EQ(::pread(from.get(), bytes.data(), size, 0), static_cast<ssize_t>(size));
  Descriptor copy = private_file();
  EXPECT_EQ(::write(copy.get(), bytes.data(), size), static_cast<ssize_t>(size));
  return copy;
}

TEST(Recorder, TornTailLosesOnlyTheLastFact) {
  const Descriptor file = private_file();
  Writer writer(file.get());
  writer.write(fact_of(Output{.line = "first"}));
  const off_t whole = ::lseek(file.get(), 0, SEEK_END);
  writer.write(fact_of(Output{.line = std::string(300, 'y')}));
  const off_t end = ::lseek(file.get(), 0, SEEK_END);

  for (off_t size = whole; size < end; ++size) {
    const Descriptor torn = torn_copy(file, static_cast<std::size_t>(size));
    Reader reader(torn.get());
    Seen seen;
    const Result<std::int64_t> count = read_all(reader, seen);
    ASSERT_TRUE(count.ok()) << "torn at " << size;
    EXPECT_EQ(count.value(), 1) << "torn at " << size;
    EXPECT_EQ(reader.torn_bytes(), static_cast<std::size_t>(size - whole));
  }
}

TEST(Recorder, TornTailIsReadOnceItsRestArrives) {
  const Descriptor file = private_file();
  Writer writer(file.get());
  writer.write(fact_of(Output{.line = std::string(200, 'z')}));
  const auto end = static_cast<std::size_t>(::lseek(file.get(), 0, SEEK_END));
  const Descriptor torn = torn_copy(file, end - 10);
  Reader reader(torn.get());
  Seen seen;
  EXPECT_EQ(read_all(reader, seen).value(), 0);
  std::vector<char> rest(10);
  ASSERT_EQ(::pread(file.get(), rest.data(), 10, static_cast<off_t>(end - 10)), 10);
  ASSERT_EQ(::write(torn.get(), rest.data(), 10), 10);
  EXPECT_EQ(read_all(reader, seen).value(), 1);
}

TEST(Recorder, JunkIsAClearErrorThatNamesThePlace) {
  const Descriptor file = private_file();
  Writer writer(file.get());
  writer.write(fact_of(Output{.line = "fine"}));
  const std::string junk(64, 'J');
  ASSERT_EQ(::write(file.get(), junk.data(), junk.size()), 64);

  Reader reader(file.get());
  Seen seen;
  const Result<std::int64_t> result = read_all(reader, seen);
  ASSERT_FALSE(result.ok());
  EXPECT_THAT(result.error().sentence, HasSubstr("byte 192"));
  EXPECT_EQ(seen.lines.size(), 1u);
}

TEST(Recorder, AFlippedBitInATextIsJunk) {
  const Descriptor file = private_file();
  Writer writer(file.get());
  writer.write(fact_of(Output{.line = "a text that is long enough"}));
  const auto size = static_cast<std::size_t>(::lseek(file.get(), 0, SEEK_END));
  std::vector<char> bytes(size);
  ASSERT_EQ(::pread(file.get(), bytes.data(), size, 0), static_cast<ssize_t>(size));
  bytes[130] = static_cast<char>(bytes[130] ^ 1);
  const Descriptor flipped = private_file();
  ASSERT_EQ(::write(flipped.get(), bytes.data(), size), static_cast<ssize_t>(size));
  Reader reader(flipped.get());
  Seen seen;
  EXPECT_FALSE(read_all(reader, seen).ok());
}

TEST(Recorder, ThreadsWriteWholeFactsAndTimesNeverDecrease) {
  const Descriptor file = private_file();
  Writer writer(file.get());
  constexpr int kThreads = 4;
  constexpr int kEach = 500;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&writer, t] {
      for (int i = 0; i < kEach; ++i)
        writer.write(fact_of(Output{.line = std::string(static_cast<std::size_t>(i), 'a')}),
                     static_cast<std::uint64_t>(t));
    });
  }
  for (std::thread& thread : threads) thread.join();
  Reader reader(file.get());
  Seen seen;
  const Result<std::int64_t> count = read_all(reader, seen);
  ASSERT_TRUE(count.ok());
  EXPECT_EQ(count.value(), kThreads * kEach);
  EXPECT_TRUE(std::is_sorted(seen.times.begin(), seen.times.end()));
}

TEST(Recorder, KilledWriterLosesNothingThatItHadWritten) {
  const Descriptor file = private_file();
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    Writer writer(file.get());
    for (int i = 0; i < 1000; ++i) writer.write(fact_of(Output{.line = "line"}));
    (void)!::write(ready[1], "r", 1);
    for (;;) ::pause();
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(ready[0]);
  ::close(ready[1]);
  Reader reader(file.get());
  Seen seen;
  EXPECT_EQ(read_all(reader, seen).value(), 1000);
}

TEST(Recorder, TheFileIsPrivateAndHasNoName) {
  const Descriptor file = private_file();
  char link[256] = {};
  const std::string self = "/proc/self/fd/" + std::to_string(file.get());
  ASSERT_GT(::readlink(self.c_str(), link, sizeof(link) - 1), 0);
  EXPECT_THAT(std::string(link), HasSubstr("(deleted)"));
}

TEST(Recorder, AFullDiskLosesFactsAndCountsThem) {
  const Descriptor full(::open("/dev/full", O_WRONLY | O_APPEND));
  ASSERT_TRUE(full.valid());
  Writer writer(full.get());
  EXPECT_FALSE(writer.write(fact_of(Output{.line = "nowhere"})));
  EXPECT_EQ(writer.lost(), 1);
}

}  // namespace
}  // namespace inflight::recorder
