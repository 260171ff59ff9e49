// See merge.h.
#include "core/live/merge.h"

#include <algorithm>

namespace inflight {

void MergeWindow::add(Stream stream, const Fact& fact) {
  const auto i = static_cast<std::size_t>(stream);
  Held held{fact.event, std::string(fact.text), {fact.ids.begin(), fact.ids.end()}};
  held.event.at_ns = newest_[i] = std::max(newest_[i], fact.event.at_ns);
  streams_[i].push_back(std::move(held));
}

std::size_t MergeWindow::release(Nanos until, FactSink& sink, std::size_t most) {
  std::size_t given = 0;
  while (given < most) {
    std::deque<Held>* next = nullptr;
    for (auto& stream : streams_) {
      if (stream.empty() || stream.front().event.at_ns > until) continue;
      if (!next || stream.front().event.at_ns < next->front().event.at_ns) next = &stream;
    }
    if (!next) return given;
    const Held held = std::move(next->front());
    next->pop_front();
    Fact fact{held.event, held.text, held.ids};
    if (fact.event.at_ns < committed_) {
      fact.happened_ns = fact.event.at_ns;
      fact.event.at_ns = committed_;
    }
    committed_ = fact.event.at_ns;
    sink.accept(fact);
    ++given;
  }
  return given;
}

bool MergeWindow::empty() const {
  return std::all_of(streams_.begin(), streams_.end(), [](const auto& stream) { return stream.empty(); });
}

}  // namespace inflight
