// Folding events into series, and what is together in a window; see lanes.h.
#include "app/session/lanes.h"

#include <algorithm>

namespace inflight {
namespace {

// Deeper than any program calls in callbacks; a file that says so costs no more than this.
constexpr std::size_t kDeepest = 10'000;

bool may_wait(Call call) { return call == Call::poll || call == Call::flush || call == Call::sleep; }

std::vector<Mark> marks_of(const Series& series, const TimeWindow& window) {
  std::vector<Mark> marks;
  const std::size_t end = series.before(saturating_add(window.to, 1));
  for (std::size_t i = series.before(window.from); i < end;) {
    const std::size_t last = std::min(series.chain_end(i, window.apart), end - 1);
    marks.push_back({series[i], series[last], static_cast<std::int64_t>(last - i + 1), 0});
    i = last + 1;
  }
  return marks;
}

// From a series of beginnings and ends by turns. What takes `apart` or longer stands alone.
std::vector<Spent> spent_in(const Series& ends, const TimeWindow& window) {
  std::vector<Spent> found;
  // What began before the window may reach into it.
  std::size_t i = ends.before(window.from) / 2 * 2;
  while (i < ends.size() && ends[i] <= window.to) {
    const bool is_open = i + 1 == ends.size();
    std::size_t last = i + 1;
    if (!is_open && ends[last] - ends[i] < window.apart) {
      last = ends.chain_end(i, window.apart);
      if (last % 2 == 0) --last;  // what begins there is long, or not over yet
    }
    found.push_back({ends[i], is_open ? kForever : ends[last], static_cast<std::int64_t>((last - i + 1) / 2), i / 2});
    i = last + 1;
  }
  return found;
}

}  // namespace

bool Lanes::advance(const Recording& recording, std::uint64_t budget) {
  const std::uint64_t size = recording.size();
  for (; taken_ < size && budget > 0; ++taken_, --budget) {
    take(recording, recording.event(taken_));
    journeys_.take(recording, taken_);
  }
  return taken_ < size;
}

void Lanes::clear() { *this = Lanes(); }

void Lanes::take(const Recording& recording, const Event& event) {
  const auto add = [&](Lane lane) { lanes_[static_cast<std::size_t>(lane)].add(event.at_ns); };
  switch (event.kind) {
    case EventKind::message_accepted: return add(Lane::produced);
    case EventKind::record_stored: return event.message == kNoMessage ? void() : add(Lane::stored);
    case EventKind::callback_started:
      if (event.a != 0) failed_.add(event.at_ns);
      return add(Lane::callback);
    case EventKind::call_started: return begin_call(event);
    case EventKind::call_returned: return end_call(event);
    case EventKind::request_sent: return send(recording.fact(taken_));
    case EventKind::response_received: return answer(event);
    case EventKind::process_exited: return exit(event.at_ns);
    case EventKind::switched:
    case EventKind::action:
    case EventKind::fault: actions_.push_back({event.at_ns, taken_}); return;
    case EventKind::caption: captions_.push_back({event.at_ns, taken_}); return;
    default: return;
  }
}

void Lanes::begin_call(const Event& event) {
  const auto call = static_cast<Call>(event.a);
  if (inside_.empty() && may_wait(call)) {
    calls_.add(event.at_ns);
    call_kinds_.push_back(call);
  }
  if (inside_.size() < kDeepest) inside_.push_back(call);
}

void Lanes::end_call(const Event& event) {
  const auto call = static_cast<Call>(event.a);
  const auto found = std::find(inside_.rbegin(), inside_.rend(), call);
  if (found == inside_.rend()) return;
  inside_.erase(std::next(found).base(), inside_.end());
  if (inside_.empty() && calls_.size() % 2 == 1) calls_.add(event.at_ns);
}

void Lanes::send(const Fact& fact) {
  const auto free = std::find_if(rows_.begin(), rows_.end(), [](const auto& row) { return row.ends.size() % 2 == 0; });
  if (free == rows_.end()) return crowd_.add(fact.event.at_ns);
  const auto sent = as<RequestSent>(fact);
  free->ends.add(fact.event.at_ns);
  free->requests.push_back({sent.request, std::ssize(sent.messages), KafkaError::NO_ERROR});
  open_.push_back({sent.request, static_cast<std::size_t>(free - rows_.begin())});
}

void Lanes::answer(const Event& event) {
  const auto found = std::find_if(open_.begin(), open_.end(), [&](const Open& open) { return open.id == event.a; });
  if (found == open_.end()) return;
  RequestRow& row = rows_[found->row];
  row.ends.add(event.at_ns);
  row.requests.back().error = static_cast<KafkaError>(event.b);
  open_.erase(found);
}

// Nobody waits for an answer, nor in a call, any more.
void Lanes::exit(Nanos at) {
  exited_ns_ = std::min(exited_ns_, at);
  inside_.clear();
  open_.clear();
  if (calls_.size() % 2 == 1) calls_.add(at);
  for (RequestRow& row : rows_) {
    if (row.ends.size() % 2 == 1) row.ends.add(at);
  }
}

std::vector<Mark> Lanes::marks(Lane lane, const TimeWindow& window) const {
  std::vector<Mark> marks = marks_of(lanes_[static_cast<std::size_t>(lane)], window);
  if (lane != Lane::callback || failed_.empty()) return marks;
  for (Mark& mark : marks) {
    mark.failed = static_cast<std::int64_t>(failed_.before(mark.last_ns + 1) - failed_.before(mark.first_ns));
  }
  return marks;
}

void Lanes::count(Lane lane, Nanos from, Nanos to, std::span<std::int64_t> columns) const {
  const Series& series = lanes_[static_cast<std::size_t>(lane)];
  const auto parts = static_cast<double>(columns.size());
  std::size_t i = series.before(from);
  std::size_t as_many = 0;  // as in the column before: they seldom differ much
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const bool is_last = column + 1 == columns.size();
    const double share = static_cast<double>(column + 1) / parts;
    const Nanos end = is_last ? to : from + static_cast<Nanos>(static_cast<double>(to - from) * share);
    const std::size_t next = series.before(end, i + as_many);
    as_many = next - i;
    columns[column] = static_cast<std::int64_t>(as_many);
    i = next;
  }
}

std::vector<Spent> Lanes::calls(const TimeWindow& window) const { return spent_in(calls_, window); }

std::size_t Lanes::request_rows() const {
  const auto unused = std::find_if(rows_.begin(), rows_.end(), [](const auto& row) { return row.ends.empty(); });
  return static_cast<std::size_t>(unused - rows_.begin());
}

std::vector<Spent> Lanes::requests(std::size_t row, const TimeWindow& window) const {
  return spent_in(rows_[row].ends, window);
}

std::vector<Mark> Lanes::crowd(const TimeWindow& window) const { return marks_of(crowd_, window); }

std::span<const Moment> Lanes::within(const std::vector<Moment>& notes, Nanos from, Nanos to) {
  const auto first = std::partition_point(notes.begin(), notes.end(), [&](const Moment& n) { return n.at_ns < from; });
  const auto last = std::partition_point(first, notes.end(), [&](const Moment& n) { return n.at_ns <= to; });
  return {first, last};
}

std::optional<std::uint64_t> Lanes::caption_among(std::uint64_t events) const {
  const auto after =
      std::partition_point(captions_.begin(), captions_.end(), [&](const Moment& note) { return note.event < events; });
  if (after == captions_.begin()) return std::nullopt;
  return std::prev(after)->event;
}

}  // namespace inflight
