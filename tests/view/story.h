// A run made of hand-written facts, for the prepare steps and for pictures: "The last ten" as the design measured it
// (100 messages 0.1 s apart, batches of 15, round trip 0.4 s), told up to any instant, with poll on or off.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/view/stage_input.h"
#include "core/recording/recording.h"
#include "core/world/apply.h"

namespace inflight {

class Story {
 public:
  Story();

  // Commits a fact now; times never go back.
  template <typename Struct>
  void tell(const Struct& fields, Origin origin = {}) {
    const Fact made = make_fact(now_, origin, fields);
    recording_.accept(made);
    apply(world_, recording_.fact(recording_.size() - 1));
  }
  template <typename Struct>
  void tell_at(Nanos at, const Struct& fields) {
    now_ = std::max(now_, at);
    tell(fields);
  }
  void at(Nanos at) { now_ = at; }
  Nanos now() const { return now_; }

  // Parts of a life.
  void begin(std::string_view configuration = "linger.ms=5000\nbatch.num.messages=15");
  // Three brokers keep orders[0]: the first leads, the second is a batch behind, the third is paused and out of sync.
  void begin_with_copies();
  void produce(MessageId id, bool report_wanted = true);
  void send(RequestId request, MessageId first, MessageId last);
  void store(MessageId first, MessageId last);
  void answer(RequestId request, MessageId first, MessageId last);
  void call_back(MessageId id, KafkaError error = KafkaError::NO_ERROR);
  void exit(ExitHow how = ExitHow::end_of_script, std::int64_t code = 0, std::string_view reason = {});
  void settle() { tell(TruthSettled{}); }

  // The last ten up to `until`; polls if asked to. Ends with the process' exit and the settled truth if time allows.
  // `stop_in`: the message whose callback still runs at `until`.
  void the_last_ten(Nanos until, bool poll, MessageId stop_in = kNoMessage);

  // What the window shows of it, at rest.
  StageInput input();
  // The next picture of it played: what was told since the last one came into view by now on the show's clock.
  StageInput play(Nanos clock_ns);

  World& world() { return world_; }
  const World& world() const { return world_; }
  const Recording& recording() const { return recording_; }
  std::vector<std::string> lines;
  std::vector<StatementInfo> statements;
  std::vector<FunctionInfo> functions;
  std::vector<LessonName> lessons{{2, "Nobody called poll"}, {3, "The last ten"}, {4, "Delivered or failed"}};

 private:
  bool poll_once(MessageId stop_in);
  void while_it_sleeps(MessageId id, Nanos to);

  Recording recording_;
  World world_;
  Lanes lanes_;
  Nanos now_ = 0;
  std::uint64_t played_ = 0;  // events that came into view so far
};

}  // namespace inflight
