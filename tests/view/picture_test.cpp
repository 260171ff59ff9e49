// Pictures of the whole window, written beside the build for people to look at. What is asserted: they can be made, and
// the same input gives the same bytes.
#include "tests/view/picture.h"

#include <gtest/gtest.h>

namespace inflight {
namespace {

TEST(Picture, PollServesTheReports) {
  Story story;
  story.the_last_ten(9'400 * kMillisecond, true, 75);
  const auto once = draw(story, kLarge, "dark", "poll-dark");
  SKIP_WITHOUT_PICTURES(once);
  EXPECT_EQ(once, draw(story, kLarge, "dark", "poll-dark"));
  EXPECT_NE(once, draw(story, kLarge, "light", "poll-light"));
  draw(story, kSmall, "dark", "poll-dark-small");
  draw(story, kSmall, "light", "poll-light-small");
}

TEST(Picture, NobodyPolls) {
  Story story;
  story.the_last_ten(9'450 * kMillisecond, false);
  SKIP_WITHOUT_PICTURES(draw(story, kLarge, "dark", "nobody-dark"));
  draw(story, kLarge, "light", "nobody-light");
}

TEST(Picture, TheLastTenAreGone) {
  Story story;
  story.the_last_ten(11 * kSecond, true);
  SKIP_WITHOUT_PICTURES(draw(story, kLarge, "dark", "exit-dark"));
  draw(story, kLarge, "light", "exit-light");
  draw(story, kSmall, "dark", "exit-dark-small");
}

TEST(Picture, BeforeTheRunItSaysWhatToDo) {
  Story story;
  SKIP_WITHOUT_PICTURES(draw(story, kLarge, "dark", "fresh-dark"));
}

TEST(Picture, RequestsAreOnTheirWay) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 33; ++id) {
    story.produce(id);
    if (id % 10 == 9) story.send(id / 10, id - 9, id);
  }
  story.at(130 * kMillisecond);
  story.store(0, 9);
  story.at(260 * kMillisecond);
  SKIP_WITHOUT_PICTURES(draw(story, kLarge, "dark", "network-dark"));
}

TEST(Picture, EveryOutcomeHasALookOfItsOwn) {
  Story story;
  story.begin("queue.buffering.max.messages=50");
  MessageId next = 0;
  const auto produce = [&](int count, bool report_wanted = true) {
    const MessageId first = next;
    for (int i = 0; i < count; ++i) story.produce(next++, report_wanted);
    return first;
  };
  const auto known = [&](MessageId id, KafkaError error, bool queue, bool call) {
    story.tell(OutcomeKnown{.message = id, .partition = 0, .error = error});
    if (queue) story.tell(ReportQueued{.message = id});
    if (call) story.call_back(id, error);
  };
  const MessageId delivered = produce(6);
  story.send(0, delivered, delivered + 5);
  story.store(delivered, delivered + 5);
  story.tell(RecordStored{.message = delivered, .partition = 0, .offset = 6});
  for (MessageId i = 0; i < 6; ++i) known(delivered + i, KafkaError::NO_ERROR, true, true);
  const MessageId failed = produce(4);
  for (MessageId i = 0; i < 4; ++i) known(failed + i, KafkaError::_MSG_TIMED_OUT, true, i < 2);
  story.tell(RecordStored{.message = failed + 1, .partition = 0, .offset = 7});
  story.tell(RecordStored{.partition = 0, .offset = 8});
  const MessageId unwanted = produce(2, false);
  known(unwanted, KafkaError::NO_ERROR, false, false);
  known(unwanted + 1, KafkaError::_PURGE_QUEUE, false, false);
  const MessageId sent = produce(5);
  story.send(1, sent, sent + 4);
  story.tell(RecordStored{.message = sent, .partition = 0, .offset = 9});
  produce(7);
  for (std::int64_t call = 25; call < 29; ++call) {
    story.tell(MessageRefused{.message = next, .error = KafkaError::_QUEUE_FULL, .call_number = call});
  }
  story.tell(LineReached{.line = 13});
  story.at(200 * kMillisecond);
  SKIP_WITHOUT_PICTURES(draw(story, kLarge, "dark", "outcomes-dark"));
  draw(story, kLarge, "light", "outcomes-light");
  story.exit(ExitHow::exception, 1, "Traceback (most recent call last):\nBufferError: Local: Queue full");
  story.settle();
  draw(story, kLarge, "dark", "outcomes-exit-dark");
}

TEST(Picture, AMillionMessages) {
  Story story;
  story.begin("");
  for (MessageId id = 0; id < 1'000'000; ++id) story.tell(MessageAccepted{.message = id, .report_wanted = true});
  std::vector<MessageId> batch(10'000);
  for (MessageId request = 0; request < 60; ++request) {
    for (MessageId i = 0; i < batch.size(); ++i) batch[i] = request * 10'000 + i;
    story.tell(RequestSent{.request = request, .broker = 1, .partition = 0, .attempt = 1, .messages = batch});
    if (request >= 50) continue;
    for (const MessageId id : batch) story.tell(RecordStored{.message = id, .partition = 0, .offset = id});
    if (request >= 45) continue;
    story.answer(request, batch.front(), batch.back());
  }
  story.tell(CallStarted{.call = Call::flush, .timeout_ns = -1});
  story.at(2'500 * kMillisecond);
  SKIP_WITHOUT_PICTURES(draw(story, kLarge, "dark", "million-dark"));
}

TEST(Picture, AFailureIsSaid) {
  Story story;
  const auto fail = [](StageInput& input) {
    input.status = RunStatus::failed;
    input.why = "No broker answers at localhost:9092. Start one with: inflight broker.";
  };
  SKIP_WITHOUT_PICTURES(draw(story, kLarge, "dark", "failed-dark", fail));
}

TEST(Picture, AllIsWell) {
  Story story;
  story.begin();
  for (MessageId id = 0; id < 20; ++id) story.produce(id);
  story.send(0, 0, 19);
  story.at(200 * kMillisecond);
  story.store(0, 19);
  story.at(400 * kMillisecond);
  story.answer(0, 0, 19);
  for (MessageId id = 0; id < 20; ++id) story.call_back(id);
  story.exit();
  story.settle();
  SKIP_WITHOUT_PICTURES(draw(story, kLarge, "light", "well-light"));
}

}  // namespace
}  // namespace inflight
