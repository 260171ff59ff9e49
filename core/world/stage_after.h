// stage_after(): the stage of a message after an event about it; the one rule for it, of the world and of all that keep
// stages otherwise. Events that change no stage leave it as it is.
#pragma once

#include "core/event/event.h"
#include "core/world/outcome.h"

namespace inflight {

constexpr Stage stage_after(Stage stage, const Event& event) {
  const Known known = static_cast<KafkaError>(event.a) == KafkaError::NO_ERROR ? Known::success : Known::failure;
  switch (event.kind) {
    case EventKind::message_accepted:
      if (event.flags == 0) stage.report = Report::not_wanted;
      return stage;
    case EventKind::request_sent: stage.place = Place::in_flight; return stage;
    case EventKind::retry_scheduled: stage.place = Place::buffer; return stage;
    case EventKind::record_stored: stage.copies = in_log(stage.copies) ? Copies::more : Copies::one; return stage;
    case EventKind::log_truncated: stage.copies = Copies::gone; return stage;
    case EventKind::outcome_known:
      stage.place = Place::done;
      stage.known = known;
      return stage;
    case EventKind::report_queued:
      if (stage.report == Report::none) stage.report = Report::waiting;
      return stage;
    case EventKind::report_served: stage.report = Report::not_wanted; return stage;
    case EventKind::callback_started: return {Place::done, known, Report::told, stage.copies};
    default: return stage;
  }
}

}  // namespace inflight
