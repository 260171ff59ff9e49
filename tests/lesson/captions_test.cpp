// CaptionWriter, as stories: a run's facts go in, and the captions come out right behind the facts that they wait for.
#include "core/lesson/captions.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

// What was passed on, a line a fact: captions in their words, other facts by their kinds.
class Lines : public FactSink {
 public:
  void accept(const Fact& fact) override {
    std::string line(info(fact.event.kind).name);
    if (fact.event.kind == EventKind::caption || fact.event.kind == EventKind::prediction) {
      line += ": " + std::string(fact.text);
      EXPECT_EQ(fact.event.thread, Threads::outside);
      EXPECT_EQ(fact.event.at_ns, last_ns_);
      last_caption_ = as<CaptionShown>(fact);
      ++captions_;
    }
    last_ns_ = fact.event.at_ns;
    all_.push_back(std::move(line));
  }
  std::vector<std::string> take() { return std::exchange(all_, {}); }
  std::size_t captions() const { return captions_; }
  const CaptionShown& last_caption() const { return last_caption_; }

 private:
  std::vector<std::string> all_;
  std::size_t captions_ = 0;
  CaptionShown last_caption_;
  Nanos last_ns_ = 0;
};

class Captions : public ::testing::Test {
 protected:
  Captions() {
    lesson_.id = "x";
    lesson_.script = "print(1)\n";
    lesson_.off = {14};
    lesson_.question = Question{.text = "?", .choices = {"100", "about 90"}, .answer = 1};
  }
  void caption(std::string_view when, std::string text) {
    lesson_.captions.push_back({.condition = parse_condition(when).value(), .text = std::move(text)});
  }
  Caption& last() { return lesson_.captions.back(); }
  void begin(std::optional<std::size_t> prediction = {}) { begin(options_of(lesson_), prediction); }
  void begin(const RunOptions& options, std::optional<std::size_t> prediction = {}) {
    writer_.emplace(lesson_, options, prediction, lines_);
    happens(RunStarted{.script = "program.py"});
    for (const std::int32_t line : options.lines_off) happens(Switched{.line = line, .on = false});
  }
  template <typename Struct>
  void happens(const Struct& fields) {
    writer_->accept(make_fact(now_ += kMillisecond, {}, fields));
  }
  // The number of captions that the fact brought about.
  template <typename Struct>
  std::size_t captions_at(const Struct& fields) {
    const std::size_t before = lines_.captions();
    happens(fields);
    return lines_.captions() - before;
  }
  void calls_back(Call call, MessageId message, KafkaError error = KafkaError::NO_ERROR) {
    happens(CallStarted{.call = call});
    happens(CallbackStarted{.message = message, .error = error});
    happens(CallbackFinished{.message = message});
    happens(CallReturned{.call = call});
  }
  Lesson lesson_;
  Lines lines_;
  std::optional<CaptionWriter> writer_;
  Nanos now_ = 0;
};

TEST_F(Captions, StandRightBehindTheirFactAndOnlyOnce) {
  caption("message 0 is stored", "Kafka has it.");
  begin();
  lines_.take();
  happens(RecordStored{.message = 1, .offset = 0});
  happens(RecordStored{.message = 0, .offset = 1});
  happens(RecordStored{.message = 0, .offset = 2});
  EXPECT_EQ(lines_.take(),
            (std::vector<std::string>{"record_stored", "record_stored", "caption: Kafka has it.", "record_stored"}));
}

TEST_F(Captions, ComeInAnyOrderAndSeveralAtOneFact) {
  caption("message 1 is told", "second");
  caption("message 0 is told", "first");
  caption("a message is told", "any");
  begin();
  lines_.take();
  happens(CallbackStarted{.message = 0});
  happens(CallbackStarted{.message = 1});
  EXPECT_EQ(lines_.take(), (std::vector<std::string>{"callback_started", "caption: first", "caption: any",
                                                     "callback_started", "caption: second"}));
}

TEST_F(Captions, BearTheirPlaceAndTheMessageThatTheySpeakOf) {
  caption("a message is sent", "It leaves.");
  last().at = CaptionAt::network;
  caption("message 15 is accepted", "Your loop never waited for it.");
  last().about = 0;
  begin();
  const std::vector<MessageId> batch{3, 4};
  EXPECT_EQ(captions_at(RequestSent{.request = 1, .messages = batch}), 1u);
  EXPECT_EQ(lines_.last_caption().at, CaptionAt::network);
  EXPECT_EQ(lines_.last_caption().message, 3u);
  EXPECT_EQ(captions_at(MessageAccepted{.message = 15}), 1u);
  EXPECT_EQ(lines_.last_caption().message, 0u);
}

