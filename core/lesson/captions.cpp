// Writing captions; see captions.h.
#include "core/lesson/captions.h"

#include <algorithm>
#include <tuple>

#include "core/binding/properties.h"

namespace inflight {
namespace {

// A setting from outside the script that changes what becomes of messages, not only how a cluster is reached.
bool changes_the_lesson(const Property& setting) {
  const PropertyInfo* known = find_property(setting.name);
  if (!known) return true;
  const std::string_view name = canonical_name(*known);
  return known->modelled && name != "metadata.broker.list" && name != "client.id";
}

bool is_as_written(const Lesson& lesson, const RunOptions& options) {
  const RunOptions written = options_of(lesson);
  const auto& settings = options.properties;
  const auto surroundings = [](const RunOptions& run) {
    return std::tie(run.topics, run.brokers, run.min_insync, run.unclean, run.rtt_ns, run.faults);
  };
  return options.script == written.script && surroundings(options) == surroundings(written) &&
         std::none_of(settings.begin(), settings.end(), changes_the_lesson);
}

// What makes a run another one than the lesson's author knows: a person, a fault, a cluster in trouble, a violent end.
// Where faults belong to the lesson, its author knows of the trouble.
bool disturbs(const Fact& fact, bool troubled) {
  switch (fact.event.kind) {
    case EventKind::action:
    case EventKind::gap:
    case EventKind::suspended: return true;
    case EventKind::fault:
    case EventKind::retry_scheduled:
    case EventKind::response_dropped:
    case EventKind::broker_down:
    case EventKind::leader_changed: return !troubled;
    case EventKind::response_received: return !troubled && as<ResponseReceived>(fact).error != KafkaError::NO_ERROR;
    case EventKind::process_exited: {
      const ExitHow how = as<ProcessExited>(fact).how;
      return how == ExitHow::exit_now || how == ExitHow::killed || how == ExitHow::crashed || how == ExitHow::limit;
    }
    default: return false;
  }
}

}  // namespace

CaptionWriter::CaptionWriter(const Lesson& lesson, const RunOptions& options, std::optional<std::size_t> prediction,
                             FactSink& to)
    : to_(to),
      to_switch_off_(options.lines_off),
      as_written_(is_as_written(lesson, options)),
      troubled_(!lesson.faults.empty()) {
  for (const Caption& caption : lesson.captions) {
    if (caption.off && (*caption.off != options.lines_off || !as_written_)) continue;
    const auto index = static_cast<std::uint32_t>(captions_.size());
    captions_.push_back({caption});
    by_kind_[static_cast<std::size_t>(caption.condition.kind)].push_back(index);
    if (caption.before && caption.before->kind != caption.condition.kind) {
      by_kind_[static_cast<std::size_t>(caption.before->kind)].push_back(index);
    }
  }
  if (prediction && lesson.question && *prediction < lesson.question->choices.size()) {
    choice_ = static_cast<std::int32_t>(*prediction);
    choice_words_ = lesson.question->choices[*prediction];
  }
}

void CaptionWriter::accept(const Fact& fact) {
  to_.accept(fact);
  if (fact.event.kind == EventKind::run_started) predict(fact);
  watch(fact);
  counted_.count(fact);
  if (!by_kind_[static_cast<std::size_t>(fact.event.kind)].empty()) check(fact);
}

void CaptionWriter::predict(const Fact& fact) {
  if (choice_ < 0) return;
  to_.accept(
      make_fact(fact.event.at_ns, {0, Threads::outside}, PredictionMade{.choice = choice_, .words = choice_words_}));
}

// Notices that the run is not the lesson's own any more. Its first switching is: it starts with these lines off.
void CaptionWriter::watch(const Fact& fact) {
  if (!as_written_) return;
  if (fact.event.kind == EventKind::switched) {
    const auto e = as<Switched>(fact);
    as_written_ = !e.on && std::erase(to_switch_off_, e.line) == 1;
  } else {
    as_written_ = !disturbs(fact, troubled_);
  }
}

void CaptionWriter::check(const Fact& fact) {
  auto& waiting = by_kind_[static_cast<std::size_t>(fact.event.kind)];
  for (const std::uint32_t index : waiting) {
    Waiting& each = captions_[index];
    const Caption& caption = each.caption;
    if (each.over) continue;
    each.over = (caption.off && !as_written_) || (caption.before && meets(*caption.before, fact, counted_));
    if (each.over || !meets(caption.condition, fact, counted_)) continue;
    each.over = true;
    const MessageId message = caption.about != kNoMessage ? caption.about : message_of(caption.condition, fact);
    to_.accept(make_fact(fact.event.at_ns, {0, Threads::outside},
                         CaptionShown{.words = caption.text, .at = caption.at, .message = message}));
  }
  std::erase_if(waiting, [&](std::uint32_t index) { return captions_[index].over; });
}

}  // namespace inflight
