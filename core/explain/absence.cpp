// A sentence for each kind of event that two runs are compared by; see absence.h.
#include "core/explain/absence.h"

#include <fmt/format.h>

#include "core/explain/sentence.h"

namespace inflight {
namespace {

bool was_stored(const World& world, MessageId id) {
  return id < world.messages.size && world.messages[id].stage.copies != Copies::zero;
}

bool was_sent_again(const World& world, MessageId id) {
  return id < world.messages.size && world.messages[id].attempts > 1;
}

}  // namespace

std::string absence_of(const Fact& fact, const World& world, bool over) {
  const MessageId id = fact.event.message;
  const auto here = [&](std::string_view never, std::string_view so_far) {
    return fmt::format(fmt::runtime(over ? never : so_far), fmt::arg("message", fmt::format("message {}", id)));
  };
  switch (fact.event.kind) {
    case EventKind::message_accepted:
      return here("Here produce() never takes {message}.", "Here produce() has not taken {message} so far.");
    case EventKind::process_exited:
      return here("Here the process never ends.", "Here the process has not ended so far.");
    case EventKind::callback_started:
      return here("Here your callback is never told of {message}.",
                  "Here your callback has not been told of {message} so far.");
    case EventKind::callback_finished:
      return here("Here your callback for {message} is never done.",
                  "Here your callback for {message} is not done so far.");
    case EventKind::outcome_known:
      return here("Here the library never learns what became of {message}.",
                  "Here the library has not learned so far what became of {message}.");
    case EventKind::report_served:
      return here("Here the report on {message} is never taken.",
                  "Here the report on {message} has not been taken so far.");
    case EventKind::retry_scheduled:
      if (was_sent_again(world, id)) {
        return here("Here {message} is never put back once more, to be sent again.",
                    "Here {message} has not been put back once more so far, to be sent again.");
      }
      return here("Here {message} is never put back to be sent again.",
                  "Here {message} has not been put back to be sent again so far.");
    case EventKind::record_stored:
      if (was_stored(world, id)) {
        return here("Here Kafka never gets another copy of {message}.",
                    "Here Kafka has not got another copy of {message} so far.");
      }
      return here("Here Kafka never gets {message}.", "Here Kafka has not got {message} so far.");
    default: break;
  }
  // The program may do the same many times, so what it does is missing at this point and nowhere else.
  return fmt::format("Here your program {} to this: {}", over ? "never gets" : "has so far not got",
                     sentence_of(fact, world));
}

}  // namespace inflight