TEST_F(Captions, FollowOneMessageThroughItsStates) {
  for (const char* state : {"offered", "accepted", "refused", "sent", "stored", "answered", "reported", "told"}) {
    caption("message 5 is " + std::string(state), state);
  }
  begin();
  const std::vector<MessageId> batch{4, 5, 6};
  EXPECT_EQ(captions_at(MessageOffered{.message = 4}), 0u);
  EXPECT_EQ(captions_at(MessageOffered{.message = 5}), 1u);
  EXPECT_EQ(captions_at(MessageRefused{.message = 5, .error = KafkaError::_QUEUE_FULL, .call_number = 6}), 1u);
  EXPECT_EQ(captions_at(MessageAccepted{.message = 5}), 1u);
  EXPECT_EQ(captions_at(RequestSent{.request = 1, .messages = batch}), 1u);
  EXPECT_EQ(captions_at(RecordStored{.message = 5}), 1u);
  EXPECT_EQ(captions_at(OutcomeKnown{.message = 5}), 1u);
  EXPECT_EQ(captions_at(ReportQueued{.message = 5}), 1u);
  EXPECT_EQ(captions_at(CallbackStarted{.message = 5}), 1u);
}

TEST_F(Captions, OfFailureAndSuccessAskForTheCallbacksError) {
  caption("a message is failed", "failed");
  caption("a message is delivered", "delivered");
  begin();
  lines_.take();
  happens(CallbackStarted{.message = 0, .error = KafkaError::POLICY_VIOLATION});
  happens(CallbackStarted{.message = 1});
  EXPECT_EQ(lines_.take(), (std::vector<std::string>{"callback_started", "caption: failed", "callback_started",
                                                     "caption: delivered"}));
}

TEST_F(Captions, OfAnAnswerComeNotWhenTheLibraryGaveUpByItself) {
  caption("a message is answered", "answered");
  begin();
  EXPECT_EQ(captions_at(OutcomeKnown{.message = 0, .error = KafkaError::_MSG_TIMED_OUT}), 0u);
  EXPECT_EQ(captions_at(OutcomeKnown{.message = 1, .error = KafkaError::POLICY_VIOLATION}), 1u);
}

TEST_F(Captions, OfBufferErrorComeAtNoOtherRefusal) {
  caption("produce() raises BufferError", "full");
  caption("produce() refuses a message", "refused");
  begin();
  EXPECT_EQ(captions_at(MessageRefused{.message = 0, .error = KafkaError::MSG_SIZE_TOO_LARGE, .call_number = 1}), 1u);
  EXPECT_EQ(captions_at(MessageRefused{.message = 0, .error = KafkaError::_QUEUE_FULL, .call_number = 2}), 1u);
}

TEST_F(Captions, OfCallsKnowPollFromFlush) {
  caption("poll() is called", "poll");
  caption("flush() is called", "flush");
  caption("flush() returns", "returned");
  begin();
  EXPECT_EQ(captions_at(CallStarted{.call = Call::produce}), 0u);
  EXPECT_EQ(captions_at(CallReturned{.call = Call::produce}), 0u);
  EXPECT_EQ(captions_at(CallStarted{.call = Call::flush}), 1u);
  EXPECT_EQ(captions_at(CallReturned{.call = Call::flush, .exception = "ZeroDivisionError"}), 0u);
  EXPECT_EQ(captions_at(CallStarted{.call = Call::poll}), 1u);
  EXPECT_EQ(captions_at(CallReturned{.call = Call::poll}), 0u);
  EXPECT_EQ(captions_at(CallReturned{.call = Call::flush}), 1u);
}

TEST_F(Captions, KnowWhichCallRunsTheCallback) {
  caption("poll() tells message 1", "poll");
  caption("flush() tells a message", "flush");
  begin();
  calls_back(Call::poll, 0);
  EXPECT_EQ(lines_.captions(), 0u);
  calls_back(Call::flush, 1);
  EXPECT_EQ(lines_.captions(), 1u);
  // A callback that polls: the inner call runs the inner callback, the outer one what comes after.
  begin();
  happens(CallStarted{.call = Call::flush});
  happens(CallStarted{.call = Call::poll});
  EXPECT_EQ(captions_at(CallbackStarted{.message = 1}), 1u);
  happens(CallReturned{.call = Call::poll});
  EXPECT_EQ(captions_at(CallbackStarted{.message = 2}), 1u);
}

TEST_F(Captions, CountMessages) {
  for (const char* state : {"produced", "stored", "reported", "told"})
    caption("2 messages are " + std::string(state), state);
  begin();
  for (const std::size_t expected : {0u, 1u, 0u}) {
    EXPECT_EQ(captions_at(MessageAccepted{}), expected);
    EXPECT_EQ(captions_at(RecordStored{}), 0u);  // somebody else's
    EXPECT_EQ(captions_at(RecordStored{.message = 0}), expected);
    EXPECT_EQ(captions_at(ReportQueued{}), expected);
    EXPECT_EQ(captions_at(CallbackStarted{}), expected);
  }
}

