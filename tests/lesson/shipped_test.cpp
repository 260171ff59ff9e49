// The shipped lessons on the simulator, with every combination of their switches and with somebody interfering: the
// outcome is what the lesson expects, the captions come when they should, and each is true when it comes.
#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "core/binding/program.h"
#include "core/lesson/captions.h"
#include "core/run/report.h"
#include "core/sim/simulated_run.h"
#include "core/world/apply.h"

namespace inflight {
namespace {

struct Shown {
  Nanos at_ns;
  std::string words;
};
struct Played {
  Recording recording;
  nlohmann::ordered_json facts;
  std::vector<Shown> captions;
  Nanos ended_ns = 0;
};

void play(const Lesson& lesson, const RunOptions& options, Played& played) {
  auto run = make_simulated_run(options);
  ASSERT_TRUE(run.ok()) << run.error().sentence;
  CaptionWriter writer(lesson, options, 0, played.recording);
  const RunState end = run.value()->advance(kForever, writer);
  ASSERT_TRUE(end.ended);
  const auto report = report_json(played.recording, options, run.value()->observes(), {});
  played.facts = report["facts"];
  played.ended_ns = report["detail"]["ended_at_ns"].get<Nanos>();
  for (std::uint64_t i = 0; i < played.recording.size(); ++i) {
    const Fact fact = played.recording.fact(i);
    if (fact.event.kind == EventKind::caption) played.captions.push_back({fact.event.at_ns, std::string(fact.text)});
  }
}

// Every set of the lines that call poll() or flush(), ascending.
std::vector<std::vector<std::int32_t>> combinations(const Lesson& lesson) {
  const auto program = Program::compile(lesson.script, "program.py");
  EXPECT_TRUE(program.ok());
  std::vector<std::vector<std::int32_t>> all{{}};
  for (const StatementInfo& statement : program->statements()) {
    if ((!statement.calls_poll && !statement.calls_flush) || statement.compound) continue;
    for (std::size_t i = 0, size = all.size(); i < size; ++i) {
      all.push_back(all[i]);
      all.back().push_back(statement.line);
    }
  }
  return all;
}

RunOptions with_off(const Lesson& lesson, const std::vector<std::int32_t>& off) {
  RunOptions options = options_of(lesson);
  options.lines_off = off;
  return options;
}

std::string words_off(const std::vector<std::int32_t>& off) {
  std::string text;
  for (const std::int32_t line : off) text += fmt::format(" {}", line);
  return text.empty() ? " nothing" : text;
}

class ShippedLessons : public ::testing::Test {
 protected:
  void SetUp() override {
    auto loaded = load_lessons();
    ASSERT_TRUE(loaded.ok()) << loaded.error().sentence;
    lessons_ = std::move(loaded).value();
    ASSERT_EQ(lessons_.size(), 5u);
  }
  const Lesson& lesson(std::string_view id) const {
    return *std::find_if(lessons_.begin(), lessons_.end(), [&](const Lesson& l) { return l.id == id; });
  }
  std::vector<std::string> captions_of(std::string_view id, const std::vector<std::int32_t>& off) const {
    Played played;
    play(lesson(id), with_off(lesson(id), off), played);
    std::vector<std::string> lines;
    for (const Shown& shown : played.captions) {
      lines.push_back(fmt::format("{:.1f} {}", static_cast<double>(shown.at_ns) / kSecond, shown.words));
    }
    return lines;
  }
  std::vector<Lesson> lessons_;
};

TEST_F(ShippedLessons, ExpectSomethingOfEverySwitchAndMeetIt) {
  for (const Lesson& each : lessons_) {
    for (const auto& off : combinations(each)) {
      SCOPED_TRACE(each.id + ", off:" + words_off(off));
      const Expectation* expected = each.expectation(off);
      ASSERT_NE(expected, nullptr);
      Played played;
      play(each, with_off(each, off), played);
      EXPECT_EQ(mismatch(played.facts, expected->facts), "");
    }
  }
}

TEST_F(ShippedLessons, AskAndAnswerByTheRunsOwnNumber) {
  for (const Lesson& each : lessons_) {
    SCOPED_TRACE(each.id);
    Played played;
    play(each, options_of(each), played);
    World world;
    for (std::uint64_t i = 0; i < played.recording.size(); ++i) apply(world, played.recording.fact(i));
    ASSERT_TRUE(each.question.has_value());
    const auto number = measured(*each.question, world);
    ASSERT_TRUE(number.has_value());
    EXPECT_NE(each.question->choices[each.question->answer].find(fmt::format("{}", *number)), std::string::npos);
    EXPECT_EQ(world.prediction.choice, 0);
    EXPECT_EQ(world.anomalies, 0);
  }
}

TEST_F(ShippedLessons, SayEachOfTheirCaptionsWithSomeSwitches) {
  for (const Lesson& each : lessons_) {
    std::set<std::string> said;
    for (const auto& off : combinations(each)) {
      Played played;
      play(each, with_off(each, off), played);
      for (const Shown& shown : played.captions) said.insert(shown.words);
    }
    for (const Caption& caption : each.captions) EXPECT_TRUE(said.contains(caption.text)) << each.id << caption.text;
  }
}

// In Story each caption is read while the run's clock stands: 2.5 s and 0.2 s a word. Four seconds are for the exit.
TEST_F(ShippedLessons, LastAtMostAMinute) {
  for (const Lesson& each : lessons_) {
    for (const auto& off : combinations(each)) {
      Played played;
      play(each, with_off(each, off), played);
      Nanos lasts = played.ended_ns + 4 * kSecond;
      for (const Shown& shown : played.captions) {
        const auto spaces = std::count(shown.words.begin(), shown.words.end(), ' ');
        lasts += 2500 * kMillisecond + (spaces + 1) * 200 * kMillisecond;
      }
      EXPECT_LE(lasts, 60 * kSecond) << each.id << words_off(off);
    }
  }
}

using Lines = std::vector<std::string>;

TEST_F(ShippedLessons, TheFirstTellsMessageZerosJourneyInFiveSubtitles) {
  EXPECT_EQ(captions_of("produce-is-not-send", {14}),
            (Lines{"0.0 produce() puts it in your own memory.", "1.4 A background thread sends it.",
                   "1.5 Your loop never waited for it.", "1.6 Kafka has it. Your program does not know.",
                   "1.9 poll(0) runs your callback."}));
  EXPECT_EQ(captions_of("produce-is-not-send", {12, 14}).back(), "1.8 Its report waits. Nobody calls poll().");
  EXPECT_EQ(captions_of("produce-is-not-send", {12}).back(), "10.0 flush() runs your callback.");
}

TEST_F(ShippedLessons, TheOthersSayOneThingEach) {
  EXPECT_EQ(captions_of("nobody-called-poll", {12, 14}),
            (Lines{"1.8 Kafka has answered. Your callback does not run yet.",
                   "4.8 45 reports wait at the gate. Nobody opens it.",
                   "10.0 90 arrived. Your program knows of none of them."}));
  EXPECT_EQ(captions_of("the-last-ten", {14}), (Lines{"1.4 15 messages make a full batch, and it leaves.",
                                                      "5.9 Six batches of 15 make 90. Ten are left over.",
                                                      "10.0 They waited for a batch that never filled."}));
  EXPECT_EQ(
      captions_of("delivered-or-failed", {}),
      (Lines{"0.0 produce() took it. That only means: it is in your memory.",
             "1.2 err says why it failed. Look at err, every time.", "1.6 err is None: message 1 is delivered."}));
  EXPECT_EQ(captions_of("queue-full", {12}), (Lines{"0.0 Each message takes a place in the local buffer.",
                                                    "0.8 Kafka has answered. Message 0 still holds its place.",
                                                    "5.0 No place is left, so produce() raises BufferError.",
                                                    "5.0 Kafka has all 50. Your program heard of none."}));
}

std::int64_t places(const World& w) {
  return std::stoll(std::string(property(w.producers[0], "queue.buffering.max.messages")));
}

// What each caption claims of the world at the instant it is said.
using Claim = bool (*)(const World&);
bool waits_for_poll(const World& w) { return w.messages[0].stage.report != Report::told; }
bool told(const World& w, MessageId id) { return w.messages[id].stage.report == Report::told; }
bool inside(const World& w, Call call) { return !w.program.calls.empty() && w.program.calls.back().call == call; }

const std::map<std::string, Claim>& claims() {
  static const std::map<std::string, Claim> kClaims{
      {"produce() puts it in your own memory.", [](const World& w) { return w.outcome(0) == Outcome::buffered; }},
      {"A background thread sends it.", [](const World& w) { return w.outcome(0) == Outcome::in_flight; }},
      {"Your loop never waited for it.", [](const World& w) { return w.produced == 16; }},
      {"Kafka has it. Your program does not know.",
       [](const World& w) { return w.messages[0].stage.copies != Copies::zero && waits_for_poll(w); }},
      {"poll(0) runs your callback.", [](const World& w) { return inside(w, Call::poll) && told(w, 0); }},
      {"Its report waits. Nobody calls poll().",
       [](const World& w) { return w.outcome(0) == Outcome::report_waiting && w.is_off(12); }},
      {"flush() sends what is left, and waits.", [](const World& w) { return inside(w, Call::flush); }},
      {"flush() runs your callback.", [](const World& w) { return inside(w, Call::flush) && told(w, 0); }},
      {"Kafka has answered. Your callback does not run yet.",
       [](const World& w) { return w.messages[0].stage.known != Known::nothing && waits_for_poll(w); }},
      {"45 reports wait at the gate. Nobody opens it.",
       [](const World& w) { return w.count(Outcome::report_waiting) == 45 && w.is_off(12) && !w.program.serves(); }},
      {"poll(0) opens the gate: your callback runs.",
       [](const World& w) { return inside(w, Call::poll) && told(w, 0); }},
      {"flush() opens the gate too: your callback runs.",
       [](const World& w) { return inside(w, Call::flush) && told(w, 0); }},
      {"90 arrived. Your program knows of none of them.",
       [](const World& w) { return w.in_kafka() == 90 && w.told == 0; }},
      {"15 messages make a full batch, and it leaves.",
       [](const World& w) { return w.requests.back().messages->size() == 15; }},
      {"Six batches of 15 make 90. Ten are left over.", [](const World& w) { return w.produced == 60; }},
      {"They waited for a batch that never filled.",
       [](const World& w) { return w.count(Outcome::in_doubt) == 10 && w.in_kafka() == 90; }},
      {"The last ten waited for a batch that never filled.",
       [](const World& w) { return w.count(Outcome::in_doubt) == 10 && w.in_kafka() == 90; }},
      {"Nothing is left in memory: the program may exit.",
       [](const World& w) { return w.count(Outcome::buffered) + w.count(Outcome::in_flight) == 0; }},
      {"produce() took it. That only means: it is in your memory.",
       [](const World& w) { return w.outcome(0) == Outcome::buffered; }},
      {"err says why it failed. Look at err, every time.",
       [](const World& w) { return w.outcome(0) == Outcome::failed; }},
      {"err is None: message 1 is delivered.", [](const World& w) { return w.outcome(1) == Outcome::delivered; }},
      {"Message 0 failed, and nobody told your program.",
       [](const World& w) { return w.messages[0].stage.known == Known::failure && w.told == 0; }},
      {"Each message takes a place in the local buffer.",
       [](const World& w) { return w.outcome(0) == Outcome::buffered; }},
      {"Kafka has answered. Message 0 still holds its place.",
       [](const World& w) { return w.messages[0].stage.known != Known::nothing && waits_for_poll(w); }},
      {"poll(0) runs the callback, and that frees the place.",
       [](const World& w) { return inside(w, Call::poll) && told(w, 0); }},
      {"No place is left, so produce() raises BufferError.",
       [](const World& w) { return w.produced - w.told == places(w) && w.refused.contains(KafkaError::_QUEUE_FULL); }},
      {"Kafka has all 50. Your program heard of none.",
       [](const World& w) { return w.in_kafka() == 50 && w.produced == 50 && w.told == 0; }},
  };
  return kClaims;
}

void check_claims(const Lesson& lesson, const RunOptions& options) {
  Played played;
  play(lesson, options, played);
  World world;
  for (std::uint64_t i = 0; i < played.recording.size(); ++i) {
    const Fact fact = played.recording.fact(i);
    apply(world, fact);
    if (fact.event.kind != EventKind::caption) continue;
    const auto claim = claims().find(std::string(fact.text));
    ASSERT_NE(claim, claims().end()) << "nothing says when this is true: " << fact.text;
    EXPECT_TRUE(claim->second(world)) << fact.text << " is not true.\n" << describe(world);
  }
}

TEST_F(ShippedLessons, SayOnlyWhatIsTrueWithEverySwitch) {
  for (const Lesson& each : lessons_) {
    for (const auto& off : combinations(each)) {
      SCOPED_TRACE(each.id + ", off:" + words_off(off));
      check_claims(each, with_off(each, off));
    }
  }
}

TEST_F(ShippedLessons, SayOnlyWhatIsTrueWhoeverInterferes) {
  const std::map<ActionKind, std::vector<Nanos>> actions{
      {ActionKind::reject_next, {0, 8500 * kMillisecond}},
      {ActionKind::exit_now, {1450 * kMillisecond, 3 * kSecond, 9950 * kMillisecond}},
      {ActionKind::kill, {1700 * kMillisecond, 9950 * kMillisecond}},
      {ActionKind::switch_line, {0, 1650 * kMillisecond, 9 * kSecond}}};
  for (const Lesson& each : lessons_) {
    const std::int32_t poll = each.id == "delivered-or-failed" ? 14 : 12;
    for (const auto& off : combinations(each)) {
      const bool poll_is_off = std::find(off.begin(), off.end(), poll) != off.end();
      for (const auto& [kind, moments] : actions) {
        for (const Nanos at : moments) {
          SCOPED_TRACE(fmt::format("{}, off:{}, {} at {}", each.id, words_off(off), name_of(kind), at));
          RunOptions options = with_off(each, off);
          options.actions = {{.at_ns = at, .kind = kind, .line = poll, .on = poll_is_off}};
          check_claims(each, options);
        }
      }
    }
  }
}

TEST_F(ShippedLessons, SayOnlyWhatIsTrueWithOtherSettings) {
  for (const Lesson& each : lessons_) {
    for (const Property& setting : Properties{
             {"linger.ms", "0"}, {"batch.num.messages", "7"}, {"acks", "0"}, {"queue.buffering.max.messages", "20"}}) {
      SCOPED_TRACE(each.id + ", " + setting.name);
      RunOptions options = options_of(each);
      options.properties = {setting};
      check_claims(each, options);
    }
  }
}

}  // namespace
}  // namespace inflight
