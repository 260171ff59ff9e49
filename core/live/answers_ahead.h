// AnswersAhead: lets the built-in broker reject a share of requests. librdkafka's mock takes the error of each Produce
// request from a list, which must be there before the request comes (facts, 8.1); this keeps the list long enough while
// such a fault lasts, and empties it when it is over. One thread, that of the run.
#pragma once

#include <deque>
#include <string>

#include "core/live/mock_cluster.h"
#include "core/run/faults.h"

namespace inflight {

class AnswersAhead {
 public:
  AnswersAhead(MockCluster& mock, Faults& faults) : mock_(mock), faults_(faults) {}

  // As often as facts are read: makes the list longer, or ends it.
  void keep(Nanos now);
  // One request goes before all that the faults have in mind.
  void reject_next(KafkaError error);
  // A produce request left for the broker: it takes one from the list.
  void request_sent();
  // Its answer is here: the words of the fault that it was hit by; empty: none.
  std::string answered(KafkaError error);

 private:
  struct Answer {
    KafkaError error = KafkaError::NO_ERROR;
    std::string words;  // of the fault; empty: none, or a person's doing
  };
  void push(std::size_t from);

  MockCluster& mock_;
  Faults& faults_;
  bool lasting_ = false;      // a fault's answers are in the list
  std::deque<Answer> ahead_;  // in the mock's list, as far as we know
  std::deque<Answer> taken_;  // errors that a request took, not seen in an answer yet
};

}  // namespace inflight