TEST_F(Captions, OfTheEndComeAtTheEnd) {
  caption("the process has ended", "ended");
  caption("the truth is settled", "settled");
  begin();
  EXPECT_EQ(captions_at(ProcessExited{.how = ExitHow::killed}), 1u);
  EXPECT_EQ(captions_at(TruthSettled{}), 1u);
}

TEST_F(Captions, ThatCameTooLateAreNotSaid) {
  caption("message 0 is stored", "Your program does not know.");
  last().before = parse_condition("message 0 is told").value();
  begin();
  happens(CallbackStarted{.message = 1});
  happens(CallbackStarted{.message = 0});
  EXPECT_EQ(captions_at(RecordStored{.message = 0}), 0u);
}

TEST_F(Captions, TiedToLinesOffAreSaidOnlyInTheLessonsOwnRun) {
  caption("the process has ended", "They waited for a batch that never filled.");
  last().off = {14};
  RunOptions options = options_of(lesson_);
  const auto said = [&] {
    begin(options);
    return captions_at(ProcessExited{}) == 1;
  };
  EXPECT_TRUE(said());
  options.properties = {{"client.id", "me"}, {"sasl.username", "me"}, {"bootstrap.servers", "kafka:9092"}};
  EXPECT_TRUE(said());
  options.properties = {{"linger.ms", "5"}};
  EXPECT_FALSE(said());
  options = options_of(lesson_);
  options.lines_off = {12, 14};
  EXPECT_FALSE(said());
  options = options_of(lesson_);
  options.script += "print(2)\n";
  EXPECT_FALSE(said());
}

TEST_F(Captions, TiedToLinesOffAreSaidOnlyOnTheLessonsOwnCluster) {
  caption("the process has ended", "Two of three had it.");
  last().off = {14};
  lesson_.brokers = 3;
  lesson_.min_insync = 2;
  const auto said_with = [&](auto change) {
    RunOptions options = options_of(lesson_);
    change(options);
    begin(options);
    return captions_at(ProcessExited{}) == 1;
  };
  EXPECT_TRUE(said_with([](RunOptions&) {}));
  EXPECT_FALSE(said_with([](RunOptions& options) { options.brokers = 4; }));
  EXPECT_FALSE(said_with([](RunOptions& options) { options.min_insync = 1; }));
  EXPECT_FALSE(said_with([](RunOptions& options) { options.unclean = true; }));
}

template <typename Struct>
bool still_said_after(Lesson lesson, const Struct& fields) {
  lesson.captions = {{.condition = parse_condition("the truth is settled").value(), .off = lesson.off}};
  Lines lines;
  CaptionWriter writer(lesson, options_of(lesson), {}, lines);
  for (const std::int32_t line : lesson.off) writer.accept(make_fact(1, {}, Switched{.line = line, .on = false}));
  writer.accept(make_fact(1, {}, fields));
  writer.accept(make_fact(1, {}, TruthSettled{}));
  return lines.captions() == 1;
}

TEST_F(Captions, TiedToLinesOffAreNotSaidOnceSomethingDisturbedTheRun) {
  EXPECT_TRUE(still_said_after(lesson_, ResponseReceived{.request = 1}));
  EXPECT_TRUE(still_said_after(lesson_, ProcessExited{.how = ExitHow::end_of_script}));
  EXPECT_TRUE(still_said_after(lesson_, ProcessExited{.how = ExitHow::exception}));
  EXPECT_FALSE(still_said_after(lesson_, Switched{.line = 12, .on = false}));
  EXPECT_FALSE(still_said_after(lesson_, Switched{.line = 14, .on = true}));
  EXPECT_FALSE(still_said_after(lesson_, Switched{.line = 14, .on = false}));
  EXPECT_FALSE(still_said_after(lesson_, ActionTaken{.action = ActionKind::exit_now}));
  EXPECT_FALSE(still_said_after(lesson_, FaultHappened{.what = "a broker is down"}));
  EXPECT_FALSE(still_said_after(lesson_, ResponseReceived{.request = 1, .error = KafkaError::POLICY_VIOLATION}));
  EXPECT_FALSE(still_said_after(lesson_, RetryScheduled{.message = 1}));
  EXPECT_FALSE(still_said_after(lesson_, BrokerDown{.broker = 1}));
  EXPECT_FALSE(still_said_after(lesson_, Gap{.lost = 1}));
  EXPECT_FALSE(still_said_after(lesson_, ProcessExited{.how = ExitHow::killed}));
  EXPECT_FALSE(still_said_after(lesson_, ProcessExited{.how = ExitHow::exit_now}));
}

TEST_F(Captions, ThePredictionStandsBehindTheStart) {
  begin(0);
  EXPECT_EQ(lines_.take(), (std::vector<std::string>{"run_started", "prediction: 100", "switched"}));
  begin();
  EXPECT_EQ(lines_.take(), (std::vector<std::string>{"run_started", "switched"}));
  begin(7);  // the lesson has two choices
  EXPECT_EQ(lines_.take(), (std::vector<std::string>{"run_started", "switched"}));
}

}  // namespace
}  // namespace inflight
