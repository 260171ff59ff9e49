// See verdict.h.
#include "core/sim/verdict.h"

#include <fmt/format.h>

namespace inflight::sim {
namespace {

using Stored = Verdict::Stored;

Verdict from_table(KafkaError error) {
  switch (error) {
    case KafkaError::NOT_LEADER_FOR_PARTITION:
    case KafkaError::LEADER_NOT_AVAILABLE:
    case KafkaError::UNKNOWN_TOPIC_OR_PART:
    case KafkaError::BROKER_NOT_AVAILABLE:
    case KafkaError::REPLICA_NOT_AVAILABLE:
    case KafkaError::NOT_COORDINATOR:
    case KafkaError::COORDINATOR_NOT_AVAILABLE: return {.refreshes = true, .stored = Stored::no, .counts = false};
    case KafkaError::KAFKA_STORAGE_ERROR: return {.refreshes = true, .retries = true, .stored = Stored::no};
    case KafkaError::_TRANSPORT: return {.refreshes = true, .stored = Stored::possibly};
    case KafkaError::NOT_ENOUGH_REPLICAS:
    case KafkaError::_TIMED_OUT_QUEUE: return {.retries = true, .stored = Stored::no};
    case KafkaError::COORDINATOR_LOAD_IN_PROGRESS:
    case KafkaError::_RETRY: return {.retries = true};
    case KafkaError::_TIMED_OUT:
    case KafkaError::REQUEST_TIMED_OUT:
    case KafkaError::NOT_ENOUGH_REPLICAS_AFTER_APPEND: return {.retries = true, .stored = Stored::possibly};
    case KafkaError::_PURGE_INFLIGHT:
    case KafkaError::OUT_OF_ORDER_SEQUENCE_NUMBER:
    case KafkaError::DUPLICATE_SEQUENCE_NUMBER: return {.permanent = true, .stored = Stored::possibly};
    default: return {.permanent = true, .stored = Stored::no};
  }
}

void take_status(Verdict& verdict) {
  if (verdict.stored != Stored::unsaid) verdict.status = verdict.stored == Stored::possibly ? 1 : 0;
  if (verdict.again() && !verdict.counts) verdict.status = 0;  // no chance of duplicates: it was not persisted
}

void make_permanent(Verdict& verdict) {
  verdict.permanent = true;
  verdict.refreshes = verdict.retries = false;
  verdict.stored = Stored::unsaid;
  verdict.status = 1;
}

// Nothing of it was stored, for want of what was before it: with a new epoch it is sent again.
void make_retry_with_new_epoch(Verdict& verdict) {
  verdict.permanent = verdict.refreshes = false;
  verdict.retries = true;
  verdict.counts = false;
  verdict.stored = Stored::unsaid;
  verdict.bumps = true;
}

std::string head(const FailedBatch& failed) {
  return fmt::format("ProduceRequest for {} [{}] with {} message(s)", failed.topic, failed.partition,
                     failed.batch.count);
}

// The broker misses what was before this batch, or has it already (rd_kafka_handle_idempotent_Produce_error).
void judge_out_of_order(Verdict& verdict, const FailedBatch& f) {
  const std::int64_t ahead = f.batch.first - f.next_ack;
  if (ahead > 0) return make_retry_with_new_epoch(verdict);
  make_permanent(verdict);
  verdict.fatal = verdict.error;
  if (ahead == 0) {
    verdict.reason = fmt::format(
        "{} failed due to sequence desynchronization with broker {} ({}, base seq {}, idemp state change {}ms ago, "
        "last partition error {}",
        head(f), f.broker, f.batch.producer.text(), f.batch.first, f.state_age_ns / kMillisecond, f.last_error);
  } else {
    verdict.reason = fmt::format(
        "{} failed with rewound sequence number on broker {} ({}, base seq {} < next seq {}): last error {}", head(f),
        f.broker, f.batch.producer.text(), f.batch.first, f.next_ack, f.last_error);
  }
}

void judge_unknown_producer(Verdict& verdict, const FailedBatch& f) {
  if (f.retries == 0 && f.next_error == f.batch.first) return make_retry_with_new_epoch(verdict);
  make_permanent(verdict);
  verdict.fatal = verdict.error;
  verdict.reason = fmt::format(
      "{} failed due to unknown producer id (broker {} {}, base seq {}, {} retries): unable to retry without risking "
      "duplication/reordering",
      head(f), f.broker, f.batch.producer.text(), f.batch.first, f.retries);
}

// A permanent error leaves a gap in the sequence: the rest can only go on with a new epoch, if it may.
void judge_gap(Verdict& verdict, const FailedBatch& f) {
  verdict.expects_next_ack = false;
  verdict.expects_next_error = true;
  if (!f.gapless) {
    verdict.bumps = true;
    return;
  }
  verdict.resets = true;
  if (verdict.fatal != KafkaError::NO_ERROR) return;  // the first one is kept
  verdict.fatal = KafkaError::_GAPLESS_GUARANTEE;
  verdict.reason = fmt::format("{} failed: {} (broker {} {}, base seq {}): unable to satisfy gap-less guarantee",
                               head(f), error_text(verdict.error), f.broker, f.batch.producer.text(), f.batch.first);
}

}  // namespace

std::string Verdict::actions() const {
  std::string text;
  const auto add = [&](bool there, std::string_view name) {
    if (there) text += fmt::format("{}{}", text.empty() ? "" : ",", name);
  };
  add(permanent, "Permanent");
  add(refreshes, "Refresh");
  add(retries, "Retry");
  add(stored == Stored::no, "MsgNotPersisted");
  add(stored == Stored::possibly, "MsgPossiblyPersisted");
  return text;
}

Verdict verdict_of(KafkaError error, bool was_sent) {
  Verdict verdict = from_table(error);
  verdict.error = error;
  if (!was_sent) verdict.counts = false;
  take_status(verdict);
  return verdict;
}

void judge_sequence(Verdict& verdict, const FailedBatch& failed) {
  verdict.expects_next_ack = verdict.expects_next_error = true;
  if (failed.batch.producer != failed.producer) {
    make_permanent(verdict);  // what belongs to another session can't be sent again
  } else if (verdict.error == KafkaError::DUPLICATE_SEQUENCE_NUMBER) {
    verdict.error = KafkaError::NO_ERROR;
    verdict.permanent = false;
    verdict.stored = Stored::unsaid;
    verdict.status = 2;
    return;
  } else if (verdict.error == KafkaError::OUT_OF_ORDER_SEQUENCE_NUMBER) {
    judge_out_of_order(verdict, failed);
  } else if (verdict.error == KafkaError::UNKNOWN_PRODUCER_ID) {
    judge_unknown_producer(verdict, failed);
  }
  take_status(verdict);
  if (verdict.again()) {
    verdict.drains = true;
    // One that may have been stored lets the next one in flight succeed; then it was stored.
    verdict.expects_next_ack = verdict.status == 1;
  }
  if (verdict.permanent) judge_gap(verdict, failed);
}

}  // namespace inflight::sim
