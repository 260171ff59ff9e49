// Recording files: what is written is what is read, event by event, whatever happened.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "core/base/random.h"
#include "core/recording/file_writer.h"
#include "core/world/apply.h"
#include "tests/recording/file_story.h"

namespace inflight {
namespace {

// A value of a field's type, any that may be.
template <typename T>
T any(Random& random, std::string& text, std::vector<MessageId>& ids) {
  if constexpr (std::is_same_v<T, Text>) {
    static constexpr std::array<std::string_view, 5> kPieces{"délivré ✓", "\"\\/", "\n\t\r\b", "\x01\x7f", "plain "};
    text.clear();
    for (std::uint64_t i = random.below(5); i > 0; --i) text += kPieces[random.below(kPieces.size())];
    return text;
  } else if constexpr (std::is_same_v<T, Ids>) {
    ids.clear();
    for (std::uint64_t i = random.below(20); i > 0; --i) ids.push_back(static_cast<MessageId>(random.below(300)));
    return ids;
  } else if constexpr (std::is_same_v<T, MessageId>) {
    return random.below(4) == 0 ? kNoMessage : static_cast<MessageId>(random.below(300));
  } else if constexpr (std::is_same_v<T, KafkaError>) {
    static constexpr std::array<KafkaError, 3> kErrors{KafkaError::NO_ERROR, KafkaError::_MSG_TIMED_OUT,
                                                       static_cast<KafkaError>(12345)};
    return kErrors[random.below(kErrors.size())];
  } else if constexpr (std::is_enum_v<T>) {
    return static_cast<T>(random.below(4));
  } else if constexpr (std::is_same_v<T, bool>) {
    return random.below(2) == 0;
  } else if constexpr (sizeof(T) < 8) {
    return static_cast<T>(random.below(1000));
  } else {
    return static_cast<T>(random.between(-1, 1'000'000'000'000));
  }
}

void give_any_fact(Random& random, FactSink& sink, Nanos at_ns) {
  std::string text;
  std::vector<MessageId> ids;
  Fact fact;
  fact.event.at_ns = at_ns;
  fact.event.producer = static_cast<ProducerId>(random.below(2));
  fact.event.thread = static_cast<std::uint16_t>(random.below(5));
  switch (static_cast<EventKind>(random.below(kEventKindCount))) {
#define FIELD(name, slot, Type) s.name = any<Type>(random, text, ids);
#define INFLIGHT_EVENT(Struct, kind_, group, fields, says) \
  case EventKind::kind_: {                                 \
    Struct s;                                              \
    fields pack(s, fact);                                  \
    break;                                                 \
  }
#include "core/event/event_kinds.inl"
#undef INFLIGHT_EVENT
#undef FIELD
  }
  sink.accept(fact);
}

class Both : public FactSink {
 public:
  explicit Both(FileWriter& writer) : writer_(writer) {}
  void accept(const Fact& fact) override {
    writer_.accept(fact);
    recording.accept(fact);
  }
  Recording recording;

 private:
  FileWriter& writer_;
};

World folded(const Recording& recording) {
  World world;
  while (world.events < recording.size()) apply(world, recording.fact(world.events));
  return world;
}

class RecordingFile : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) / (std::string("recording_") + test->name());
    std::filesystem::create_directories(folder_);
    path_ = folder_ / "run.inflight";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::unique_ptr<FileWriter> begin() const {
    return std::move(FileWriter::create(path_, std::string_view(kHeader).substr(0, kHeader.size() - 1))).value();
  }
  std::string text() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::filesystem::path folder_;
  std::filesystem::path path_;
};

TEST_F(RecordingFile, GivesBackEveryEventOfAnyRun) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::unique_ptr<FileWriter> writer = begin();
    Both run(*writer);
    Random random(seed);
    run.accept(make_fact(0, {}, PartitionKnown{.partition = 0, .number = 0, .leader = 1, .topic = "orders"}));
    Nanos now = 0;
    for (int i = 0; i < 300; ++i) give_any_fact(random, run, now += random.between(-3, 1000));
    const std::vector<std::string> notes{"No \"replication\"."};
    ASSERT_TRUE(writer->finish(notes).ok());

    const ReadFile file(text());
    ASSERT_EQ(file.complaint, "") << "seed " << seed;
    EXPECT_EQ(all_of(file.recording), all_of(run.recording)) << "seed " << seed;
    EXPECT_EQ(first_difference(folded(run.recording), folded(file.recording)), "");
    ASSERT_TRUE(file.reader.end().has_value());
    EXPECT_EQ(file.reader.end()->state, hash_of(folded(file.recording)));
    EXPECT_EQ(file.reader.end()->events, run.recording.size());
    EXPECT_EQ(file.reader.end()->not_modelled, notes);
  }
}

TEST_F(RecordingFile, HasWhatWasFlushedWhileTheRunGoesOn) {
  const std::unique_ptr<FileWriter> writer = begin();
  writer->accept(make_fact(5, {}, Output{.line = "one"}));
  ASSERT_TRUE(writer->flush().ok());
  const ReadFile file(text());
  EXPECT_EQ(file.complaint, "");
  EXPECT_EQ(file.recording.size(), 1u);
  EXPECT_FALSE(file.reader.end().has_value());
}

TEST_F(RecordingFile, SaysWhatItLeftOfATextThatDoesNotFit) {
  const std::unique_ptr<FileWriter> writer = begin();
  writer->accept(make_fact(0, {}, Output{.line = "bytes \xff\xc3 end"}));
  writer->accept(make_fact(0, {}, Output{.line = std::string(3 << 20, 'x')}));
  ASSERT_TRUE(writer->finish({}).ok());
  const ReadFile file(text());
  ASSERT_EQ(file.complaint, "");
  EXPECT_EQ(file.recording.fact(0).text, "bytes \xEF\xBF\xBD\xEF\xBF\xBD end");
  EXPECT_LT(file.recording.fact(1).text.size(), std::size_t{3 << 20});
  EXPECT_NE(file.recording.fact(1).text.find("too long"), std::string_view::npos);
  EXPECT_EQ(file.reader.end()->state, hash_of(folded(file.recording)));
}

TEST_F(RecordingFile, ReplacesARecordingAndNothingElse) {
  begin();
  begin();
  std::ofstream(path_, std::ios::binary) << "print('my program')\n";
  const auto refused = FileWriter::create(path_, "{}");
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().sentence.find("is no recording"), std::string::npos);
  EXPECT_EQ(text(), "print('my program')\n");
  EXPECT_FALSE(FileWriter::create(folder_, "{}").ok());
  EXPECT_FALSE(FileWriter::create(folder_ / "none" / "run.inflight", "{}").ok());
}

TEST_F(RecordingFile, IsReadPieceByPiece) {
  std::string text = kHeader;
  for (int i = 0; i < 1000; ++i) append_event_line(text, make_fact(i, {}, Computed{.steps = i}));
  FileReader reader(std::make_unique<std::istringstream>(text), "run.inflight", text.size());
  ASSERT_TRUE(reader.header().ok());
  Recording recording;
  int pieces = 1;
  for (; reader.read(recording, 1000).value(); ++pieces) EXPECT_LT(reader.read_bytes(), text.size() + 1);
  EXPECT_GT(pieces, 10);
  EXPECT_EQ(reader.read_bytes(), text.size());
  EXPECT_EQ(recording.size(), 1000u);
}

}  // namespace
}  // namespace inflight
